package org.yiwang.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yiwang.support.Await;
import org.yiwang.support.TestServer;

/** The real demo at 300 times the speed, with a table that nobody can write for some seconds. */
class SlowIntakeTests {
  private static final Duration STALL = Duration.ofSeconds(4);

  @Test
  void theDayWaitsForItsReadings() throws Exception {
    try (var server =
        TestServer.startInItsOwnTime(
            "yiwang.mqtt.port=0",
            "yiwang.demo.speed=300",
            "yiwang.demo.district=../demo/district",
            "yiwang.demo.script=../demo/script/day.yaml")) {
      var clock = server.bean(Clock.class);
      awaitReadings(server);
      var held = stall(server, clock);
      // Without a brake the day would be twenty minutes on.
      assertThat(held).isLessThan(Pace.LEAD.plus(Duration.ofSeconds(1)));
      var after = clock.instant();
      Await.until(
          () -> clock.instant().isAfter(after.plus(Duration.ofMinutes(40))), clock::instant);
      assertThat(late(server)).as("readings too late to be judged").isZero();
      assertThat(silent(server)).as("sensors that count as silent").isZero();
    }
  }

  /** How far the demo's clock comes in the last half of a stall. */
  private static Duration stall(TestServer server, Clock clock)
      throws SQLException, InterruptedException {
    try (var connection = server.bean(DataSource.class).getConnection();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("lock table intake.head in access exclusive mode");
      Instant before = clock.instant();
      Thread.sleep(STALL);
      var passed = Duration.between(before, clock.instant());
      connection.rollback();
      return passed;
    }
  }

  private static void awaitReadings(TestServer server) {
    var sql = server.bean(JdbcClient.class);
    Await.until(
        () -> sql.sql("select count(*) from intake.reading").query(Long.class).single() > 100,
        () -> "no readings");
  }

  private static int late(TestServer server) {
    return server.get("administrator", "/api/v1/readings/late").body().get("total").asInt();
  }

  private static long silent(TestServer server) {
    return server
        .get("administrator", "/api/v1/warnings")
        .body()
        .get("items")
        .valueStream()
        .filter(warning -> warning.get("rule").asString().endsWith("sensor-silent"))
        .count();
  }
}
