package org.yiwang.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerTest {
  private static final Path CACHE = Path.of("target", "cache");

  @TempDir Path folder;

  @Test
  @Timeout(120)
  void aKilledServerComesBackOnTheSamePortWithWhatWasCommitted() throws Exception {
    try (var server = PostgresServer.start(folder, CACHE, true)) {
      var address = server.jdbcUrl();
      execute(server, "create table kept (n int)", "insert into kept values (7)");
      var killed = server.postmaster().orElseThrow();

      killed.destroyForcibly();
      killed.onExit().get();

      assertThat(awaitKept(server)).isEqualTo(7);
      assertThat(server.jdbcUrl()).isEqualTo(address);
      assertThat(server.postmaster().orElseThrow().pid()).isNotEqualTo(killed.pid());
    }
  }

  @Test
  @Timeout(120)
  void aServerClosedOnPurposeStaysDown() throws Exception {
    var server = PostgresServer.start(folder, CACHE, true);
    server.close();

    Thread.sleep(1_000);

    assertThat(server.postmaster()).isEmpty();
  }

  private static void execute(PostgresServer server, String... statements) throws SQLException {
    try (var connection =
            DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
        var statement = connection.createStatement()) {
      for (var one : statements) {
        statement.execute(one);
      }
    }
  }

  private static int awaitKept(PostgresServer server) throws InterruptedException {
    while (true) {
      try (var connection =
              DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
          var statement = connection.createStatement();
          var rows = statement.executeQuery("select n from kept")) {
        rows.next();
        return rows.getInt(1);
      } catch (SQLException e) {
        Thread.sleep(100);
      }
    }
  }
}
