package org.yiwang.detection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.yiwang.support.Await;
import org.yiwang.support.Tank;
import org.yiwang.support.TestServer;

/** What comes too late to be judged is stored, marked and counted. */
class LateReadingTests {
  @Test
  void aReadingBeyondTheLatenessIsStoredMarkedAndCounted() throws Exception {
    try (var server = TestServer.start()) {
      var tank = Tank.register(server, "L-1", "/500000/500105/500105101/", 106.8, 29.6);
      send(server, tank, "2026-11-20T23:40:00Z", 5);
      send(server, tank, "2026-11-20T23:59:00Z", 5);
      Await.until(() -> late(server).get("total").asInt() == 0);
      // Within two minutes it is judged still, beyond them it is not.
      send(server, tank, "2026-11-20T23:58:00Z", 5);
      send(server, tank, "2026-11-20T23:45:00Z", 80);
      Await.until(() -> late(server).get("total").asInt() == 1);

      var item = late(server).at("/items/0");
      assertThat(item.get("device").asString()).isEqualTo(tank.sensor());
      assertThat(item.get("time").asString()).isEqualTo("2026-11-20T23:45:00Z");
      assertThat(item.get("value").asDouble()).isEqualTo(80);
      var stored =
          server.get(
              "analyst",
              "/api/v1/readings?device=%s&property=methane&from=2026-11-20T23:00:00Z"
                  .formatted(tank.sensor()));
      assertThat(stored.body().get("items").size()).isEqualTo(4);
      assertThat(stored.body().get("late").toString()).isEqualTo("[\"2026-11-20T23:45:00Z\"]");
      assertThat(server.get("administrator", "/api/v1/warnings").body().get("items").size())
          .isZero();
      var metrics = server.get("administrator", "/actuator/prometheus");
      assertThat(metrics.raw().body()).contains("yiwang_readings_late_total 1.0");

      // Again it is a duplicate, and marked once.
      send(server, tank, "2026-11-20T23:45:00Z", 80);
      assertThat(late(server).get("total").asInt()).isEqualTo(1);
      for (var second = 0; second < 5; second++) {
        send(server, tank, "2026-11-20T23:30:0%dZ".formatted(second), 1);
      }
      Await.until(() -> late(server).get("total").asInt() == 6);
      var first = server.get("administrator", "/api/v1/readings/late?limit=4").body();
      assertThat(first.get("items").size()).isEqualTo(4);
      var next =
          server.get(
              "administrator",
              "/api/v1/readings/late?limit=4&cursor=" + first.get("next").asString());
      assertThat(next.body().get("items").size()).isEqualTo(2);
      assertThat(next.body().get("next").isNull()).isTrue();
      server.clock().advance(Duration.ofSeconds(1));
      assertThat(Instant.parse(item.get("cameAt").asString())).isEqualTo(TestServer.START);
    }
  }

  private static void send(TestServer server, Tank tank, String time, double value) {
    var reading = tank.methane(Instant.parse(time), value);
    server.takes(List.of(reading));
  }

  private static tools.jackson.databind.JsonNode late(TestServer server) {
    return server.get("administrator", "/api/v1/readings/late").body();
  }
}
