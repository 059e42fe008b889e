package org.yiwang.bench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.functions.sink.legacy.SinkFunction;
import org.apache.flink.streaming.api.functions.source.legacy.SourceFunction;
import org.jspecify.annotations.Nullable;
import org.yiwang.engine.Catalog;
import org.yiwang.engine.FindingKind;
import org.yiwang.engine.RuleSource;
import org.yiwang.engine.Setting;
import org.yiwang.flink.DetectionJob;
import org.yiwang.flink.Made;
import org.yiwang.topics.Control;
import org.yiwang.topics.ShardBlock;
import org.yiwang.topics.Shards;
import org.yiwang.topics.Splitter;
import org.yiwang.topics.Tick;

/**
 * Our engine as the job on Flink, from the splitting of readings into blocks by shard to findings;
 * without Kafka, which the others do not have either. Findings are only counted, as those of the
 * others; or written as JSON with their traces, as the job does. The devices of a shard share a
 * source and so a watermark, as those of a gateway do.
 */
final class FlinkBlocks extends Pulling {
  private static final Shards SHARDS = new Shards(Shards.USUAL);
  private static final long CLOCK_LAG = 10_000;
  private static final long LATE = 120_000;
  private static final int DEVICES_IN_ENTRY = 500;
  private static final String[] PROPERTIES = {"a", "b", "c"};

  /** As the server does when it publishes at full speed. */
  private static final int READINGS_A_TICK = 100_000;

  private final JobClient job;

  /**
   * @param json whether findings are written whole
   */
  FlinkBlocks(int devices, boolean json) {
    try {
      var env = Gate.flink();
      env.setMaxParallelism(SHARDS.count());
      var control = control(devices);
      var blocks =
          Gate.source(
              env,
              new Blocks(control.size(), devices),
              PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
      var log =
          env.fromData(
              control,
              Types.TUPLE(Types.LONG, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
      DetectionJob.judge(
              blocks, log, SHARDS, false, json ? DetectionJob::json : FlinkBlocks::briefly)
          .addSink(new Counting());
      job = env.executeAsync();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Tuple2<Long, byte[]>> control(int devices) {
    var log = new ArrayList<Tuple2<Long, byte[]>>();
    for (int from = 0; from < devices; from += DEVICES_IN_ENTRY) {
      var entry = control(from, Math.min(devices, from + DEVICES_IN_ENTRY));
      log.add(Tuple2.of((long) log.size(), entry.write()));
    }
    var rules = Control.rules(List.of(new RuleSource("bench", Ours.rules(1))), Setting.none());
    log.add(Tuple2.of((long) log.size(), rules.write()));
    return log;
  }

  private static Control control(int from, int to) {
    var sources = new ArrayList<Catalog.Source>();
    var subjects = new ArrayList<Catalog.Subject>();
    var series = new ArrayList<Catalog.Series>();
    for (int source = 0; from == 0 && source < SHARDS.count(); source++) {
      sources.add(new Catalog.Source(source, Stream.DISORDER, LATE, CLOCK_LAG));
    }
    for (int device = from; device < to; device++) {
      var name = "d" + device;
      subjects.add(new Catalog.Subject(device, "device", name, "/", 0, 0));
      for (int i = 0; i < Stream.SERIES_PER_DEVICE; i++) {
        int id = device * Stream.SERIES_PER_DEVICE + i;
        series.add(new Catalog.Series(id, name, PROPERTIES[i], "1", device, source(id), -1));
      }
    }
    return Control.catalog(sources, subjects, series);
  }

  private static int source(int series) {
    return series / Stream.SERIES_PER_DEVICE % SHARDS.count();
  }

  /** Splits readings as the server does. */
  private static final class Blocks implements Gate.Emitter<byte[]> {
    private static final long serialVersionUID = 1;
    private transient @Nullable Splitter splitter;
    private transient SourceFunction.@Nullable SourceContext<byte[]> out;
    private transient long clock;
    private transient int sinceTick;
    private final int control;

    /** Of each series, so that no reading costs a division. */
    private final int[] shardOf;

    Blocks(int control, int devices) {
      this.control = control;
      shardOf = new int[devices * Stream.SERIES_PER_DEVICE];
      for (int series = 0; series < shardOf.length; series++) {
        shardOf[series] = SHARDS.ofSource(source(series));
      }
    }

    @Override
    public void emit(Stream stream, int from, int to, SourceFunction.SourceContext<byte[]> into) {
      var split = splitter;
      if (split == null) {
        split = new Splitter(SHARDS, ShardBlock.USUAL, into::collect);
        splitter = split;
        out = into;
        tick(0);
      }
      long newest = clock;
      for (int i = from; i < to; i++) {
        int series = stream.series[i];
        split.add(shardOf[series], i + 1L, series, stream.time[i], stream.value[i]);
        newest = Math.max(newest, stream.time[i]);
      }
      clock = newest;
      sinceTick += to - from;
      if (sinceTick >= READINGS_A_TICK || to == stream.size) {
        split.flush();
        tick(to);
      }
    }

    private void tick(long through) {
      sinceTick = 0;
      long now = clock == 0 ? Tick.NO_CLOCK : clock;
      var tick = new Tick(SHARDS.count(), -1, through, 0, 1, now, true, control);
      java.util.Objects.requireNonNull(out).collect(tick.write());
    }

    @Override
    public void finish(Stream stream, SourceFunction.SourceContext<byte[]> into) {
      clock = stream.end() + CLOCK_LAG;
      tick(stream.size);
    }
  }

  /** What is counted: the rule's first character where an episode began. */
  private static byte[] briefly(Made finding) {
    boolean began = finding.kind() == FindingKind.BEGAN;
    return new byte[] {(byte) (began ? finding.rule().charAt(0) : 0)};
  }

  /** Counts what began. */
  private static final class Counting implements SinkFunction<Tuple2<String, byte[]>> {
    private static final long serialVersionUID = 1;
    private static final String BEGAN = "\"kind\":\"BEGAN\"";
    private static final String RULE = "\"rule\":\"";

    @Override
    public void invoke(Tuple2<String, byte[]> finding, Context context) {
      int rule = finding.f1[0];
      if (finding.f1.length > 1) {
        var text = new String(finding.f1, StandardCharsets.UTF_8);
        rule = text.contains(BEGAN) ? text.charAt(text.indexOf(RULE) + RULE.length()) : 0;
      }
      if (rule != 0) {
        Gate.FOUND[rule - '0']++;
      }
    }
  }

  @Override
  void awaitEnd() throws Exception {
    job.getJobExecutionResult().get();
  }
}
