package org.yiwang.flink;

import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;
import org.yiwang.topics.ShardBlock;
import org.yiwang.topics.Shards;
import org.yiwang.topics.Splitter;
import org.yiwang.topics.Tick;

/**
 * Makes messages of the lines of a file, {@code series,time,value} with times in milliseconds since
 * 1970 UTC, in the order in which they came. A first line of words is passed over. At the end of
 * the file what comes due with its newest reading is judged still.
 */
final class Lines extends AbstractStreamOperator<byte[]>
    implements OneInputStreamOperator<String, byte[]>, BoundedOneInput {
  private static final long serialVersionUID = 1;
  private static final int READINGS_A_TICK = 100_000;

  /** Watermarks follow the clock at this distance, if nothing else is said. */
  private static final long USUAL_LAG_MILLIS = 10_000;

  private final int shardCount;
  private final int[] sourceOf;
  private final long control;
  private transient @Nullable Splitter splitter;
  private transient @Nullable ListState<Long> place;
  private transient long seq;
  private transient long newest;

  /**
   * @param sourceOf the source of each series, by its number; -1 for one that is not known
   * @param control how many entries the control log has; all of them count
   */
  Lines(Shards shards, int[] sourceOf, long control) {
    this.shardCount = shards.count();
    this.sourceOf = sourceOf.clone();
    this.control = control;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    place =
        context
            .getOperatorStateStore()
            .getListState(new ListStateDescriptor<>("place", Types.LONG));
    newest = Long.MIN_VALUE;
    var kept = place.get().iterator();
    if (kept.hasNext()) {
      seq = kept.next();
      newest = kept.next();
    }
    splitter = new Splitter(new Shards(shardCount), ShardBlock.USUAL, this::send);
  }

  @Override
  public void open() throws Exception {
    super.open();
    tick(Tick.NO_CLOCK);
  }

  @Override
  public void processElement(StreamRecord<String> line) {
    var cells = line.getValue().split(",", -1);
    if (seq == 0 && newest == Long.MIN_VALUE && !isNumber(cells[0])) {
      return;
    }
    try {
      if (cells.length != 3) {
        throw new NumberFormatException("three columns are needed");
      }
      int series = Integer.parseInt(cells[0].trim());
      long time = Long.parseLong(cells[1].trim());
      int source = series >= 0 && series < sourceOf.length ? sourceOf[series] : -1;
      int shard = source < 0 ? 0 : new Shards(shardCount).ofSource(source);
      splitter().add(shard, ++seq, series, time, Double.parseDouble(cells[2].trim()));
      newest = Math.max(newest, time);
    } catch (NumberFormatException e) {
      throw new IllegalStateException(
          "after " + seq + " readings: '" + line.getValue() + "': " + e.getMessage(), e);
    }
    if (seq % READINGS_A_TICK == 0) {
      tick(Tick.NO_CLOCK);
    }
  }

  private static boolean isNumber(String cell) {
    return cell.trim().chars().allMatch(Character::isDigit) && !cell.isBlank();
  }

  private Splitter splitter() {
    return java.util.Objects.requireNonNull(splitter);
  }

  private void tick(long clock) {
    splitter().flush();
    send(new Tick(shardCount, -1, seq, 0, 1, clock, true, control).write());
  }

  private void send(byte[] message) {
    output.collect(new StreamRecord<>(message));
  }

  @Override
  public void endInput() {
    tick(newest == Long.MIN_VALUE ? Tick.NO_CLOCK : newest + USUAL_LAG_MILLIS);
  }

  /** Nothing waits here while a checkpoint passes, so that it needs not be kept. */
  @Override
  public void prepareSnapshotPreBarrier(long checkpoint) {
    splitter().flush();
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    java.util.Objects.requireNonNull(place).update(java.util.List.of(seq, newest));
  }
}
