package org.yiwang.flink;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.serialization.Encoder;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.connector.file.src.reader.TextLineInputFormat;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.OnCheckpointRollingPolicy;
import org.yiwang.topics.Control;

/**
 * The same job over files, such as a year of a city that is to be judged by other rules: {@code
 * control.jsonl}, entries of a control log line by line, all of which count from the start; {@code
 * readings.csv}, see {@link Lines}. Findings are written as lines of JSON, exactly once.
 */
final class FileRun {
  private FileRun() {}

  static void build(StreamExecutionEnvironment env, JobOptions options) throws IOException {
    var log = entries(options);
    check(log, options);
    env.enableCheckpointing(options.checkpointMillis(), CheckpointingMode.EXACTLY_ONCE);
    var bytes = PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO;
    var path = Path.of(options.files(), "readings.csv").toUri();
    var source =
        FileSource.forRecordStreamFormat(
                new TextLineInputFormat(), new org.apache.flink.core.fs.Path(path))
            .build();
    // One reader: what is found depends on the order of the lines.
    var readings =
        env.fromSource(source, WatermarkStrategy.noWatermarks(), "readings.csv")
            .uid("readings")
            .setParallelism(1)
            .transform("blocks", bytes, new Lines(options.shards(), sources(log), log.size()))
            .uid("blocks")
            .setParallelism(1);
    var control = env.fromData(log, Types.TUPLE(Types.LONG, bytes)).uid("control");
    DetectionJob.judge(readings, control, options.shards(), options.areas(), DetectionJob::json)
        .sinkTo(
            FileSink.forRowFormat(
                    new org.apache.flink.core.fs.Path(Path.of(options.findings()).toUri()),
                    new Line())
                .withRollingPolicy(OnCheckpointRollingPolicy.build())
                .build())
        .uid("findings");
  }

  private static List<Tuple2<Long, byte[]>> entries(JobOptions options) throws IOException {
    var log = new ArrayList<Tuple2<Long, byte[]>>();
    for (var line : Files.readAllLines(Path.of(options.files(), "control.jsonl"))) {
      if (!line.isBlank()) {
        log.add(Tuple2.of((long) log.size(), line.getBytes(StandardCharsets.UTF_8)));
      }
    }
    return log;
  }

  private static void check(List<Tuple2<Long, byte[]>> entries, JobOptions options) {
    var log = new ControlLog(options.shards(), options.areas());
    entries.forEach(entry -> log.add(entry.f0, entry.f1));
    if (!log.problems().isEmpty()) {
      throw new IllegalArgumentException(String.join(System.lineSeparator(), log.problems()));
    }
  }

  private static int[] sources(List<Tuple2<Long, byte[]>> entries) {
    var sources = new int[0];
    for (var entry : entries) {
      for (var series : Control.read(entry.f1).series()) {
        if (series.id() >= sources.length) {
          int before = sources.length;
          sources = Arrays.copyOf(sources, Math.max(series.id() + 1, before * 2));
          Arrays.fill(sources, before, sources.length, -1);
        }
        sources[series.id()] = series.source();
      }
    }
    return sources;
  }

  /** A finding on a line. */
  private static final class Line implements Encoder<Tuple2<String, byte[]>> {
    private static final long serialVersionUID = 1;

    @Override
    public void encode(Tuple2<String, byte[]> finding, java.io.OutputStream out)
        throws IOException {
      out.write(finding.f1);
      out.write('\n');
    }
  }
}
