package org.yiwang.gateways.mqtt;

import java.io.ByteArrayInputStream;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntPredicate;
import org.springframework.stereotype.Component;
import org.yiwang.intake.ReadingBatch;
import org.yiwang.intake.ReadingParser;
import org.yiwang.intake.Readings;
import org.yiwang.intake.Receipt;
import org.yiwang.platform.Refused;

/** Turns messages on {@code yiwang/readings/<device>} into batches of readings. */
@Component
class MqttReadings {
  static final String TOPIC = "yiwang/readings/";
  private static final int MAX_READINGS = 10_000;
  private static final int KEPT_CHARACTERS = 200;

  private final ReadingParser parser;
  private final Readings readings;

  MqttReadings(ReadingParser parser, Readings readings) {
    this.parser = parser;
    this.readings = readings;
  }

  /**
   * Stores a message; the sender is made to wait while there is no room.
   *
   * @param isOwn whether the sender may send readings of a datastream
   * @return completed after the commit, also for a message that can't be read: it is in the
   *     quarantine then, and sending it again would not make it better
   */
  CompletableFuture<Receipt> take(String topic, byte[] payload, IntPredicate isOwn)
      throws InterruptedException {
    var device = topic.substring(TOPIC.length());
    ReadingBatch batch;
    try {
      batch = parser.parse(new ByteArrayInputStream(payload), device, MAX_READINGS, isOwn);
    } catch (Refused refused) {
      batch = new ReadingBatch();
      var fault = refused.faults().getFirst();
      var text = new String(payload, java.nio.charset.StandardCharsets.UTF_8);
      var raw = text.substring(0, Math.min(KEPT_CHARACTERS, text.length()));
      batch.refuse(new ReadingBatch.Refusal(0, 0, fault.field(), fault.reason(), raw));
    }
    return readings.submitPatiently(batch, "mqtt " + device);
  }
}
