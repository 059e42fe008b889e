package org.yiwang.detection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.yiwang.history.History;
import org.yiwang.intake.ClosedDays;
import org.yiwang.platform.Settings;
import org.yiwang.support.Await;
import org.yiwang.support.Tank;
import org.yiwang.support.TestServer;

/** A snapshot that can't be used any more, when days are in files already. */
class StateAnewTests {
  @Test
  void aDamagedSnapshotLosesNothingAndSaysNothingTwice() throws Exception {
    nothingIsLostAndNothingSaidTwice(sql ->
        sql.sql(
                """
                update detection.snapshot_part
                set bytes = set_byte(bytes, length(bytes) / 2, 255 - get_byte(bytes, length(bytes) / 2))
                where part = 0
                """)
            .update());
  }

  @Test
  void aSnapshotOfAnotherEngineLosesNothingAndSaysNothingTwice() throws Exception {
    nothingIsLostAndNothingSaidTwice(sql -> {
      sql.sql("update detection.snapshot_part set bytes = set_byte(bytes, 3, 0) where part = 0")
          .update();
      sql.sql("update detection.snapshot set crc = null").update();
    });
  }

  /**
   * One tank is over its limit since the first day and has never been below it since, one has been
   * silent since then, one was over it for an hour on the third day.
   */
  private static void nothingIsLostAndNothingSaidTwice(Consumer<JdbcClient> damage)
      throws Exception {
    var server = TestServer.start("yiwang.history.hot-days=2");
    var over = Tank.register(server, "O-1", "/500000/500105/500105101/", 106.8, 29.6);
    var silent = Tank.register(server, "S-1", "/500000/500105/500105101/", 106.8, 29.6);
    var past = Tank.register(server, "P-1", "/500000/500105/500105101/", 106.8, 29.6);
    for (var step = 0; step < 6 * 24 * 3; step++) {
      over.sends(server, step < 5 ? 5 : 40);
      past.sends(server, step == 180 ? 40 : 5);
      if (step < 10) {
        silent.sends(server, 5);
      }
      server.clock().advance(Duration.ofMinutes(20));
      awaitJudged(server);
    }
    awaitSnapshot(server);
    assertThat(server.bean(ClosedDays.class).run()).isTrue();
    assertThat(server.bean(History.class).listAll()).hasSizeGreaterThan(3);
    var before = findings(server);
    var open = warnings(server);
    assertThat(before).hasSizeGreaterThan(3);

    var database = Objects.requireNonNull(server.bean(Settings.class).database());
    server.close();
    damage.accept(
        JdbcClient.create(
            new DriverManagerDataSource(database.url(), database.user(), database.password())));
    try (var again = server.startAgain()) {
      awaitAnew(again);
      assertThat(findings(again)).isEqualTo(before);
      assertThat(warnings(again)).isEqualTo(open);

      // The open episode ends under its own key, and the next one is found.
      over.sends(again, 5);
      again.clock().advance(Duration.ofMinutes(20));
      past.sends(again, 40);
      awaitJudged(again);
      Await.until(() -> findings(again).size() >= before.size() + 2, () -> findings(again));
      var added = new ArrayList<>(findings(again));
      added.removeAll(before);
      assertThat(added).hasSizeGreaterThanOrEqualTo(2);
      assertThat(added)
          .anyMatch(one ->
              one.contains("ENDED")
                  && before.stream().anyMatch(was -> was.split(" ")[0].equals(one.split(" ")[0])));
      assertThat(added).anyMatch(one -> one.contains("BEGAN"));
    }
  }

  private static void awaitJudged(TestServer server) throws InterruptedException {
    var detector = server.bean(Detector.class);
    // A round of its own for what the clock alone brings about.
    Thread.sleep(20);
    Await.until(detector::hasJudgedAll, () -> "not all was judged");
  }

  private static void awaitSnapshot(TestServer server) {
    var sql = server.bean(JdbcClient.class);
    var isThere =
        sql.sql(
            """
            select coalesce((select seq from detection.snapshot), 0)
              = (select seq from intake.head)
            """);
    Await.until(isThere.query(Boolean.class)::single, () -> "no snapshot of all");
  }

  private static void awaitAnew(TestServer server) throws InterruptedException {
    var sql = server.bean(JdbcClient.class);
    Await.until(
        () -> sql.sql("select count(*) from detection.judged_anew").query(Long.class).single() == 1,
        () -> "it was not told");
    // What is found too much would come now.
    Thread.sleep(500);
  }

  private static List<String> findings(TestServer server) {
    return server
        .bean(JdbcClient.class)
        .sql(
            """
            select key || ' ' || kind || ' ' || coalesce(level, '-') || ' ' || time
            from detection.finding order by 1
            """)
        .query(String.class)
        .list();
  }

  private static List<String> warnings(TestServer server) {
    var all = new ArrayList<String>();
    server
        .get("administrator", "/api/v1/warnings")
        .body()
        .get("items")
        .forEach(one -> all.add(one.get("id") + " " + one.get("state")));
    return all;
  }
}
