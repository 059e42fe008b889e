package org.yiwang.support;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yiwang.platform.Migrations;
import org.yiwang.platform.postgres.PostgresServer;

/**
 * A real PostgreSQL for a run of tests, with a fresh, migrated database for whoever asks. Commits
 * are not synced to disk here: tests that are about durability start a server of their own.
 */
public final class TestDatabase {
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final PostgresServer SERVER = start();

  private TestDatabase() {}

  /** A new database with the schema of every module. */
  public static synchronized String freshUrl() {
    var name = "test_" + ProcessHandle.current().pid() + "_" + COUNT.incrementAndGet();
    execute("create database " + name + " template migrated");
    return SERVER.jdbcUrl(name);
  }

  /** A new database, ready for statements. */
  public static DataSource fresh() {
    return open(freshUrl());
  }

  /** A client of a new database. */
  public static JdbcClient freshClient() {
    return JdbcClient.create(fresh());
  }

  public static String user() {
    return SERVER.user();
  }

  public static String password() {
    return SERVER.password();
  }

  private static HikariDataSource open(String url) {
    var pool = new HikariDataSource();
    pool.setJdbcUrl(url);
    pool.setUsername(SERVER.user());
    pool.setPassword(SERVER.password());
    pool.setMaximumPoolSize(8);
    pool.setMinimumIdle(0);
    return pool;
  }

  private static PostgresServer start() {
    var folder = Path.of("target", "test-postgres-" + ProcessHandle.current().pid());
    var server = PostgresServer.start(folder, Path.of("target", "cache"), false);
    Runtime.getRuntime().addShutdownHook(new Thread(server::close));
    execute(server, "create database migrated");
    try (var pool = openTemplate(server)) {
      Migrations.apply(pool);
    }
    return server;
  }

  private static HikariDataSource openTemplate(PostgresServer server) {
    var pool = new HikariDataSource();
    pool.setJdbcUrl(server.jdbcUrl("migrated"));
    pool.setUsername(server.user());
    pool.setPassword(server.password());
    return pool;
  }

  private static void execute(String statement) {
    execute(SERVER, statement);
  }

  private static void execute(PostgresServer server, String statement) {
    try (var connection =
            DriverManager.getConnection(
                server.jdbcUrl("postgres"), server.user(), server.password());
        var run = connection.createStatement()) {
      run.execute(statement);
    } catch (SQLException e) {
      throw new IllegalStateException(statement, e);
    }
  }
}
