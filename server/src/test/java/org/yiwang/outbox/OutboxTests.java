package org.yiwang.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.yiwang.support.TestServer;

/** What goes out, and does not wait for what can't. */
class OutboxTests {
  @Test
  void aReceiverThatHangsHoldsUpNoOtherChannel() throws Exception {
    try (var server = TestServer.start()) {
      var outbox = server.bean(Outbox.class);
      var hanging = new CountDownLatch(1);
      var delivered = new CountDownLatch(2);
      outbox.connect(
          "hanging",
          delivery -> {
            hanging.countDown();
            Thread.sleep(Duration.ofMinutes(5));
          });
      outbox.connect("quick", delivery -> delivered.countDown());
      for (var i = 0; i < 3; i++) {
        outbox.put(UUID.randomUUID(), "hanging", "nobody", "{}", Duration.ofHours(1));
      }
      assertThat(hanging.await(60, TimeUnit.SECONDS)).isTrue();
      for (var i = 0; i < 2; i++) {
        outbox.put(UUID.randomUUID(), "quick", "somebody", "{}", Duration.ofHours(1));
      }
      assertThat(delivered.await(60, TimeUnit.SECONDS)).isTrue();
    }
  }
}
