package org.yiwang.detection.remote;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.yiwang.detection.UsableFindings;
import org.yiwang.engine.Finding;
import org.yiwang.platform.OneThread;
import org.yiwang.platform.Settings;
import org.yiwang.topics.FindingText;

/**
 * Reads what the job found and stores it as if it had been found here: finding and warning in one
 * transaction. How far it has read is told to Kafka after that; what is read again after a crash is
 * known by its key and passed over.
 */
@Component
@ConditionalOnProperty(name = "yiwang.detection.runtime", havingValue = "flink")
class FindingReader implements SmartLifecycle, Runnable {
  private static final Logger log = LoggerFactory.getLogger(FindingReader.class);
  private static final Duration WAIT = Duration.ofMillis(200);
  private static final long PAUSE_MILLIS = 1_000;

  private final Settings installation;
  private final KafkaSettings settings;
  private final UsableFindings findings;
  private final OneThread thread = new OneThread("finding-reader");
  private volatile @Nullable KafkaConsumer<byte[], byte[]> consumer;

  FindingReader(Settings installation, KafkaSettings settings, UsableFindings findings) {
    this.installation = installation;
    this.settings = settings;
    this.findings = findings;
  }

  @Override
  public void run() {
    while (thread.isWanted()) {
      try (var kafka = open()) {
        consumer = kafka;
        read(kafka);
      } catch (WakeupException e) {
        // The program stops.
      } catch (RuntimeException e) {
        log.warn("Findings wait for Kafka or for the database: {}", e.getMessage());
        pause();
      }
    }
  }

  private KafkaConsumer<byte[], byte[]> open() {
    return new KafkaConsumer<>(
        settings.client(
            "group.id",
            settings.group(),
            "enable.auto.commit",
            "false",
            "auto.offset.reset",
            "earliest",
            "isolation.level",
            "read_committed",
            "allow.auto.create.topics",
            "false",
            "default.api.timeout.ms",
            "10000"),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  /** All partitions are its own: there is one that reads, so that order holds by subject. */
  private void read(KafkaConsumer<byte[], byte[]> kafka) {
    var partitions = kafka.partitionsFor(settings.findings());
    if (partitions.isEmpty()) {
      throw new KafkaException("there is no topic " + settings.findings());
    }
    kafka.assign(
        partitions.stream().map(one -> new TopicPartition(one.topic(), one.partition())).toList());
    while (thread.isWanted()) {
      var records = kafka.poll(WAIT);
      if (!records.isEmpty()) {
        findings.store(readable(records));
        kafka.commitSync();
      }
    }
  }

  private List<Finding> readable(ConsumerRecords<byte[], byte[]> records) {
    var all = new ArrayList<Finding>();
    for (var record : records) {
      try {
        all.add(FindingText.read(record.value()));
      } catch (IllegalArgumentException e) {
        log.error("A message of {} is no finding: {}", record.topic(), e.getMessage());
      }
    }
    return all;
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void start() {
    thread.start(this);
  }

  /** An interrupt would tear the consumer, and perhaps a connection to the database, apart. */
  @Override
  public void stop() {
    thread.stop(() -> {
      var kafka = consumer;
      if (kafka != null) {
        kafka.wakeup();
      }
    });
  }

  /** Not in a command beside a running server. */
  @Override
  public boolean isAutoStartup() {
    return !installation.tool();
  }

  @Override
  public boolean isRunning() {
    return thread.isWanted();
  }

  /** Before readings are published. */
  @Override
  public int getPhase() {
    return 40;
  }
}
