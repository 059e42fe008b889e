package org.yiwang.detection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yiwang.support.Await;
import org.yiwang.support.Tank;
import org.yiwang.support.TestDatabase;
import org.yiwang.support.TestServer;
import tools.jackson.databind.JsonNode;

/** A device whose clock is ahead is sick, and nothing is said of its subject. */
class DeviceClockTests {
  @Test
  void itIsToldOnceAnEpisodeAndClearedWhenItsReadingsAreInTimeAgain() throws Exception {
    var database = "yiwang.database.url=" + TestDatabase.freshUrl();
    Tank tank;
    try (var server = TestServer.start(database)) {
      tank = Tank.register(server, "K-1", "/500000/500105/500105101/", 106.8, 29.6);
      assertThat(send(server, tank, Duration.ofMinutes(4), 1)).isEqualTo("accepted");
      assertThat(send(server, tank, Duration.ofMinutes(6), 1)).isEqualTo("refused");
      Await.until(() -> warnings(server, "open").size() == 1, () -> warnings(server, "open"));
      var warning = warnings(server, "open").getFirst();
      assertThat(warning.get("level").asString()).isEqualTo("IV");
      assertThat(warning.at("/ruleName/zh").asString()).isEqualTo("设备时钟超前");
      assertThat(warning.at("/subject/code").asString()).isEqualTo("K-1");
      var detail = server.get("administrator", "/api/v1/warnings/" + warning.get("id")).body();
      var predicate = detail.at("/findings/0/trace/predicates/0");
      assertThat(predicate.get("value").asDouble()).isEqualTo(360);
      assertThat(predicate.get("limit").asDouble()).isEqualTo(300);
      assertThat(
              server
                  .bean(JdbcClient.class)
                  .sql("select device from detection.finding where rule = 'device.clock-ahead'")
                  .query(String.class)
                  .list())
          .containsExactly(tank.sensor());

      server.clock().advance(Duration.ofMinutes(10));
      send(server, tank, Duration.ofMinutes(7), 1);
      // In time, but just after one that was not: the device sends both kinds.
      send(server, tank, Duration.ofSeconds(-30), 1);
      Thread.sleep(300);
      assertThat(warnings(server, "open")).hasSize(1);
    }
    // Over a restart it is the same episode.
    try (var server = TestServer.start(database)) {
      server.clock().advance(Duration.ofMinutes(20));
      send(server, tank, Duration.ofMinutes(8), 1);
      Thread.sleep(300);
      assertThat(warnings(server, "open")).hasSize(1);
      assertThat(warnings(server, "cleared")).isEmpty();

      server.clock().advance(Duration.ofMinutes(2));
      send(server, tank, Duration.ZERO, 1);
      Await.until(() -> warnings(server, "cleared").size() == 1, () -> warnings(server, "cleared"));
      assertThat(warnings(server, "open")).isEmpty();

      server.clock().advance(Duration.ofMinutes(2));
      send(server, tank, Duration.ofHours(2), 1);
      Await.until(() -> warnings(server, "open").size() == 1, () -> warnings(server, "open"));
      assertThat(server.get("administrator", "/api/v1/quarantine").body().get("items").size())
          .isEqualTo(4);
    }
  }

  private static String send(TestServer server, Tank tank, Duration ahead, double value) {
    var reading = tank.methane(server.clock().instant().plus(ahead), value);
    var answer = server.post("integrator", "/api/v1/readings", List.of(reading)).body();
    return answer.get("accepted").asInt() == 1 ? "accepted" : "refused";
  }

  private static List<JsonNode> warnings(TestServer server, String state) {
    var found = new ArrayList<JsonNode>();
    server
        .get("administrator", "/api/v1/warnings?state=" + state)
        .body()
        .get("items")
        .forEach(warning -> {
          if (warning.get("rule").asString().equals("device.clock-ahead")) {
            found.add(warning);
          }
        });
    return found;
  }
}
