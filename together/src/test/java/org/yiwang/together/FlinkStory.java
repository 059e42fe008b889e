package org.yiwang.together;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yiwang.flink.Broker;
import org.yiwang.flink.Cluster;
import org.yiwang.support.Tank;
import org.yiwang.support.TestDatabase;
import org.yiwang.support.TestServer;

/** Where Flink judges: the warning of a septic tank comes back by way of Kafka. */
class FlinkStory {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** Less than what a device's clock may be ahead of the last tick. */
  private static final Duration LEAP = Duration.ofMinutes(4);

  private static final String SOONER =
      """
      id: septic-tank.methane
      version: 1
      name: {zh: 化粪池甲烷超限, en: Methane over its limit in a septic tank}
      subject-kind: septic-tank
      levels:
        IV: {above: {property: methane, limit: 10 %LEL, rearm-below: 8 %LEL}}
      """;

  @TempDir Path folder;
  private @Nullable Broker broker;
  private @Nullable Cluster flink;

  private final int port = Broker.freePort();

  private void startKafkaAndFlink() throws Exception {
    start(Broker.start(folder.resolve("kafka"), port));
  }

  private void start(Broker kafka, String... options) throws Exception {
    broker = kafka;
    kafka.create("yiwang.readings", 4);
    kafka.create("yiwang.control", 1);
    kafka.create("yiwang.findings", 2);
    flink = new Cluster(kafka.address());
    flink.startUsual(options);
  }

  @AfterEach
  void stop() {
    if (flink != null) {
      flink.close();
    }
    if (broker != null) {
      broker.close();
    }
  }

  private TestServer server(String... more) {
    var settings = new java.util.ArrayList<String>(List.of(more));
    settings.add("yiwang.detection.runtime=flink");
    settings.add("yiwang.kafka.servers=127.0.0.1:" + port);
    settings.add("yiwang.kafka.tick=200");
    return TestServer.start(settings.toArray(String[]::new));
  }

  @Test
  void aTankOverItsLimitIsWarnedOfAndClearedOnce() throws Exception {
    startKafkaAndFlink();
    try (var server = server()) {
      var sql = server.bean(JdbcClient.class);
      var tank = Tank.register(server, "T-1", "/500000/500105/", 106.5, 29.6);
      tank.sends(server, 40);
      await(sql, "select count(*) from warning.warning where subject_code = 'T-1'");
      assertThat(text(sql, "select level from warning.warning")).isEqualTo("IV");

      server.clock().advance(Duration.ofMinutes(5));
      tank.sends(server, 10);
      await(sql, "select count(*) from detection.finding where kind = 'ENDED'");
      assertThat(count(sql, "select count(*) from warning.warning")).isEqualTo(1);
      assertThat(text(sql, "select trace->'readings'->0->>'property' from detection.finding"))
          .isEqualTo("methane");
    }
  }

  @Test
  void aServerThatStartsAgainReadsFindingsAgainAndRaisesNothingTwice() throws Exception {
    startKafkaAndFlink();
    var database = "yiwang.database.url=" + TestDatabase.freshUrl();
    Tank tank;
    try (var server = server(database)) {
      tank = Tank.register(server, "T-2", "/500000/500105/", 106.5, 29.6);
      tank.sends(server, 40);
      await(server.bean(JdbcClient.class), "select count(*) from warning.warning");
    }
    try (var server = server(database, "yiwang.kafka.group=another")) {
      var sql = server.bean(JdbcClient.class);
      server.clock().advance(Duration.ofMinutes(5));
      tank.sends(server, 10);
      await(sql, "select count(*) from detection.finding where kind = 'ENDED'");
      assertThat(count(sql, "select count(*) from detection.finding")).isEqualTo(2);
      assertThat(count(sql, "select count(*) from warning.warning")).isEqualTo(1);
    }
  }

  @Test
  void readingsAreTakenWhileKafkaIsAwayAndJudgedWhenItIsThere() throws Exception {
    try (var server = server()) {
      var sql = server.bean(JdbcClient.class);
      var tank = Tank.register(server, "T-3", "/500000/500105/", 106.5, 29.6);
      tank.sends(server, 40);
      // Longer than a reading may be late: what was missed is not judged by the clock of now.
      server.clock().advance(Duration.ofMinutes(15));
      startKafkaAndFlink();
      await(sql, "select count(*) from warning.warning where subject_code = 'T-3'");
    }
  }

  @Test
  void whatIsSentWhileKafkaIsDeadIsJudgedOnceWhenItLivesAgain() throws Exception {
    var kafka = folder.resolve("kafka");
    start(Broker.startToBeKilled(kafka, port));
    try (var server = server()) {
      var sql = server.bean(JdbcClient.class);
      var tank = Tank.register(server, "T-4", "/500000/500105/", 106.5, 29.6);
      tank.sends(server, 40);
      await(sql, "select count(*) from warning.warning where subject_code = 'T-4'");

      Objects.requireNonNull(broker).close();
      server.clock().advance(LEAP);
      tank.sends(server, 10);
      broker = Broker.startToBeKilled(kafka, port);
      await(sql, "select count(*) from detection.finding where kind = 'ENDED'");
      assertThat(count(sql, "select count(*) from detection.finding")).isEqualTo(2);
      assertThat(count(sql, "select count(*) from warning.warning")).isEqualTo(1);
    }
  }

  @Test
  void whatIsSentWhileKafkaIsDeadForLongIsJudgedThoughTheClockTheJobKnowsIsOld() throws Exception {
    var kafka = folder.resolve("kafka");
    start(Broker.startToBeKilled(kafka, port));
    // Given up before Kafka is back: it is read from the store then, with no tick between.
    try (var server =
        server(
            "yiwang.kafka.properties.[delivery.timeout.ms]=1500",
            "yiwang.kafka.properties.[request.timeout.ms]=1000")) {
      var sql = server.bean(JdbcClient.class);
      var tank = Tank.register(server, "T-6", "/500000/500105/", 106.5, 29.6);
      tank.sends(server, 40);
      await(sql, "select count(*) from warning.warning where subject_code = 'T-6'");

      Objects.requireNonNull(broker).close();
      for (var value : List.of(10, 40, 10)) {
        server.clock().advance(LEAP);
        tank.sends(server, value);
      }
      Thread.sleep(3_000);
      broker = Broker.startToBeKilled(kafka, port);
      await(sql, "select count(*) / 2 from detection.finding where kind = 'ENDED'");
      assertThat(count(sql, "select count(*) from detection.finding")).isEqualTo(4);
    }
  }

  /** With no checkpoint to go back to, the job finds everything again, and sends it again. */
  @Test
  void whatTheJobSendsTwiceIsRaisedOnce() throws Exception {
    start(
        Broker.start(folder.resolve("kafka"), port),
        "--delivery",
        "at-least-once",
        "--checkpoint-ms",
        "600000");
    try (var server = server()) {
      var sql = server.bean(JdbcClient.class);
      var tank = Tank.register(server, "T-7", "/500000/500105/", 106.5, 29.6);
      for (var value : List.of(40, 10, 40)) {
        tank.sends(server, value);
        server.clock().advance(Duration.ofMinutes(5));
      }
      await(sql, "select count(*) / 3 from detection.finding");
      var warnings = warnings(sql);

      Objects.requireNonNull(flink).loseTheMachine();
      tank.sends(server, 10);
      await(sql, "select count(*) / 4 from detection.finding");
      awaitMessages(3 + 4);
      // What was sent again lay before the last one, or is read with it.
      server.clock().advance(Duration.ofMinutes(5));
      tank.sends(server, 40);
      await(sql, "select count(*) / 5 from detection.finding");
      assertThat(count(sql, "select count(*) from detection.finding")).isEqualTo(5);
      assertThat(count(sql, "select count(*) from detection.unused")).isZero();
      assertThat(warnings(sql)).startsWith(warnings.toArray(Long[]::new)).doesNotHaveDuplicates();
      assertThat(count(sql, "select count(*) from warning.warning where state = 'open'"))
          .isEqualTo(1);
    }
  }

  @Test
  void aChangeOfRulesIsNotedWithTheReadingAfterWhichItHeld() throws Exception {
    startKafkaAndFlink();
    try (var server = server()) {
      var sql = server.bean(JdbcClient.class);
      var tank = Tank.register(server, "T-8", "/500000/500105/", 106.5, 29.6);
      await(sql, "select count(*) from detection.course");
      tank.sends(server, 40);
      await(sql, "select count(*) from warning.warning");
      shadow(server, SOONER);
      await(sql, "select count(*) / 2 from detection.course");
      server.clock().advance(Duration.ofMinutes(5));
      tank.sends(server, 10);
      await(sql, "select count(*) from detection.finding where kind = 'ENDED'");

      assertThat(
              sql.sql("select after_seq from detection.course order by id")
                  .query(Long.class)
                  .list())
          .containsExactly(0L, 1L);
      assertThat(text(sql, "select rules from detection.course order by id desc"))
          .contains("septic-tank.methane@1,septic-tank.methane.shadow@2");
    }
  }

  @Test
  void aRuleInTheShadowNotesBesideItsOwnAndRaisesNothing() throws Exception {
    startKafkaAndFlink();
    try (var server = server()) {
      var sql = server.bean(JdbcClient.class);
      var tank = Tank.register(server, "T-5", "/500000/500105/", 106.5, 29.6);
      shadow(server, SOONER);
      tank.sends(server, 15);
      await(sql, "select count(*) from detection.shadow_finding");
      assertThat(text(sql, "select rule from detection.shadow_finding"))
          .isEqualTo("septic-tank.methane.shadow");
      server.clock().advance(Duration.ofMinutes(5));
      tank.sends(server, 40);
      await(sql, "select count(*) from warning.warning");
      assertThat(text(sql, "select rule from warning.warning")).isEqualTo("septic-tank.methane");
      assertThat(count(sql, "select count(*) from warning.warning")).isEqualTo(1);
      assertThat(count(sql, "select count(*) from detection.shadow_finding")).isEqualTo(1);
    }
  }

  private static void shadow(TestServer server, String text) {
    var rule = "/api/v1/rules/septic-tank.methane";
    assertThat(server.post("analyst", "/api/v1/rules", Map.of("text", text)).status())
        .isEqualTo(201);
    long seen = server.get("operator", rule).body().get("rule").get("seen").asLong();
    var decided =
        server.post("analyst", rule + "/shadow", Map.of("version", 2, "seen", seen)).status();
    assertThat(decided).isEqualTo(200);
  }

  private void await(JdbcClient sql, String query) throws InterruptedException {
    for (var end = System.nanoTime() + PATIENCE.toNanos(); count(sql, query) == 0; ) {
      assertThat(System.nanoTime()).as(() -> query + stuck()).isLessThan(end);
      Thread.sleep(50);
    }
  }

  private void awaitMessages(int atLeast) throws InterruptedException {
    var kafka = Objects.requireNonNull(broker);
    for (var end = System.nanoTime() + PATIENCE.toNanos();
        kafka.length("yiwang.findings") < atLeast; ) {
      assertThat(System.nanoTime()).as(this::stuck).isLessThan(end);
      Thread.sleep(50);
    }
  }

  private static List<Long> warnings(JdbcClient sql) {
    return sql.sql("select id from warning.warning order by id").query(Long.class).list();
  }

  /** Where it waits. */
  private String stuck() {
    var text = new StringBuilder();
    try {
      text.append(Objects.requireNonNull(flink).states());
    } catch (Exception e) {
      text.append(e);
    }
    var kafka = Objects.requireNonNull(broker);
    for (var topic : List.of("yiwang.readings", "yiwang.control", "yiwang.findings")) {
      text.append(' ').append(kafka.lengths(topic));
    }
    Thread.getAllStackTraces()
        .forEach((thread, frames) -> {
          if (thread.getName().matches("reading-publisher|finding-reader")) {
            text.append('\n').append(thread).append(List.of(frames));
          }
        });
    return text.toString();
  }

  private static long count(JdbcClient sql, String query) {
    return sql.sql(query).query(Long.class).single();
  }

  private static String text(JdbcClient sql, String query) {
    return sql.sql(query + " limit 1").query(String.class).single();
  }
}
