package org.yiwang.topics;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Readings of one shard in the order they were stored, to be filled, written and filled again, or
 * read into again and again.
 *
 * <p>Written little endian: kind (byte, 1), a zero byte, shards (short), shard (int), number of the
 * first reading (long), count (int), four zero bytes; then column by column, each as long as the
 * count: times (long, milliseconds since 1970 UTC), values (double), series (int), distances of the
 * numbers from the first (int). 24 bytes and 24 for every reading.
 */
public final class ShardBlock {
  /** As many readings a block amortize what a message costs. */
  public static final int USUAL = 1024;

  static final byte KIND = 1;
  private static final int HEADER = 24;
  private static final int READING = 24;

  private int shards;
  private int shard;
  private long firstSeq;
  private int size;
  private long[] time;
  private double[] value;
  private int[] series;
  private int[] seqOffset;

  public ShardBlock(int capacity) {
    time = new long[capacity];
    value = new double[capacity];
    series = new int[capacity];
    seqOffset = new int[capacity];
  }

  /** Empties it for readings of a shard. */
  public void begin(int ofShards, int forShard) {
    shards = ofShards;
    shard = forShard;
    size = 0;
  }

  /**
   * @param seq number of the reading, greater than those before it
   */
  public void add(long seq, int ofSeries, long timeMillis, double measured) {
    if (size == time.length) {
      ensure(Math.max(16, size * 2));
    }
    if (size == 0) {
      firstSeq = seq;
    }
    time[size] = timeMillis;
    value[size] = measured;
    series[size] = ofSeries;
    seqOffset[size++] = Math.toIntExact(seq - firstSeq);
  }

  public byte[] write() {
    var out = ByteBuffer.allocate(HEADER + size * READING).order(ByteOrder.LITTLE_ENDIAN);
    out.put(KIND).put((byte) 0).putShort((short) shards).putInt(shard);
    out.putLong(firstSeq).putInt(size).putInt(0);
    out.asLongBuffer().put(time, 0, size);
    out.position(HEADER + 8 * size).asDoubleBuffer().put(value, 0, size);
    out.position(HEADER + 16 * size).asIntBuffer().put(series, 0, size);
    out.position(HEADER + 20 * size).asIntBuffer().put(seqOffset, 0, size);
    return out.array();
  }

  /**
   * Replaces what is in it.
   *
   * @throws IllegalArgumentException where it is no block
   */
  public void read(byte[] message) {
    var in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
    if (message.length < HEADER || message[0] != KIND) {
      throw new IllegalArgumentException("no block of readings");
    }
    int count = in.getInt(16);
    if (count < 0 || message.length != HEADER + (long) count * READING) {
      throw new IllegalArgumentException("a block of readings that is cut short");
    }
    begin(in.getShort(2), in.getInt(4));
    firstSeq = in.getLong(8);
    ensure(count);
    size = count;
    in.position(HEADER).asLongBuffer().get(time, 0, size);
    in.position(HEADER + 8 * size).asDoubleBuffer().get(value, 0, size);
    in.position(HEADER + 16 * size).asIntBuffer().get(series, 0, size);
    in.position(HEADER + 20 * size).asIntBuffer().get(seqOffset, 0, size);
  }

  /** Which shard a message, tick or block, is for; a look that copies nothing. */
  public static int shardOf(byte[] message) {
    return message[4] & 0xff
        | (message[5] & 0xff) << 8
        | (message[6] & 0xff) << 16
        | message[7] << 24;
  }

  /** A copy of a message for another shard. */
  public static byte[] toShard(byte[] message, int shard) {
    var copy = message.clone();
    ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN).putInt(4, shard);
    return copy;
  }

  private void ensure(int capacity) {
    if (capacity > time.length) {
      time = Arrays.copyOf(time, capacity);
      value = Arrays.copyOf(value, capacity);
      series = Arrays.copyOf(series, capacity);
      seqOffset = Arrays.copyOf(seqOffset, capacity);
    }
  }

  public int shards() {
    return shards;
  }

  public int shard() {
    return shard;
  }

  public int size() {
    return size;
  }

  public long seq(int i) {
    return firstSeq + seqOffset[i];
  }

  /** The columns themselves, longer than the block; who reads it may change them. */
  public int[] series() {
    return series;
  }

  public long[] timeMillis() {
    return time;
  }

  public double[] values() {
    return value;
  }
}
