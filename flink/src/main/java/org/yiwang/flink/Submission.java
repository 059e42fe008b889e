package org.yiwang.flink;

import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Looks at the control log before the job is submitted: rules that can't be judged exactly by
 * shards, and series that can't be judged together, are refused here, where someone reads it.
 */
final class Submission {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private Submission() {}

  /**
   * @throws IllegalArgumentException naming what the job could not do
   */
  static void check(JobOptions options) {
    var problems = read(options).problems();
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join(System.lineSeparator(), problems));
    }
  }

  private static ControlLog read(JobOptions options) {
    var properties = new Properties();
    properties.putAll(options.properties());
    properties.setProperty("bootstrap.servers", options.kafka());
    var log = new ControlLog(options.shards(), options.areas());
    var partition = List.of(new TopicPartition(options.control(), 0));
    try (var consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(partition);
      consumer.seekToBeginning(partition);
      long end = consumer.endOffsets(partition, PATIENCE).getOrDefault(partition.getFirst(), 0L);
      while (consumer.position(partition.getFirst(), PATIENCE) < end) {
        consumer.poll(PATIENCE).forEach(record -> log.add(record.offset(), record.value()));
      }
    }
    return log;
  }
}
