package org.yiwang.flink;

import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;
import org.yiwang.topics.Tick;

/** Hands a tick to every shard of its partition, behind the blocks that came before it. */
final class Fan implements FlatMapFunction<byte[], byte[]> {
  private static final long serialVersionUID = 1;
  private final int shards;

  Fan(int shards) {
    this.shards = shards;
  }

  @Override
  public void flatMap(byte[] message, Collector<byte[]> out) {
    if (!Tick.isTick(message)) {
      out.collect(message);
      return;
    }
    var tick = Tick.read(message);
    if (tick.shards() != shards) {
      throw new IllegalStateException(
          "readings are split into " + tick.shards() + " shards, this job has " + shards);
    }
    for (int shard = tick.partition(); shard < shards; shard += tick.partitions()) {
      out.collect(tick.toShard(shard).write());
    }
  }
}
