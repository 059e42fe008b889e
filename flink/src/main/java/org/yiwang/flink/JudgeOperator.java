package org.yiwang.flink;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.function.SerializableFunction;
import org.jspecify.annotations.Nullable;
import org.yiwang.topics.ShardBlock;
import org.yiwang.topics.Shards;

/**
 * Judges the shards of a task. Its state is written as raw keyed state: for each key group the
 * snapshot of the one engine in it, so that a task takes over whole engines when the job is
 * rescaled. The control log is broadcast state, kept by every task.
 *
 * <p>The engines are on the heap and written in one piece at each checkpoint, while the task waits;
 * what that costs is told in {@code docs/operations/flink.md}.
 */
final class JudgeOperator extends AbstractStreamOperator<Tuple2<String, byte[]>>
    implements TwoInputStreamOperator<byte[], Tuple2<Long, byte[]>, Tuple2<String, byte[]>> {
  private static final long serialVersionUID = 1;
  private static final MapStateDescriptor<Long, byte[]> CONTROL =
      new MapStateDescriptor<>(
          "control", Types.LONG, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

  private final int shardCount;
  private final boolean areas;
  private final SerializableFunction<Made, byte[]> format;
  private transient @Nullable BroadcastState<Long, byte[]> control;
  private transient @Nullable ControlLog log;

  /** Looked at by metrics too, from another thread. */
  private transient Map<Integer, Shard> shards = new ConcurrentSkipListMap<>();

  private transient @Nullable Gathering gathering;
  private transient ShardBlock scratch = new ShardBlock();
  private transient List<Made> made = new ArrayList<>();
  private transient int told;

  /**
   * @param format how findings are written
   */
  JudgeOperator(Shards shards, boolean areas, SerializableFunction<Made, byte[]> format) {
    this.shardCount = shards.count();
    this.areas = areas;
    this.format = format;
  }

  @Override
  public void processElement1(StreamRecord<byte[]> message) {
    int id = ShardBlock.shardOf(message.getValue());
    if (id == shardCount) {
      var all = gathering == null ? new Gathering(log()) : gathering;
      gathering = all;
      all.take(message.getValue(), scratch, made);
      emit();
      return;
    }
    var shard = shards.get(id);
    if (shard == null) {
      shard = new Shard(id, log());
      shards.put(id, shard);
    }
    shard.take(message.getValue(), scratch, made);
    emit();
  }

  @Override
  public void processElement2(StreamRecord<Tuple2<Long, byte[]>> entry) throws Exception {
    long place = entry.getValue().f0;
    log().add(place, entry.getValue().f1);
    Objects.requireNonNull(control).put(place, entry.getValue().f1);
    tellProblems();
    for (var shard : shards.values()) {
      shard.goOn(scratch, made);
    }
    if (gathering != null) {
      gathering.goOn(scratch, made);
    }
    emit();
  }

  /**
   * Sends what was made of a message, behind the engine and not out of its midst: there, Flink's
   * machinery would be compiled into every place at which an engine says something.
   */
  private void emit() {
    for (int i = 0; i < made.size(); i++) {
      var finding = made.get(i);
      output.collect(new StreamRecord<>(Tuple2.of(key(finding), format.apply(finding))));
    }
    made.clear();
  }

  /** Findings with the same key stay in order: those of a subject, and those of an area. */
  private String key(Made finding) {
    var area = finding.area();
    if (area != null) {
      return area;
    }
    var subject = Integer.toString(finding.subject());
    return log().isGroup(finding.rule()) ? "around " + subject : subject;
  }

  private ControlLog log() {
    return Objects.requireNonNull(log);
  }

  private void tellProblems() {
    var problems = log().problems();
    for (; told < problems.size(); told++) {
      LOG.error("Left out: {}", problems.get(told));
    }
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    shards = new ConcurrentSkipListMap<>();
    scratch = new ShardBlock();
    made = new ArrayList<>();
    gathering = null;
    told = 0;
    log = new ControlLog(new Shards(shardCount), areas);
    control = context.getOperatorStateStore().getBroadcastState(CONTROL);
    var entries = new TreeMap<Long, byte[]>();
    for (var entry : control.immutableEntries()) {
      entries.put(entry.getKey(), entry.getValue());
    }
    entries.forEach(log()::add);
    tellProblems();
    for (var group : context.getRawKeyedStateInputs()) {
      try (var in = new DataInputStream(group.getStream())) {
        for (int i = in.readInt(); i > 0; i--) {
          var shard = Shard.read(in, log());
          shards.put(shard.id(), shard);
        }
        gathering = in.readBoolean() ? Gathering.read(in, log()) : gathering;
      }
    }
    var metrics = getMetricGroup();
    metrics.gauge("readingsJudged", () -> sum(Shard::judged));
    metrics.gauge("readingsNotJudged", () -> sum(Shard::notJudged));
    metrics.gauge("messagesWaitingForControl", () -> sum(Shard::waiting));
    metrics.gauge("controlEntriesLeftOut", () -> (long) log().problems().size());
  }

  private long sum(java.util.function.ToLongFunction<Shard> figure) {
    // A figure that is a little old is good enough.
    return shards.values().stream().mapToLong(figure).sum();
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    var out = context.getRawKeyedOperatorStateOutput();
    for (int group : out.getKeyGroupList()) {
      out.startNewKeyGroup(group);
      writeGroup(new DataOutputStream(out), group);
    }
  }

  /** A shard is a key group, and the one that has everything lies with the first. */
  private void writeGroup(DataOutputStream out, int group) throws IOException {
    var shard = shards.get(group);
    var own = shard == null ? List.<Shard>of() : List.of(shard);
    out.writeInt(own.size());
    for (var one : own) {
      one.write(out);
    }
    boolean hasAll = group == 0 && gathering != null;
    out.writeBoolean(hasAll);
    if (hasAll) {
      Objects.requireNonNull(gathering).write(out);
    }
    out.flush();
  }

  @Override
  protected boolean isUsingCustomRawKeyedState() {
    return true;
  }
}
