package org.yiwang.flink;

import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** What is taken from Kafka's records and put into them. */
final class Records {
  private static final TypeInformation<byte[]> BYTES =
      PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO;

  private Records() {}

  /** The value as it is: it goes over the network unread. */
  static final class Values implements KafkaRecordDeserializationSchema<byte[]> {
    private static final long serialVersionUID = 1;

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<byte[]> out) {
      out.collect(record.value());
    }

    @Override
    public TypeInformation<byte[]> getProducedType() {
      return BYTES;
    }
  }

  /** The value with its place in the log, which has one partition. */
  static final class Places implements KafkaRecordDeserializationSchema<Tuple2<Long, byte[]>> {
    private static final long serialVersionUID = 1;

    @Override
    public void deserialize(
        ConsumerRecord<byte[], byte[]> record, Collector<Tuple2<Long, byte[]>> out) {
      if (record.partition() != 0) {
        throw new IllegalStateException(record.topic() + " must have one partition");
      }
      out.collect(Tuple2.of(record.offset(), record.value()));
    }

    @Override
    public TypeInformation<Tuple2<Long, byte[]>> getProducedType() {
      return Types.TUPLE(Types.LONG, BYTES);
    }
  }

  /** Findings of a subject, or of an area, stay in one partition and so in order. */
  static final class Findings implements KafkaRecordSerializationSchema<Tuple2<String, byte[]>> {
    private static final long serialVersionUID = 1;
    private final String topic;

    Findings(String topic) {
      this.topic = topic;
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
        Tuple2<String, byte[]> finding, KafkaSinkContext context, @Nullable Long timestamp) {
      return new ProducerRecord<>(topic, finding.f0.getBytes(StandardCharsets.UTF_8), finding.f1);
    }
  }
}
