package org.yiwang.detection.remote;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends in order and without doubles; after the first failure nothing more is sent, not even what
 * waited behind it: a reader takes numbers only upwards, and a tick for all that was before it.
 */
final class Producer implements AutoCloseable {
  private final org.apache.kafka.clients.producer.Producer<byte[], byte[]> kafka;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  Producer(KafkaSettings settings) {
    this(
        new KafkaProducer<>(
            settings.client(
                "acks",
                "all",
                "enable.idempotence",
                "true",
                "compression.type",
                "lz4",
                "linger.ms",
                "5",
                "max.block.ms",
                "10000",
                "delivery.timeout.ms",
                "30000",
                "request.timeout.ms",
                "10000"),
            new ByteArraySerializer(),
            new ByteArraySerializer()));
  }

  Producer(org.apache.kafka.clients.producer.Producer<byte[], byte[]> kafka) {
    this.kafka = kafka;
  }

  int partitions(String topic) {
    return kafka.partitionsFor(topic).size();
  }

  /**
   * @param kept is run when Kafka has it, in a thread of Kafka's
   * @throws KafkaException where this or an earlier one could not be sent
   */
  void send(String topic, int partition, byte[] value, Runnable kept) {
    var earlier = failure.get();
    if (earlier != null) {
      throw new KafkaException("readings can't be published", earlier);
    }
    kafka.send(
        new ProducerRecord<>(topic, partition, null, value),
        (sent, problem) -> {
          if (problem == null) {
            kept.run();
          } else if (failure.compareAndSet(null, problem)) {
            // At once, in the thread that sends: else Kafka, back this moment, gets what waits.
            kafka.close(Duration.ZERO);
          }
        });
  }

  /** Sends one and waits until it is kept; its offset. */
  long sendAndWait(String topic, int partition, byte[] value) {
    try {
      return kafka.send(new ProducerRecord<>(topic, partition, null, value)).get().offset();
    } catch (ExecutionException e) {
      throw new KafkaException(topic + " can't be written", e.getCause());
    } catch (InterruptedException e) {
      // As Kafka's own calls tell it; the thread stays interrupted.
      throw new InterruptException(e);
    }
  }

  @Override
  public void close() {
    kafka.close(Duration.ofSeconds(5));
  }
}
