package org.yiwang.flink;

import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.function.UnaryOperator;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.function.SerializableFunction;
import org.yiwang.topics.FindingText;
import org.yiwang.topics.Shards;

/**
 * The job: readings and the control log from Kafka, findings back to Kafka exactly once.
 *
 * <pre>{@code flink run -d yiwang-flink.jar --kafka broker:9092}</pre>
 */
public final class DetectionJob {
  /**
   * How the sink waits for Kafka; {@code --kafka.KEY} goes before it. The broker must allow the
   * transaction: {@code transaction.max.timeout.ms} is 15 minutes by default. What a checkpoint has
   * closed and Kafka was away to commit is lost when Kafka stays away longer than that.
   */
  private static final Map<String, Duration> PATIENCE =
      Map.of(
          "transaction.timeout.ms", Duration.ofMinutes(15),
          "delivery.timeout.ms", Duration.ofMinutes(1),
          "max.block.ms", Duration.ofSeconds(30),
          "request.timeout.ms", Duration.ofSeconds(10));

  private DetectionJob() {}

  public static void main(String[] args) throws Exception {
    var env = StreamExecutionEnvironment.getExecutionEnvironment();
    JobOptions options;
    try {
      options = JobOptions.parse(args);
      if (options.files().isEmpty()) {
        Submission.check(options);
        build(env, options);
      } else {
        FileRun.build(env, options);
      }
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage() + System.lineSeparator() + JobOptions.USAGE);
      throw e;
    }
    env.execute(options.name());
  }

  /** Lays out the job from topic to topic. */
  static void build(StreamExecutionEnvironment env, JobOptions options) {
    build(env, options, UnaryOperator.identity());
  }

  /** The same with something on the way of the readings, such as a fault. */
  static void build(
      StreamExecutionEnvironment env,
      JobOptions options,
      UnaryOperator<DataStream<byte[]>> between) {
    env.enableCheckpointing(options.checkpointMillis(), CheckpointingMode.EXACTLY_ONCE);
    var readings =
        env.fromSource(
                readings(options),
                WatermarkStrategy.noWatermarks(),
                "readings " + options.readings())
            .uid("readings");
    var control =
        env.fromSource(control(options), WatermarkStrategy.noWatermarks(), "control")
            .uid("control")
            .setParallelism(1);
    judge(between.apply(readings), control, options.shards(), options.areas(), DetectionJob::json)
        .sinkTo(findings(options))
        .name("findings " + options.findings())
        .uid("findings");
  }

  /**
   * The part between the topics.
   *
   * @param readings blocks and ticks, each shard's in order
   * @param control entries of the control log with their places, in order
   * @param areas whether one task takes all readings besides, for rules about areas
   * @param format how findings are written
   * @return findings; those with the same key are in order
   */
  public static SingleOutputStreamOperator<Tuple2<String, byte[]>> judge(
      DataStream<byte[]> readings,
      DataStream<Tuple2<Long, byte[]>> control,
      Shards shards,
      boolean areas,
      SerializableFunction<Made, byte[]> format) {
    // What is found depends on the order in a partition: nothing may be dealt out before the keys.
    return readings
        .forward()
        .flatMap(new Fan(shards.count(), areas))
        .returns(PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO)
        .setParallelism(readings.getParallelism())
        .name("ticks to shards")
        .uid("fan")
        .keyBy(new Keys(shards), Types.INT)
        .connect(control.broadcast())
        .transform(
            "judge",
            Types.TUPLE(Types.STRING, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO),
            new JudgeOperator(shards, areas, format))
        .setMaxParallelism(shards.count())
        .uid("judge");
  }

  private static KafkaSource<byte[]> readings(JobOptions options) {
    return KafkaSource.<byte[]>builder()
        .setBootstrapServers(options.kafka())
        .setTopics(options.readings())
        .setGroupId(options.name())
        .setStartingOffsets(OffsetsInitializer.earliest())
        .setProperties(options.properties())
        .setDeserializer(new Records.Values())
        .build();
  }

  private static KafkaSource<Tuple2<Long, byte[]>> control(JobOptions options) {
    return KafkaSource.<Tuple2<Long, byte[]>>builder()
        .setBootstrapServers(options.kafka())
        .setTopics(options.control())
        .setGroupId(options.name() + "-control")
        .setStartingOffsets(OffsetsInitializer.earliest())
        .setProperties(options.properties())
        .setDeserializer(new Records.Places())
        .build();
  }

  /**
   * At least once, a checkpoint is not finished before Kafka has its findings: there is no moment
   * between the two in which any could be lost. What is made again after a failure has its key.
   */
  private static FindingsSink<Tuple2<String, byte[]>> findings(JobOptions options) {
    var properties = new Properties();
    PATIENCE.forEach((key, span) -> properties.setProperty(key, Long.toString(span.toMillis())));
    properties.putAll(options.properties());
    var kafka =
        KafkaSink.<Tuple2<String, byte[]>>builder()
            .setBootstrapServers(options.kafka())
            .setKafkaProducerConfig(properties)
            .setDeliveryGuarantee(
                options.twiceAllowed()
                    ? DeliveryGuarantee.AT_LEAST_ONCE
                    : DeliveryGuarantee.EXACTLY_ONCE)
            .setTransactionalIdPrefix(options.name())
            .setRecordSerializer(new Records.Findings(options.findings()))
            .build();
    return new FindingsSink<>(kafka);
  }

  /** A finding whole, as it stands in the topic. */
  public static byte[] json(Made made) {
    return FindingText.write(made.finding());
  }
}
