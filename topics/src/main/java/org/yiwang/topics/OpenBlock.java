package org.yiwang.topics;

import java.util.Arrays;

/**
 * A block of readings of one shard while it is filled. Readings are written row by row where they
 * stay, so that sending costs one copy; {@link ShardBlock} tells the form.
 */
public final class OpenBlock {
  private static final int LEAST = 16;

  private final int shards;
  private final int shard;
  private final int end;
  private byte[] bytes;
  private int at = ShardBlock.HEADER;
  private long firstSeq;
  private long firstTime;

  /**
   * @param shards how many there are
   * @param shard whose readings these are
   * @param capacity how many readings it takes at most
   */
  public OpenBlock(int shards, int shard, int capacity) {
    this.shards = shards;
    this.shard = shard;
    end = ShardBlock.HEADER + capacity * ShardBlock.READING;
    bytes = new byte[Math.min(end, ShardBlock.HEADER + LEAST * ShardBlock.READING)];
  }

  /**
   * Adds a reading, unless the block is full or the reading too far from its first, 24 days in time
   * or two billion in numbers: then the block has to leave before.
   *
   * @param seq number of the reading, greater than those before it
   * @return whether there was room for it
   */
  public boolean add(long seq, int series, long timeMillis, double value) {
    if (at == ShardBlock.HEADER) {
      firstSeq = seq;
      firstTime = timeMillis;
    }
    // What overflows here does so again when it is read, and comes out right.
    long later = timeMillis - firstTime;
    long further = seq - firstSeq;
    int row = at;
    if (later != (int) later || further != (int) further || row == end) {
      return false;
    }
    if (row + ShardBlock.READING > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.min(end, bytes.length * 2));
    }
    ShardBlock.LONG.set(bytes, row, Double.doubleToRawLongBits(value));
    ShardBlock.LONG.set(bytes, row + 8, later << 32 | series & 0xffff_ffffL);
    ShardBlock.INT.set(bytes, row + 16, (int) further);
    at = row + ShardBlock.READING;
    return true;
  }

  private int size() {
    return (at - ShardBlock.HEADER) / ShardBlock.READING;
  }

  public boolean isFull() {
    return at == end;
  }

  public boolean isEmpty() {
    return at == ShardBlock.HEADER;
  }

  /** The block as a message; it is empty then. */
  public byte[] take() {
    ShardBlock.INT.set(bytes, 0, ShardBlock.KIND | shards << 16);
    ShardBlock.INT.set(bytes, 4, shard);
    ShardBlock.LONG.set(bytes, 8, firstSeq);
    ShardBlock.LONG.set(bytes, 16, firstTime);
    ShardBlock.LONG.set(bytes, 24, (long) size());
    var message = Arrays.copyOf(bytes, at);
    at = ShardBlock.HEADER;
    return message;
  }
}
