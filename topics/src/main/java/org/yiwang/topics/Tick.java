package org.yiwang.topics;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Stands between readings in every partition of the readings topic. Written in 48 bytes, little
 * endian: kind (byte, 2), moves (byte, 1 or 0), shards (short), shard (int), through (long),
 * partition (int), partitions (int), clock (long), control (long), and eight zero bytes.
 *
 * @param shards how many shards the readings are split by
 * @param shard which of them is told; -1 for all of the partition
 * @param through every reading with a number up to this one lies before, in this partition
 * @param partition where it stands
 * @param partitions of the topic
 * @param clockMillis the server's clock; {@link #NO_CLOCK} where none counts, as with a file of the
 *     past
 * @param moves whether the watermarks of idle sources follow the clock; not while what was missed
 *     is published, which would be too late for them
 * @param control how many entries of the control log count for what follows
 */
public record Tick(
    int shards,
    int shard,
    long through,
    int partition,
    int partitions,
    long clockMillis,
    boolean moves,
    long control) {
  public static final long NO_CLOCK = Long.MIN_VALUE;
  static final byte KIND = 2;
  private static final int BYTES = 48;

  public byte[] write() {
    return ByteBuffer.allocate(BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(KIND)
        .put((byte) (moves ? 1 : 0))
        .putShort((short) shards)
        .putInt(shard)
        .putLong(through)
        .putInt(partition)
        .putInt(partitions)
        .putLong(clockMillis)
        .putLong(control)
        .array();
  }

  /**
   * @throws IllegalArgumentException where it is none
   */
  public static Tick read(byte[] message) {
    if (!isTick(message) || message.length != BYTES) {
      throw new IllegalArgumentException("no tick");
    }
    var in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
    return new Tick(
        in.getShort(2),
        in.getInt(4),
        in.getLong(8),
        in.getInt(16),
        in.getInt(20),
        in.getLong(24),
        message[1] != 0,
        in.getLong(32));
  }

  public static boolean isTick(byte[] message) {
    return message.length > 0 && message[0] == KIND;
  }

  /** The same for one shard of the partition. */
  public Tick toShard(int which) {
    return new Tick(shards, which, through, partition, partitions, clockMillis, moves, control);
  }
}
