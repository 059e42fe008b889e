package org.yiwang.topics;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Readings of one shard in the order they were stored, to be read into again and again; {@link
 * OpenBlock} writes them.
 *
 * <p>Written little endian: kind (byte, 3), a zero byte, shards (short), shard (int), number of the
 * first reading (long), its time (long, milliseconds since 1970 UTC), count (int), four zero bytes;
 * then reading by reading: value (double), series (int), distance from the first in time (int) and
 * in numbers (int). 32 bytes and 20 for every reading. Rows and not columns, since who splits
 * readings fills many blocks at once, and so each at one place.
 */
public final class ShardBlock {
  /** As many readings a block amortize what a message costs. */
  public static final int USUAL = 1024;

  static final byte KIND = 3;
  static final int HEADER = 32;
  static final int READING = 20;
  static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] message = new byte[0];
  private int size;
  private long[] time = new long[0];
  private double[] value = new double[0];
  private int[] series = new int[0];

  /**
   * Replaces what is in it. The message must not change while this is in use.
   *
   * @throws IllegalArgumentException where it is no block
   */
  public void read(byte[] block) {
    if (block.length < HEADER || block[0] != KIND) {
      throw new IllegalArgumentException("no block of readings");
    }
    int count = (int) INT.get(block, 24);
    if (count < 0 || block.length != HEADER + (long) count * READING) {
      throw new IllegalArgumentException("a block of readings that is cut short");
    }
    message = block;
    size = count;
    if (count > time.length) {
      time = new long[count];
      value = new double[count];
      series = new int[count];
    }
    readRows(block, (long) LONG.get(block, 16));
  }

  private void readRows(byte[] block, long firstTime) {
    long[] times = time;
    double[] values = value;
    int[] ofSeries = series;
    for (int i = 0, at = HEADER; i < size; i++, at += READING) {
      values[i] = Double.longBitsToDouble((long) LONG.get(block, at));
      long rest = (long) LONG.get(block, at + 8);
      ofSeries[i] = (int) rest;
      times[i] = firstTime + (rest >> 32);
    }
  }

  /** Which shard a message, tick or block, is for; a look that copies nothing. */
  public static int shardOf(byte[] message) {
    return (int) INT.get(message, 4);
  }

  /** A copy of a message for another shard. */
  public static byte[] toShard(byte[] message, int shard) {
    var copy = message.clone();
    INT.set(copy, 4, shard);
    return copy;
  }

  public int shards() {
    return ((int) INT.get(message, 0)) >>> 16;
  }

  public int shard() {
    return shardOf(message);
  }

  public int size() {
    return size;
  }

  public long seq(int i) {
    return (long) LONG.get(message, 8) + (int) INT.get(message, HEADER + i * READING + 16);
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
