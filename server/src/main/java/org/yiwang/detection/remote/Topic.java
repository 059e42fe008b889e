package org.yiwang.detection.remote;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.yiwang.topics.Tick;

/** Looks at what a topic holds. */
final class Topic implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long FIRST_LOOK = 256;

  private final KafkaConsumer<byte[], byte[]> kafka;

  Topic(KafkaSettings settings) {
    kafka =
        new KafkaConsumer<>(
            settings.client("enable.auto.commit", "false", "allow.auto.create.topics", "false"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
  }

  /** All of a topic with one partition, from its beginning. */
  void readAll(String topic, Consumer<byte[]> entries) {
    var partition = new TopicPartition(topic, 0);
    read(partition, 0, end(partition), entries);
  }

  /**
   * Up to which number all readings are published for certain; 0 where that can't be told. What
   * lies behind the last tick of a partition is published again, and passed over by the job.
   */
  long publishedThrough(String topic, int partitions) {
    var least = Long.MAX_VALUE;
    for (var partition = 0; partition < partitions; partition++) {
      least = Math.min(least, publishedThrough(new TopicPartition(topic, partition)));
    }
    return least;
  }

  private long publishedThrough(TopicPartition partition) {
    var end = end(partition);
    var begin = beginning(partition);
    var last = new long[1];
    for (var look = FIRST_LOOK; last[0] == 0 && end > begin; look *= 4) {
      read(
          partition,
          Math.max(begin, end - look),
          end,
          message -> last[0] = Tick.isTick(message) ? Tick.read(message).through() : last[0]);
      if (end - look <= begin) {
        break;
      }
    }
    return last[0];
  }

  private void read(TopicPartition partition, long from, long end, Consumer<byte[]> entries) {
    kafka.assign(List.of(partition));
    kafka.seek(partition, from);
    while (kafka.position(partition, PATIENCE) < end) {
      var records = kafka.poll(PATIENCE);
      if (records.isEmpty()) {
        throw new KafkaException(partition + " can't be read");
      }
      records.forEach(record -> entries.accept(record.value()));
    }
  }

  private long beginning(TopicPartition partition) {
    return kafka.beginningOffsets(List.of(partition), PATIENCE).getOrDefault(partition, 0L);
  }

  private long end(TopicPartition partition) {
    return kafka.endOffsets(List.of(partition), PATIENCE).getOrDefault(partition, 0L);
  }

  @Override
  public void close() {
    kafka.close();
  }
}
