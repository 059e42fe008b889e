package org.yiwang.flink;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.yiwang.topics.OpenBlock;
import org.yiwang.topics.ShardBlock;
import org.yiwang.topics.Tick;

/**
 * The shard that has everything, for rules about areas. What it gets comes from all partitions, in
 * an order that only chance makes, so it keeps readings until every partition has said that those
 * up to a number are sent, and judges them then in the order of their numbers. The clock and the
 * control log count from the slowest partition's tick on.
 */
final class Gathering {
  private record Reading(int series, long time, double value) {}

  private final Shard shard;
  private final TreeMap<Long, Reading> pending = new TreeMap<>();

  /** The latest tick of each partition. */
  private @Nullable Tick[] latest = new Tick[0];

  private long through = Long.MIN_VALUE;
  private @Nullable Tick told;

  Gathering(ControlLog log) {
    this(new Shard(log.whole(), log));
  }

  private Gathering(Shard shard) {
    this.shard = shard;
  }

  /** Takes a block of any shard, or a tick of any partition. */
  void take(byte[] message, ShardBlock scratch, List<Made> findings) {
    if (!Tick.isTick(message)) {
      scratch.read(message);
      for (int i = 0; i < scratch.size(); i++) {
        if (scratch.seq(i) > through) {
          pending.put(
              scratch.seq(i),
              new Reading(scratch.series()[i], scratch.timeMillis()[i], scratch.values()[i]));
        }
      }
      return;
    }
    var tick = Tick.read(message);
    if (latest.length != tick.partitions()) {
      latest = new Tick[tick.partitions()];
    }
    latest[tick.partition()] = tick;
    var slowest = slowest();
    if (slowest != null && !slowest.equals(told)) {
      told = slowest;
      handOn(slowest, scratch, findings);
    }
  }

  private @Nullable Tick slowest() {
    Tick slowest = null;
    for (var tick : latest) {
      if (tick == null) {
        return null;
      }
      boolean isSlower =
          slowest == null
              || tick.through() < slowest.through()
              || tick.through() == slowest.through() && tick.clockMillis() < slowest.clockMillis();
      slowest = isSlower ? tick : slowest;
    }
    return slowest;
  }

  private void handOn(Tick tick, ShardBlock scratch, List<Made> findings) {
    through = Math.max(through, tick.through());
    var block = new OpenBlock(tick.shards(), shard.id(), ShardBlock.USUAL);
    var known = pending.headMap(through, true);
    for (var entry : known.entrySet()) {
      long seq = entry.getKey();
      var reading = entry.getValue();
      if (!block.add(seq, reading.series(), reading.time(), reading.value())) {
        shard.take(block.take(), scratch, findings);
        block.add(seq, reading.series(), reading.time(), reading.value());
      }
    }
    known.clear();
    if (!block.isEmpty()) {
      shard.take(block.take(), scratch, findings);
    }
    shard.take(tick.write(), scratch, findings);
  }

  /** To be called when the control log has grown. */
  void goOn(ShardBlock scratch, List<Made> findings) {
    shard.goOn(scratch, findings);
  }

  Shard shard() {
    return shard;
  }

  void write(DataOutput out) throws IOException {
    shard.write(out);
    out.writeLong(through);
    writeTick(out, told);
    out.writeInt(latest.length);
    for (var tick : latest) {
      writeTick(out, tick);
    }
    out.writeInt(pending.size());
    for (var entry : pending.entrySet()) {
      out.writeLong(entry.getKey());
      out.writeInt(entry.getValue().series());
      out.writeLong(entry.getValue().time());
      out.writeDouble(entry.getValue().value());
    }
  }

  static Gathering read(DataInput in, ControlLog log) throws IOException {
    var gathering = new Gathering(Shard.read(in, log));
    gathering.through = in.readLong();
    gathering.told = readTick(in);
    gathering.latest = new Tick[in.readInt()];
    for (int i = 0; i < gathering.latest.length; i++) {
      gathering.latest[i] = readTick(in);
    }
    for (int i = in.readInt(); i > 0; i--) {
      gathering.pending.put(
          in.readLong(), new Reading(in.readInt(), in.readLong(), in.readDouble()));
    }
    return gathering;
  }

  private static void writeTick(DataOutput out, @Nullable Tick tick) throws IOException {
    var bytes = tick == null ? new byte[0] : tick.write();
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static @Nullable Tick readTick(DataInput in) throws IOException {
    var bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return bytes.length == 0 ? null : Tick.read(bytes);
  }
}
