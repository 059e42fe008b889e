package org.yiwang.topics;

/**
 * Which shard judges what. All series of a source go to one shard, since they share a watermark;
 * what is judged together has to come by one source (in the server a subject is a source).
 *
 * @param count how many there are, for good: it decides where state lies
 */
public record Shards(int count) {
  /** Parts of a job can't outnumber its shards; with fewer shards blocks are fuller. */
  public static final int USUAL = 32;

  public Shards {
    if (count < 1 || count > Short.MAX_VALUE) {
      throw new IllegalArgumentException("from 1 to " + Short.MAX_VALUE + " shards, not " + count);
    }
  }

  public int ofSource(int source) {
    return source % count;
  }

  /** The partition of the readings topic that has a shard. */
  public static int partition(int shard, int partitions) {
    return shard % partitions;
  }
}
