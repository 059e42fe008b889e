package org.yiwang.flink;

import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;
import org.yiwang.topics.ShardBlock;
import org.yiwang.topics.Tick;

/**
 * Hands a tick to every shard of its partition, behind the blocks that came before it; and
 * everything to the shard that has everything, where there is one.
 */
final class Fan implements FlatMapFunction<byte[], byte[]> {
  private static final long serialVersionUID = 1;
  private final int shards;
  private final boolean areas;

  Fan(int shards, boolean areas) {
    this.shards = shards;
    this.areas = areas;
  }

  @Override
  public void flatMap(byte[] message, Collector<byte[]> out) {
    if (!Tick.isTick(message)) {
      out.collect(message);
      if (areas) {
        out.collect(ShardBlock.toShard(message, shards));
      }
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
    if (areas) {
      out.collect(tick.toShard(shards).write());
    }
  }
}
