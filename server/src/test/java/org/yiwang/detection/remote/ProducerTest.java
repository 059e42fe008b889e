package org.yiwang.detection.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class ProducerTest {
  private static final byte[] ANY = {1};

  private final AtomicInteger kept = new AtomicInteger();

  /** Kafka's own producer without Kafka: what is sent is kept or fails when the test says so. */
  private final MockProducer<byte[], byte[]> kafka =
      new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());

  @Test
  void whatWaitsBehindOneThatFailedIsNotSent() {
    var producer = new Producer(kafka);
    producer.send("readings", 0, ANY, kept::incrementAndGet);
    producer.send("readings", 0, ANY, kept::incrementAndGet);
    producer.send("readings", 0, ANY, kept::incrementAndGet);
    kafka.completeNext();
    assertThat(kafka.closed()).isFalse();
    assertThat(kept).hasValue(1);

    kafka.errorNext(new TimeoutException("thirty seconds"));
    assertThat(kafka.closed()).isTrue();
    assertThat(kept).hasValue(1);
    assertThatThrownBy(() -> producer.send("readings", 0, ANY, kept::incrementAndGet))
        .isInstanceOf(KafkaException.class)
        .hasRootCauseMessage("thirty seconds");
  }
}
