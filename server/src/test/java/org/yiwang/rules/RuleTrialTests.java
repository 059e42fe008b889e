package org.yiwang.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yiwang.support.Await;
import org.yiwang.support.Tank;
import org.yiwang.support.TestServer;
import tools.jackson.databind.JsonNode;

class RuleTrialTests {
  /** The readings from a moment until now, beside the armed version. */
  private static Map<String, Object> wish(TestServer server, Instant from) {
    return Map.of(
        "text",
        TEN_PER_CENT,
        "from",
        from.toString(),
        "to",
        server.clock().instant().toString(),
        "compareWith",
        1);
  }

  private static final String TEN_PER_CENT =
      """
      id: septic-tank.methane
      version: 1
      name: {zh: 化粪池甲烷超限, en: Methane over its limit}
      subject-kind: septic-tank
      levels:
        IV: {above: {property: methane, limit: 10 %LEL, rearm-below: 8 %LEL}}
      """;

  /** One excursion to 15 and one to 30, ten minutes each, in a day of readings a minute. */
  @Test
  void aRuleIsTriedOnThePastBesideTheArmedOne() throws Exception {
    try (var server = TestServer.start()) {
      var tank = Tank.register(server, "T1", "/500000/500105/", 106.5, 29.6);
      var start = server.clock().instant();
      server.clock().advance(Duration.ofDays(1));
      send(server, tank, start);
      var wish = wish(server, start);

      assertThat(server.post("operator", "/api/v1/trials", wish).status()).isEqualTo(403);
      var begun = server.post("analyst", "/api/v1/trials", wish);
      assertThat(begun.status()).isEqualTo(201);
      var done = await(server, begun.body().get("id").asLong());

      assertThat(done.get("progress").asDouble()).isEqualTo(1);
      assertThat(done.get("effort").get("readings").asLong()).isEqualTo(1440);
      assertThat(done.get("found").get("both").asInt()).isEqualTo(1);
      assertThat(done.get("found").get("ours").asInt()).isEqualTo(1);
      assertThat(done.get("found").get("other").asInt()).isZero();
      var first = done.get("found").get("episodes").get(0);
      assertThat(first.get("in").asString()).isEqualTo("ours");
      assertThat(Instant.parse(first.get("start").asString())).isEqualTo(start.plusSeconds(6000));
      assertThat(Instant.parse(first.get("end").asString())).isEqualTo(start.plusSeconds(6600));
      assertThat(done.get("watched").get(0).get("property").asString()).isEqualTo("methane");
      assertThat(done.get("watched").get(0).get("lines").get(0).get("value").asDouble())
          .isEqualTo(10);
      assertThat(server.get("leader", "/api/v1/trials/" + done.get("id")).status()).isEqualTo(403);
      // Others' trials are not there for somebody else.
      assertThat(server.get("shift-lead", "/api/v1/trials/" + done.get("id")).status())
          .isEqualTo(404);
    }
  }

  @Test
  void aTrialOutlivesTheProgram() throws Exception {
    var server = TestServer.start("yiwang.trials.kept=2");
    var tank = Tank.register(server, "T1", "/500000/500105/", 106.5, 29.6);
    var start = server.clock().instant();
    server.clock().advance(Duration.ofDays(1));
    send(server, tank, start);
    var wish = wish(server, start);
    var numbers = new ArrayList<Long>();
    for (var i = 0; i < 3; i++) {
      numbers.add(server.post("analyst", "/api/v1/trials", wish).body().get("id").asLong());
      await(server, numbers.getLast());
    }
    var analyst = server.token("analyst");
    var last = "/api/v1/trials/" + numbers.getLast();
    var before = server.get("analyst", last).body();
    // One that a crash cut off: nothing has told of its end.
    server
        .bean(JdbcClient.class)
        .sql("update detection.trial set state = 'running', ended_at = null where id = ?")
        .param(numbers.get(1))
        .update();
    server.close();

    try (var again = server.startAgain()) {
      again.know("analyst", analyst);
      assertThat(again.get("analyst", last).body()).isEqualTo(before);
      assertThat(before.get("found").get("episodes")).isNotEmpty();
      assertThat(before.get("text").asString()).isEqualTo(TEN_PER_CENT);
      assertThat(before.get("by").asString()).isEqualTo("test analyst");
      assertThat(again.get("shift-lead", last).status()).isEqualTo(404);
      var cutOff = again.get("analyst", "/api/v1/trials/" + numbers.get(1)).body();
      assertThat(cutOff.get("state").asString()).isEqualTo("interrupted");
      assertThat(again.get("analyst", "/api/v1/trials/" + numbers.get(0)).status())
          .as("of three the newest two are kept")
          .isEqualTo(404);
    }
  }

  @Test
  void whatDidNotFireIsExplained() {
    try (var server = TestServer.start()) {
      var tank = Tank.register(server, "T1", "/500000/500105/", 106.5, 29.6);
      var start = server.clock().instant();
      server.clock().advance(Duration.ofDays(1));
      send(server, tank, start);
      var subject =
          server.get("operator", "/api/v1/subjects?kind=septic-tank").body().get("items").get(0);
      var path =
          "/api/v1/rules/septic-tank.methane/explain?subject=%s&at=%s"
              .formatted(subject.get("id").asLong(), "%s");

      var quiet = server.get("operator", path.formatted(start.plusSeconds(6300))).body();
      assertThat(quiet.get("level").isNull()).isTrue();
      var predicate = limit(quiet);
      assertThat(predicate.get("holds").asBoolean()).isFalse();
      assertThat(predicate.get("value").asDouble()).isEqualTo(15);
      assertThat(predicate.get("limit").asDouble()).isEqualTo(25);

      var fired = server.get("operator", path.formatted(start.plusSeconds(30300))).body();
      assertThat(fired.get("level").asString()).isEqualTo("IV");
      assertThat(limit(fired).get("value").asDouble()).isEqualTo(30);

      assertThat(
              server
                  .get("operator", path.replace("subject=", "subject=9").formatted(start))
                  .status())
          .isEqualTo(404);
      // A screen's clock runs a little ahead of a demo's that is held: that is now.
      var ahead = server.clock().instant().plusSeconds(1200);
      assertThat(server.get("operator", path.formatted(ahead)).status()).isEqualTo(200);
      assertThat(server.get("operator", path.formatted("2027-01-01T00:00:00Z")).status())
          .isEqualTo(400);
    }
  }

  private static JsonNode await(TestServer server, long trial) {
    var path = "/api/v1/trials/" + trial;
    Await.until(
        () -> !server.get("analyst", path).body().get("state").asString().equals("running"),
        () -> server.get("analyst", path).body());
    var seen = server.get("analyst", path).body();
    assertThat(seen.get("state").asString()).isEqualTo("done");
    return seen;
  }

  /** The predicate of level IV, wherever in the trace it stands. */
  private static JsonNode limit(JsonNode explanation) {
    for (var predicate : explanation.get("trace").get("predicates")) {
      if (predicate.get("path").asString().equals("levels.IV.above")) {
        return predicate;
      }
    }
    throw new AssertionError("there is no limit in " + explanation);
  }

  private static void send(TestServer server, Tank tank, Instant start) {
    var readings = new ArrayList<Map<String, Object>>();
    for (var minute = 0; minute < 1440; minute++) {
      var value = minute >= 100 && minute < 110 ? 15 : minute >= 500 && minute < 510 ? 30 : 2;
      readings.add(tank.methane(start.plusSeconds(60L * minute), value));
    }
    var answer = server.post("integrator", "/api/v1/readings", List.copyOf(readings));
    assertThat(answer.body().get("accepted").asInt()).isEqualTo(1440);
  }
}
