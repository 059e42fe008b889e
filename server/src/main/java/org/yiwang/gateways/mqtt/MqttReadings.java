package org.yiwang.gateways.mqtt;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
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

  /** What a message says, and of which device. */
  record Message(ReadingBatch batch, String source) {}

  /**
   * Reads a message. One that can't be read has its reason for the quarantine: sending it again
   * would not make it better.
   *
   * @param isOwn whether the sender may send readings of a datastream
   */
  Message read(String topic, byte[] payload, IntPredicate isOwn) {
    var device = topic.substring(TOPIC.length());
    ReadingBatch batch;
    try {
      batch = parser.parse(payload, device, MAX_READINGS, isOwn);
    } catch (Refused refused) {
      batch = new ReadingBatch();
      var fault = refused.faults().getFirst();
      var text = new String(payload, StandardCharsets.UTF_8);
      var raw = text.substring(0, Math.min(KEPT_CHARACTERS, text.length()));
      batch.refuse(new ReadingBatch.Refusal(0, 0, fault.field(), fault.reason(), raw));
    }
    return new Message(batch, "mqtt " + device);
  }

  /** Stores a message if there is room; completed after the commit. */
  Optional<CompletableFuture<Receipt>> offer(Message message) {
    return readings.offer(message.batch(), message.source());
  }

  /** Stores a message, making the sender wait while there is no room. */
  CompletableFuture<Receipt> put(Message message) throws InterruptedException {
    return readings.submitPatiently(message.batch(), message.source());
  }
}
