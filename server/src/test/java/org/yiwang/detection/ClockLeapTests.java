package org.yiwang.detection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.yiwang.support.Await;
import org.yiwang.support.Tank;
import org.yiwang.support.TestServer;

/** A clock that has moved far since detection last looked at it, as a demo's does at high speed. */
class ClockLeapTests {
  @Test
  void aReadingOfNowIsNotTakenForOneOfTheFuture() {
    try (var server = TestServer.start()) {
      var tank = Tank.register(server, "C-1", "/500000/500105/500105101/", 106.8, 29.6);
      tank.sends(server, 5);
      for (var episode = 1; episode <= 5; episode++) {
        server.clock().advance(Duration.ofMinutes(8));
        tank.sends(server, 40);
        awaitWarnings(server, episode);
        server.clock().advance(Duration.ofMinutes(8));
        tank.sends(server, 5);
      }
    }
  }

  private static void awaitWarnings(TestServer server, int count) {
    Await.until(() -> warnings(server) >= count, () -> warnings(server) + " warnings");
    assertThat(warnings(server)).isEqualTo(count);
  }

  private static int warnings(TestServer server) {
    return server.get("administrator", "/api/v1/warnings").body().get("items").size();
  }
}
