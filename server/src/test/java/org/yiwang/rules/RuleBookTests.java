package org.yiwang.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yiwang.support.Await;
import org.yiwang.support.Tank;
import org.yiwang.support.TestDatabase;
import org.yiwang.support.TestServer;
import tools.jackson.databind.JsonNode;

class RuleBookTests {
  private static final String RULE = "/api/v1/rules/septic-tank.methane";

  private static final String TEN_PER_CENT =
      """
      id: septic-tank.methane
      version: 1
      name: {zh: 化粪池甲烷超限, en: Methane over its limit}
      subject-kind: septic-tank
      levels:
        # sooner than the standard asks
        IV: {above: {property: methane, limit: 10 %LEL, rearm-below: 8 %LEL}}
      """;

  @Test
  void whatWasRaisedBeforeTheShadowBeganAndStillHoldsIsInBoth() throws Exception {
    try (var server = TestServer.start()) {
      var tank = Tank.register(server, "T9", "/500000/500105/", 106.5, 29.6);
      over(server, tank, 30);
      await(server, () -> warnings(server) == 1);
      server.post("analyst", "/api/v1/rules", Map.of("text", TEN_PER_CENT));
      assertThat(decide(server, "shadow", "analyst", 2, seen(server)).status()).isEqualTo(200);
      over(server, tank, 30);
      await(
          server, () -> !server.get("analyst", RULE + "/shadow").body().get("episodes").isEmpty());
      server.clock().advance(Duration.ofMinutes(1));
      await(server, () -> server.get("analyst", RULE + "/shadow").body().get("both").asInt() == 1);
    }
  }

  /** Fires where the armed rule does only from 40 on, and below 2, where that never does. */
  private static final String EITHER_WAY =
      TEN_PER_CENT.substring(0, TEN_PER_CENT.indexOf("  # sooner"))
          + "  IV: {any: [{above: {property: methane, limit: 40 %LEL}},"
          + " {below: {property: methane, limit: 2 %LEL}}]}\n";

  @Test
  void theComparisonTellsWhatOnlyOneOfTheTwoSaw() {
    try (var server = TestServer.start()) {
      var tank = Tank.register(server, "T5", "/500000/500105/", 106.5, 29.6);
      assertThat(server.post("analyst", "/api/v1/rules", Map.of("text", EITHER_WAY)).status())
          .isEqualTo(201);
      server.clock().advance(Duration.ofMinutes(1));
      var began = server.clock().instant();
      assertThat(decide(server, "shadow", "analyst", 2, seen(server)).status()).isEqualTo(200);

      var expected = List.of("both", "other", "ours");
      var values = List.of(50, 30, 1);
      for (var nth = 0; nth < expected.size(); nth++) {
        over(server, tank, values.get(nth));
        // What begins at this very moment lies after the period.
        server.clock().advance(Duration.ofMinutes(1));
        var kind = expected.get(nth);
        await(server, () -> compared(server).get(kind).asInt() == 1);
        over(server, tank, 5);
      }

      var all = compared(server);
      assertThat(all.get("episodes").size()).isEqualTo(3);
      assertThat(all.get("episodes").valueStream().map(one -> one.get("in").asString()))
          .containsExactly("both", "other", "ours");
      // Without a period asked for it is the shadow's own.
      assertThat(all.get("from").asString()).isEqualTo(began.toString());
    }
  }

  private static JsonNode compared(TestServer server) {
    return server.get("analyst", RULE + "/shadow").body();
  }

  @Test
  void aRuleIsWrittenTriedInTheShadowArmedAndDisarmed() throws Exception {
    try (var server = TestServer.start()) {
      var tank = Tank.register(server, "T1", "/500000/500105/", 106.5, 29.6);
      var listed = server.get("operator", "/api/v1/rules").body().get("items");
      assertThat(listed.get(0).get("id").asString()).isEqualTo("septic-tank.methane");
      assertThat(listed.get(0).get("armed").asInt()).isEqualTo(1);

      var written = server.post("analyst", "/api/v1/rules", Map.of("text", TEN_PER_CENT));
      assertThat(written.status()).isEqualTo(201);
      assertThat(written.body().get("version").asInt()).isEqualTo(2);
      assertThat(written.body().get("text").asString()).contains("version: 2").contains("# sooner");

      // In the shadow it notes, and nothing else happens.
      var seen = seen(server);
      assertThat(decide(server, "shadow", "analyst", 2, seen).status()).isEqualTo(200);
      assertThat(decide(server, "shadow", "analyst", 2, seen).status()).isEqualTo(409);
      // It may be looked at before any time has passed since.
      var atOnce = server.get("analyst", RULE + "/shadow");
      assertThat(atOnce.status()).isEqualTo(200);
      assertThat(atOnce.body().get("episodes").size()).isZero();
      over(server, tank, 15);
      await(server, () -> beside(server).get("ours").asInt() == 1);
      assertThat(beside(server).get("both").asInt()).isZero();
      assertThat(warnings(server)).isZero();
      over(server, tank, 30);
      await(server, () -> beside(server).get("both").asInt() == 1);
      assertThat(warnings(server)).isEqualTo(1);
      over(server, tank, 5);
      await(server, () -> warnings(server) == 0);

      // Armed, it raises; its shadow has ended with that.
      assertThat(decide(server, "arm", "analyst", 2, seen(server)).status()).isEqualTo(403);
      var armed = decide(server, "arm", "shift-lead", 2, seen(server));
      assertThat(armed.body().get("rule").get("armed").asInt()).isEqualTo(2);
      assertThat(armed.body().get("rule").get("shadow").isNull()).isTrue();
      over(server, tank, 15);
      await(server, () -> warnings(server) == 1);

      // Disarmed, it takes its open warning back.
      var without = server.post("shift-lead", RULE + "/disarm", Map.of("seen", seen(server)));
      assertThat(without.status()).isEqualTo(400);
      var disarmed =
          server.post("shift-lead", RULE + "/disarm", Map.of("seen", seen(server), "reason", "检修"));
      assertThat(disarmed.body().get("rule").get("armed").isNull()).isTrue();
      await(server, () -> warnings(server) == 0);
      var changes = disarmed.body().get("changes");
      assertThat(changes.get(0).get("what").asString()).isEqualTo("disarmed");
      assertThat(changes.get(0).get("who").asString()).isEqualTo("test shift-lead");
      assertThat(changes.get(0).get("reason").asString()).isEqualTo("检修");
    }
  }

  @Test
  void whereTwoPersonsAreNeededOneAloneArmsNothing() {
    try (var server = TestServer.start("yiwang.rules.two-persons=true")) {
      Tank.register(server, "T1", "/500000/500105/", 106.5, 29.6);
      server.post("analyst", "/api/v1/rules", Map.of("text", TEN_PER_CENT));

      var asked = decide(server, "arm", "shift-lead", 2, seen(server)).body().get("rule");
      assertThat(asked.get("armed").asInt()).isEqualTo(1);
      assertThat(asked.get("waiting").get("version").asInt()).isEqualTo(2);
      assertThat(asked.get("waiting").get("mine").asBoolean()).isTrue();

      var body = Map.of("seen", seen(server));
      assertThat(server.post("shift-lead", RULE + "/approve", body).status()).isEqualTo(403);
      var approved = server.post("leader", RULE + "/approve", body).body().get("rule");
      assertThat(approved.get("armed").asInt()).isEqualTo(2);
      assertThat(approved.get("waiting").isNull()).isTrue();

      var disarm = Map.of("seen", seen(server), "reason", "again");
      assertThat(server.post("leader", RULE + "/disarm", disarm).body().get("rule").get("armed"))
          .isNotNull();
      var refused =
          server.post("shift-lead", RULE + "/refuse", Map.of("seen", seen(server), "reason", "no"));
      assertThat(refused.body().get("rule").get("armed").asInt()).isEqualTo(2);
      assertThat(refused.body().get("rule").get("waiting").isNull()).isTrue();
    }
  }

  @Test
  void whatIsWrongIsSaidWithItsPlace() {
    try (var server = TestServer.start()) {
      Tank.register(server, "T1", "/500000/500105/", 106.5, 29.6);

      var typo = check(server, TEN_PER_CENT.replace("levels:", "levls:"));
      assertThat(typo.get("rule").isNull()).isTrue();
      assertThat(typo.get("errors").get(0).get("line").asInt()).isEqualTo(5);
      assertThat(typo.get("errors").get(0).get("suggestion").asString()).contains("levels");

      var unit = check(server, TEN_PER_CENT.replace("10 %LEL", "10 m").replace("8 %LEL", "8 m"));
      assertThat(unit.get("errors").get(0).get("line").asInt()).isEqualTo(7);
      assertThat(server.post("analyst", "/api/v1/rules", Map.of("text", "id: [")).status())
          .isEqualTo(400);

      var well = check(server, TEN_PER_CENT);
      assertThat(well.get("errors").isEmpty()).isTrue();
      assertThat(well.get("rule").get("subjects").asInt()).isEqualTo(1);
    }
  }

  @Test
  void aTracksNewVersionIsArmedUnlessTheCityDecidedOtherwise(@TempDir Path folder)
      throws IOException {
    var tracks = copyTracks(folder);
    var rules = tracks.resolve("septic-tank/rules.yaml");
    var database = TestDatabase.freshUrl();
    var settings = new String[] {"yiwang.tracks=" + tracks, "yiwang.database.url=" + database};

    try (var server = TestServer.start(settings)) {
      server.post("analyst", "/api/v1/rules", Map.of("text", TEN_PER_CENT));
      decide(server, "arm", "shift-lead", 2, seen(server));
    }
    Files.writeString(
        rules,
        Files.readString(rules)
            .replace("limit: 25 %LEL", "limit: 22 %LEL")
            .replace("for: 30 min}}", "for: 45 min}}"));
    try (var server = TestServer.start(settings)) {
      var own = server.get("operator", RULE).body();
      assertThat(own.get("rule").get("armed").asInt()).isEqualTo(2);
      assertThat(own.get("rule").get("newest").asInt()).isEqualTo(3);
      assertThat(own.get("changes").get(0).get("what").asString()).isEqualTo("offered");
      var silent = server.get("operator", "/api/v1/rules/septic-tank.sensor-silent").body();
      assertThat(silent.get("rule").get("armed").asInt()).isEqualTo(2);
      assertThat(silent.get("versions").get(0).get("text").asString()).contains("for: 45 min");
    }
  }

  @Test
  void aRuleThatCanNoLongerBeReadDoesNotKeepTheOthersFromWatching() {
    var database = "yiwang.database.url=" + TestDatabase.freshUrl();
    try (var server = TestServer.start(database)) {
      server.post("analyst", "/api/v1/rules", Map.of("text", TEN_PER_CENT));
      decide(server, "arm", "shift-lead", 2, seen(server));
      var sql = server.bean(JdbcClient.class);
      sql.sql("update rules.version set text = 'id: septic-tank.methane' where version = 2")
          .update();
    }
    try (var server = TestServer.start(database)) {
      var rules = server.bean(ArmedRules.class).list();
      assertThat(rules).extracting(rule -> rule.id()).containsExactly("septic-tank.sensor-silent");
      assertThat(server.get("operator", RULE).status()).isEqualTo(200);
    }
  }

  private static Path copyTracks(Path folder) throws IOException {
    var from = Path.of("../tracks");
    try (var files = Files.walk(from)) {
      for (var file : files.toList()) {
        var to = folder.resolve("tracks").resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(to);
        } else {
          Files.copy(file, to);
        }
      }
    }
    return folder.resolve("tracks");
  }

  private static long seen(TestServer server) {
    return server.get("operator", RULE).body().get("rule").get("seen").asLong();
  }

  private static TestServer.Answer decide(
      TestServer server, String what, String role, int version, long seen) {
    return server.post(role, RULE + "/" + what, Map.of("version", version, "seen", seen));
  }

  private static JsonNode beside(TestServer server) {
    var period = "?from=2026-11-20T00:00:00Z&to=2026-11-23T00:00:00Z";
    return server.get("analyst", RULE + "/shadow" + period).body();
  }

  private static int warnings(TestServer server) {
    return server.get("operator", "/api/v1/warnings?state=open").body().get("items").size();
  }

  private static JsonNode check(TestServer server, String text) {
    return server.post("analyst", "/api/v1/rules/check", Map.of("text", text)).body();
  }

  private static void over(TestServer server, Tank tank, double value) {
    server.clock().advance(Duration.ofMinutes(5));
    tank.sends(server, value);
  }

  private static void await(TestServer server, BooleanSupplier reached) {
    Await.until(
        reached, () -> server.get("operator", "/api/v1/warnings").body() + " " + beside(server));
  }
}
