package org.yiwang.topics;

import java.util.function.Consumer;

/**
 * Splits readings by shard into blocks. A block leaves when it is full; {@link #flush} sends the
 * others, which has to come before a tick that says that they were sent.
 */
public final class Splitter {
  private final int shards;
  private final int blockSize;
  private final Consumer<byte[]> out;
  private final ShardBlock[] open;

  public Splitter(Shards shards, int blockSize, Consumer<byte[]> out) {
    this.shards = shards.count();
    this.blockSize = blockSize;
    this.out = out;
    open = new ShardBlock[shards.count()];
    for (int shard = 0; shard < open.length; shard++) {
      open[shard] = new ShardBlock(16);
      open[shard].begin(this.shards, shard);
    }
  }

  public void add(int shard, long seq, int series, long timeMillis, double value) {
    var block = open[shard];
    block.add(seq, series, timeMillis, value);
    if (block.size() >= blockSize) {
      send(block);
    }
  }

  public void flush() {
    for (var block : open) {
      if (block.size() > 0) {
        send(block);
      }
    }
  }

  private void send(ShardBlock block) {
    out.accept(block.write());
    block.begin(shards, block.shard());
  }
}
