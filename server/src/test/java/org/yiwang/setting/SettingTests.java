package org.yiwang.setting;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yiwang.history.History;
import org.yiwang.intake.ClosedDays;
import org.yiwang.intake.Readings;
import org.yiwang.registry.Datastreams;
import org.yiwang.support.Await;
import org.yiwang.support.KeptSetting;
import org.yiwang.support.Tank;
import org.yiwang.support.TestServer;
import tools.jackson.databind.JsonNode;

/** Rules that name calendars, zones and what is usual, written and armed over HTTP. */
class SettingTests {
  private static final String RULE =
      """
      id: trial.%s
      version: 1
      name: {zh: 试验, en: Trial}
      subject-kind: septic-tank
      where: {subjects: [%s]}
      levels:
        IV: %s
      """;

  @TempDir static Path folder;
  @AutoClose private static TestServer server;

  @BeforeAll
  static void start() throws IOException {
    var tracks = folder.resolve("tracks");
    try (var all = Files.walk(Path.of("../tracks"))) {
      for (var file : all.toList()) {
        Files.copy(file, tracks.resolve(Path.of("../tracks").relativize(file).toString()));
      }
    }
    var trial = Files.createDirectory(tracks.resolve("trial"));
    Files.writeString(
        trial.resolve("track.yaml"),
        "version: 1\nname: {zh: 试验, en: Trial}\nsector: {zh: 试验, en: Trial}\n");
    Files.writeString(
        trial.resolve("zones.yaml"),
        """
        zones:
          yard: {rings: [[[106.80, 29.60], [106.82, 29.60], [106.82, 29.62], [106.80, 29.62]]]}
          near-z2: {around: Z-2, metres: 200}
          nowhere: {area: "999999"}
        """);
    Files.writeString(
        trial.resolve("calendars.yaml"),
        """
        calendars:
          night-shift: {zone: Asia/Shanghai, week: {friday: ["22:00-06:00"]}}
        """);
    server = TestServer.start("yiwang.tracks=" + tracks, "yiwang.history.hot-days=2");
  }

  @Test
  void aRuleHoldsOutsideWorkingHoursOnly() throws Exception {
    var tank = tank("Z-1");
    arm(
        "hours",
        tank,
        "{all: [{above: {property: methane, limit: 5 %LEL}}, {not: {during: {calendar:"
            + " working-hours}}}]}");
    // A Friday morning at work, its noon break, and a morning off.
    send(tank, "2026-11-20T10:00:00+08:00", 10);
    send(tank, "2026-11-20T10:30:00+08:00", 1);
    send(tank, "2026-11-20T12:30:00+08:00", 10);
    send(tank, "2026-11-20T13:00:00+08:00", 1);
    send(tank, "2026-11-21T07:59:00+08:00", 10);
    Await.until(() -> raised("trial.hours").size() == 2);
    assertThat(raised("trial.hours"))
        .containsExactly("2026-11-20T04:30:00Z", "2026-11-20T23:59:00Z");
  }

  @Test
  void aTracksOwnCalendarReachesOverMidnight() throws Exception {
    var tank = tank("Z-5");
    arm(
        "shift",
        tank,
        "{all: [{above: {property: methane, limit: 5 %LEL}}, {during: {calendar: night-shift}}]}");
    send(tank, "2026-11-20T21:00:00+08:00", 10);
    send(tank, "2026-11-20T21:30:00+08:00", 1);
    send(tank, "2026-11-21T05:30:00+08:00", 10);
    Await.until(() -> raised("trial.shift").size() == 1);
    assertThat(raised("trial.shift")).containsExactly("2026-11-20T21:30:00Z");
  }

  @Test
  void aTrialJudgesByTheCalendarOfItsTimeAndSaysSo() throws Exception {
    var tank = tank("Z-6");
    send(tank, "2026-11-20T21:00:00+08:00", 10);
    send(tank, "2026-11-20T21:30:00+08:00", 1);
    send(tank, "2026-11-20T22:30:00+08:00", 10);
    send(tank, "2026-11-20T22:45:00+08:00", 1);
    var text =
        RULE.formatted(
            "then",
            tank.code(),
            "{all: [{above: {property: methane, limit: 5 %LEL}}, {during: {calendar:"
                + " night-shift}}]}");
    var today = tryOut(text);
    assertThat(today.get("found").get("ours").asInt()).isEqualTo(1);
    // Until ten that evening the shift had lasted from eight to a quarter to ten.
    KeptSetting.wasOtherwise(
        server,
        Instant.parse("2026-01-01T00:00:00Z"),
        Instant.parse("2026-11-20T14:00:00Z"),
        "22:00-06:00",
        "20:00-21:45");
    var then = tryOut(text);
    assertThat(then.get("found").get("ours").asInt()).isEqualTo(2);
    var used = then.get("effort").get("used");
    assertThat(used.get("asToday").asBoolean()).isFalse();
    assertThat(used.get("otherNames").asBoolean()).isTrue();
    assertThat(used.get("isKept").asBoolean()).isTrue();
  }

  private static JsonNode tryOut(String text) throws Exception {
    var wish = Map.of("text", text, "from", "2026-11-19T00:00:00Z", "to", "2026-11-21T00:00:00Z");
    var id = server.post("analyst", "/api/v1/trials", wish).body().get("id").asLong();
    Await.until(() ->
        server
            .get("analyst", "/api/v1/trials/" + id)
            .body()
            .get("state")
            .asString()
            .equals("done"));
    return server.get("analyst", "/api/v1/trials/" + id).body();
  }

  @Test
  void aPositionIsInAZoneOfATrack() throws Exception {
    var tank = tank("Z-2");
    addPosition(tank);
    arm("yard", tank, "{inside: {zone: yard}}");
    arm("near", tank, "{inside: {zone: near-z2}}");
    move(tank, "2026-11-20T10:00:00+08:00", 106.79, 29.61);
    move(tank, "2026-11-20T10:10:00+08:00", 106.81, 29.61);
    move(tank, "2026-11-20T10:20:00+08:00", 106.8019, 29.6);
    Await.until(() -> raised("trial.yard").size() == 1 && raised("trial.near").size() == 1);
    assertThat(raised("trial.yard")).containsExactly("2026-11-20T02:10:00Z");
    assertThat(raised("trial.near")).containsExactly("2026-11-20T02:20:00Z");
  }

  @Test
  void aNameThatIsNotThereIsSaidWithItsPlace() {
    var tank = tank("Z-3");
    var calendar = check(tank, "{during: {calendar: working-hour}}");
    assertThat(calendar.get("line").asInt()).isEqualTo(7);
    assertThat(calendar.toString()).contains("working-hours");
    var zone = check(tank, "{inside: {zone: yards}}");
    assertThat(zone.toString()).contains("there is no zone 'yards'", "yard");
    var text = RULE.formatted("bad", tank.code(), "{inside: {zone: yards}}");
    var written = server.post("analyst", "/api/v1/rules", Map.of("text", text));
    assertThat(written.status()).isEqualTo(400);
  }

  @Test
  void whatIsUnusualIsLearntFromHistoryHotAndCold() throws Exception {
    var tank = tank("Z-4");
    arm("unusual", tank, "{unusual: {property: methane, spreads: 6, at-least: 2 %LEL}}");
    fourWeeks(tank);
    var sql = server.bean(JdbcClient.class);
    var seq = sql.sql("select seq from intake.head").query(Long.class).single();
    server.bean(Readings.class).judgedThrough(seq);
    assertThat(server.bean(ClosedDays.class).run()).isTrue();
    assertThat(server.bean(History.class).listAll()).hasSizeGreaterThan(25);

    var baselines = server.bean(Baselines.class);
    var first = baselines.learn();
    var second = baselines.learn();
    assertThat(contents(second)).isNotEmpty().isEqualTo(contents(first));
    Await.until(() ->
        sql.sql("select baseline from detection.snapshot").query(Integer.class).single() == second);
    var id = server.bean(Datastreams.class).find(tank.sensor(), "methane");
    var week = Objects.requireNonNull(baselines.of(second, List.of("methane")).get(id));
    var night = Instant.parse("2026-11-20T19:00:00Z").toEpochMilli();
    assertThat(week.median(night)).isBetween(1.5, 2.5);
    assertThat(week.median(night + Duration.ofHours(9).toMillis())).isBetween(7.5, 8.5);

    // Eight is usual by day, and not at three in the morning.
    send(tank, "2026-11-20T15:05:00+08:00", 8.2);
    send(tank, "2026-11-21T03:05:00+08:00", 2.1);
    send(tank, "2026-11-21T03:06:00+08:00", 8.2);
    Await.until(() -> raised("trial.unusual").size() == 1);
    assertThat(raised("trial.unusual")).containsExactly("2026-11-20T19:06:00Z");
  }

  /** Every ten minutes: two by night, eight by day, with a little noise. */
  private static void fourWeeks(Tank tank) {
    var random = new SplittableRandom(7);
    var start = Instant.parse("2026-10-23T16:00:00Z");
    for (var day = 0; day < 28; day++) {
      var batch = new ArrayList<Map<String, Object>>();
      for (var minute = 0; minute < 24 * 60; minute += 10) {
        var at = start.plus(Duration.ofDays(day)).plus(Duration.ofMinutes(minute));
        var usual = minute >= 8 * 60 && minute < 20 * 60 ? 8 : 2;
        batch.add(tank.methane(at, usual + random.nextInt(5) / 10.0 - 0.2));
      }
      server.takes(batch);
    }
  }

  private static List<String> contents(int version) {
    return server
        .bean(JdbcClient.class)
        .sql(
            """
            select datastream || ' ' || median::text || ' ' || spread::text
            from setting.baseline where version = ? order by datastream
            """)
        .param(version)
        .query(String.class)
        .list();
  }

  private static Tank tank(String code) {
    return Tank.register(server, code, "/500000/500105/500105101/", 106.8, 29.6);
  }

  private static void addPosition(Tank tank) {
    server
        .bean(JdbcClient.class)
        .sql(
            """
            insert into registry.datastream (device, property, unit)
            select id, unnest(array['lon', 'lat']), 'deg' from registry.device where code = ?
            """)
        .param(tank.sensor())
        .update();
    server.bean(Datastreams.class).reload();
  }

  private static JsonNode check(Tank tank, String condition) {
    var text = RULE.formatted("checked", tank.code(), condition);
    return server
        .post("analyst", "/api/v1/rules/check", Map.of("text", text))
        .body()
        .get("errors")
        .get(0);
  }

  private static void arm(String name, Tank tank, String condition) {
    var text = RULE.formatted(name, tank.code(), condition);
    var written = server.post("analyst", "/api/v1/rules", Map.of("text", text));
    assertThat(written.status()).as(written.raw().body()).isEqualTo(201);
    var path = "/api/v1/rules/trial." + name;
    var seen = server.get("analyst", path).body().at("/rule/seen").asLong();
    var armed =
        server.post("shift-lead", path + "/arm", Map.of("version", 1, "seen", seen, "reason", "x"));
    assertThat(armed.status()).as(armed.raw().body()).isEqualTo(200);
  }

  private static void send(Tank tank, String time, double value) {
    var batch = List.of(tank.methane(Instant.parse(time), value));
    server.takes(batch);
  }

  private static void move(Tank tank, String time, double lon, double lat) {
    var batch = List.of(reading(tank, "lon", time, lon), reading(tank, "lat", time, lat));
    server.takes(batch);
  }

  private static Map<String, Object> reading(
      Tank tank, String property, String time, double value) {
    return Map.of("device", tank.sensor(), "property", property, "time", time, "value", value);
  }

  /** When a rule's warnings were raised, oldest first. */
  private static List<String> raised(String rule) {
    var all = new ArrayList<String>();
    server
        .get("administrator", "/api/v1/warnings")
        .body()
        .get("items")
        .forEach(warning -> {
          if (warning.get("rule").asString().equals(rule)) {
            all.addFirst(warning.get("raisedAt").asString());
          }
        });
    return all;
  }
}
