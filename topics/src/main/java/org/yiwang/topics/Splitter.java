package org.yiwang.topics;

import java.util.function.Consumer;

/**
 * Splits readings by shard into blocks. A block leaves when it is full; {@link #flush} sends the
 * others, which has to come before a tick that says that they were sent.
 */
public final class Splitter {
  private final Consumer<byte[]> out;
  private final OpenBlock[] open;

  /**
   * @param blockSize readings in a block that is full
   * @param out takes the messages
   */
  public Splitter(Shards shards, int blockSize, Consumer<byte[]> out) {
    this.out = out;
    open = new OpenBlock[shards.count()];
    for (int shard = 0; shard < open.length; shard++) {
      open[shard] = new OpenBlock(shards.count(), shard, blockSize);
    }
  }

  public void add(int shard, long seq, int series, long timeMillis, double value) {
    var block = open[shard];
    if (!block.add(seq, series, timeMillis, value)) {
      out.accept(block.take());
      block.add(seq, series, timeMillis, value);
    }
    if (block.isFull()) {
      out.accept(block.take());
    }
  }

  public void flush() {
    for (var block : open) {
      if (!block.isEmpty()) {
        out.accept(block.take());
      }
    }
  }
}
