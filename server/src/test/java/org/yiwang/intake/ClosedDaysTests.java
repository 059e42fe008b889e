package org.yiwang.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yiwang.history.DayFile;
import org.yiwang.history.History;
import org.yiwang.support.Tank;
import org.yiwang.support.TestServer;

/** Closed days become files, and nobody who asks for readings can tell. */
class ClosedDaysTests {
  @AutoClose private static TestServer server;
  private static ClosedDays closedDays;
  private static int tanks;
  private Tank tank = new Tank("", "", "");

  @BeforeAll
  static void start() {
    server = TestServer.start("yiwang.history.hot-days=2", "yiwang.history.keep-days=300");
    closedDays = server.bean(ClosedDays.class);
  }

  @BeforeEach
  void aTank() {
    closedDays.whenPassing(step -> {});
    tank = Tank.register(server, "C-" + tanks++, "/500000/500105/500105101/", 106.8, 29.6);
  }

  @Test
  void aClosedDayIsAFileAndIsReadAsBefore() {
    send("2026-11-10T01:00:00Z", 1);
    send("2026-11-10T15:59:59.999Z", 2);
    // The next day by the city's clock.
    send("2026-11-10T16:00:00Z", 3);
    send("2026-11-20T23:00:00Z", 4);
    var before = all();
    runUntilDone();
    assertThat(all()).isEqualTo(before).hasSize(4);
    assertThat(files()).contains("2026-11-10", "2026-11-11").doesNotContain("2026-11-21");
    assertThat(partitions())
        .noneMatch(
            name -> name.startsWith("reading_d202611") && name.compareTo("reading_d20261120") < 0);
    assertThat(list("2026-11-10T15:59:59.999Z", "2026-11-21T00:00:00Z", 2))
        .containsExactly(2.0, 3.0);
    assertThat(list("2026-11-10T01:00:00.001Z", "2026-11-10T16:00:00Z", 9)).containsExactly(2.0);
  }

  @Test
  void whatIsInAFileIsADuplicateWhenItComesAgain() {
    send("2026-11-08T01:00:00Z", 1);
    send("2026-11-09T01:00:00Z", 2);
    runUntilDone();
    assertThat(answer("2026-11-08T01:00:00Z", 1)).isEqualTo("0 accepted, 1 duplicate");
    assertThat(all()).hasSize(2);
  }

  @Test
  void whatComesLateForAClosedDayIsReadAtOnceAndMergedLater() {
    send("2026-11-07T01:00:00Z", 1);
    send("2026-11-07T03:00:00Z", 3);
    runUntilDone();
    assertThat(answer("2026-11-07T02:00:00Z", 2)).isEqualTo("1 accepted, 0 duplicate");
    assertThat(all()).containsExactly(1.0, 2.0, 3.0);
    assertThat(list("2026-11-07T00:00:00Z", "2026-11-08T00:00:00Z", 2)).containsExactly(1.0, 2.0);
    var version = file("2026-11-07").version();
    runUntilDone();
    assertThat(all()).containsExactly(1.0, 2.0, 3.0);
    assertThat(file("2026-11-07").version()).isEqualTo(version + 1);
    assertThat(Files.exists(file("2026-11-07").file())).isTrue();
    var replaced = "2026-11-07.%d.parquet".formatted(version);
    assertThat(file("2026-11-07").file().resolveSibling(replaced)).doesNotExist();
  }

  @Test
  void aFileOfPastYearsBecomesAFileADay() {
    for (var day = 1; day <= 3; day++) {
      send("2026-03-%02dT04:00:00Z".formatted(day), day);
      send("2026-03-%02dT05:00:00Z".formatted(day), day);
    }
    assertThat(partitions()).contains("reading_m202603");
    runUntilDone();
    assertThat(files()).contains("2026-03-01", "2026-03-02", "2026-03-03");
    assertThat(partitions()).doesNotContain("reading_m202603");
    assertThat(all()).hasSize(6);
  }

  @Test
  void whatThePolicyKeepsNoLongerIsDeleted() {
    send("2025-11-01T04:00:00Z", 1);
    send("2026-02-01T04:00:00Z", 2);
    runUntilDone();
    assertThat(all()).containsExactly(2.0);
    assertThat(files()).doesNotContain("2025-11-01");
    assertThat(
            History.folder(server.bean(org.yiwang.platform.Settings.class).dataFolder())
                .resolve("2025"))
        .isEmptyDirectory();
  }

  @Test
  void cutOffAnywhereEveryReadingIsInOnePlace() {
    var day = 1;
    for (var step : ClosedDays.Step.values()) {
      for (var isMerge : new boolean[] {false, true}) {
        send("2026-10-%02dT04:00:00Z".formatted(day), 1);
        send("2026-10-%02dT06:00:00Z".formatted(day), 2);
        if (isMerge) {
          runUntilDone();
          send("2026-10-%02dT05:00:00Z".formatted(day), 3);
        }
        day++;
        var before = all();
        var counts = total();
        awaitJudged();
        closedDays.whenPassing(at -> {
          if (at == step) {
            throw new IllegalStateException("cut off at " + at);
          }
        });
        assertThat(closedDays.run()).as("cut off at %s", step).isFalse();
        assertThat(all()).as("cut off at %s", step).isEqualTo(before);
        assertThat(total()).as("cut off at %s", step).isEqualTo(counts);
        closedDays.whenPassing(at -> {});
        runUntilDone();
        assertThat(all()).as("after %s", step).isEqualTo(before);
        assertThat(total()).as("after %s", step).isEqualTo(counts);
      }
    }
  }

  @Test
  void whatAStartMayHaveToJudgeAgainStaysWhereItsOrderIsKnown() {
    send("2026-09-15T04:00:00Z", 1);
    server.bean(Readings.class).willBeJudged();
    assertThat(closedDays.run()).isFalse();
    assertThat(files()).doesNotContain("2026-09-15");
    runUntilDone();
    assertThat(files()).contains("2026-09-15");
  }

  @Test
  void whatIsAddedWhileAFileIsWrittenIsNotLost() {
    send("2026-09-05T04:00:00Z", 1);
    awaitJudged();
    var isFirst = new boolean[] {true};
    closedDays.whenPassing(step -> {
      if (step == ClosedDays.Step.WRITTEN && isFirst[0]) {
        isFirst[0] = false;
        send("2026-09-05T05:00:00Z", 2);
      }
    });
    assertThat(closedDays.run()).isFalse();
    assertThat(all()).containsExactly(1.0, 2.0);
    runUntilDone();
    assertThat(all()).containsExactly(1.0, 2.0);
  }

  @Test
  void whateverComesWheneverItIsReadAsOneList() {
    var random = new SplittableRandom(11);
    var expected = new TreeMap<Instant, Double>();
    var start = Instant.parse("2026-08-01T00:00:00Z");
    for (var round = 0; round < 12; round++) {
      var batch = new ArrayList<Map<String, Object>>();
      for (var i = 0; i < 60; i++) {
        var at = start.plus(Duration.ofMinutes(10L * random.nextInt(900)));
        var value = (double) random.nextInt(100);
        expected.putIfAbsent(at, value);
        batch.add(reading(at.toString(), value));
      }
      assertThat(server.post("integrator", "/api/v1/readings", batch).status()).isEqualTo(200);
      if (random.nextInt(3) == 0) {
        awaitJudged();
        closedDays.run();
      }
      assertThat(all()).containsExactlyElementsOf(expected.values());
      scanGivesTheSame(expected);
    }
  }

  private void scanGivesTheSame(TreeMap<Instant, Double> expected) {
    var id = server.bean(org.yiwang.registry.Datastreams.class).find(tank.sensor(), "methane");
    var scanned = new ArrayList<Double>();
    server
        .bean(PastReadings.class)
        .scan(
            Instant.parse("2026-01-01T00:00:00Z"),
            Instant.parse("2026-12-01T00:00:00Z"),
            new int[] {id},
            (series, times, values, size) -> {
              for (var i = 0; i < size; i++) {
                scanned.add(values[i]);
              }
            });
    assertThat(scanned).containsExactlyElementsOf(expected.values());
  }

  @Test
  void aDamagedFileIsKnownByWhatItHolds() throws IOException {
    send("2026-07-05T04:00:00Z", 1);
    runUntilDone();
    var history = server.bean(History.class);
    var file = file("2026-07-05");
    assertThat(history.fault(file)).isEmpty();
    var bytes = Files.readAllBytes(file.file());
    var other = bytes.clone();
    other[bytes.length / 2] ^= 1;
    Files.write(file.file(), other);
    assertThat(history.fault(file)).isNotEmpty();
    Files.write(file.file(), java.util.Arrays.copyOf(bytes, 100));
    assertThat(history.fault(file)).contains("another size");
    Files.delete(file.file());
    assertThat(history.fault(file)).contains("is missing");
    Files.write(file.file(), bytes);
    assertThat(history.fault(file)).isEmpty();
  }

  private Map<String, Object> reading(String time, double value) {
    return tank.methane(Instant.parse(time), value);
  }

  private void send(String time, double value) {
    assertThat(answer(time, value)).isEqualTo("1 accepted, 0 duplicate");
  }

  private String answer(String time, double value) {
    var body = server.post("integrator", "/api/v1/readings", List.of(reading(time, value))).body();
    return body.get("accepted").asInt()
        + " accepted, "
        + body.get("duplicate").asInt()
        + " duplicate";
  }

  /** The detector's snapshot comes every ten seconds; a test does not wait for it. */
  private static void awaitJudged() {
    var seq =
        server.bean(JdbcClient.class).sql("select seq from intake.head").query(Long.class).single();
    server.bean(Readings.class).judgedThrough(seq);
  }

  private static void runUntilDone() {
    awaitJudged();
    assertThat(closedDays.run()).isTrue();
  }

  private List<Double> all() {
    return list("2025-01-01T00:00:00Z", "2026-12-01T00:00:00Z", 10_000);
  }

  private List<Double> list(String from, String to, int limit) {
    var answer =
        server.get(
            "analyst",
            "/api/v1/readings?device=%s&property=methane&from=%s&to=%s&limit=%d"
                .formatted(tank.sensor(), from, to, limit));
    var values = new ArrayList<Double>();
    answer.body().path("items").forEach(item -> values.add(item.get("value").asDouble()));
    return values;
  }

  /** In PostgreSQL and in files. */
  private static long total() {
    var hot =
        server.bean(JdbcClient.class).sql("select count(*) from intake.reading").query(Long.class);
    return hot.single()
        + server.bean(History.class).listAll().stream().mapToLong(f -> f.facts().rows()).sum();
  }

  private static DayFile file(String day) {
    return server.bean(History.class).listAll().stream()
        .filter(file -> file.day().toString().equals(day))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> files() {
    return server.bean(History.class).listAll().stream()
        .map(file -> file.day().toString())
        .toList();
  }

  private static List<String> partitions() {
    return server
        .bean(JdbcClient.class)
        .sql(
            """
            select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
            where i.inhparent = 'intake.reading'::regclass
            """)
        .query(String.class)
        .list();
  }
}
