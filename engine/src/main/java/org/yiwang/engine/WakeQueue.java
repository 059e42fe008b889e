package org.yiwang.engine;

import java.util.Arrays;

/**
 * What has to be looked at when a watermark reaches a moment: a binary heap in two arrays, ordered
 * by moment and then by whom, so that the order never depends on how it was filled.
 */
final class WakeQueue {
  private static final long[] NONE = {};

  private long[] at = NONE;
  private long[] who = NONE;
  private int size;

  /** Asked for at nearly every reading, so it is kept rather than looked up. */
  private long first = Long.MAX_VALUE;

  /** The earliest moment, or Long.MAX_VALUE when nothing waits. */
  long first() {
    return first;
  }

  long firstWho() {
    return who[0];
  }

  void add(long moment, long id) {
    if (size == at.length) {
      // There may be as many sources as subjects, and most of them wait for nothing.
      at = Arrays.copyOf(at, size + Math.max(4, size / 8));
      who = Arrays.copyOf(who, at.length);
    }
    int hole = size++;
    while (hole > 0) {
      int parent = (hole - 1) >>> 1;
      if (!less(moment, id, at[parent], who[parent])) {
        break;
      }
      at[hole] = at[parent];
      who[hole] = who[parent];
      hole = parent;
    }
    at[hole] = moment;
    who[hole] = id;
    first = at[0];
  }

  void removeFirst() {
    long moment = at[--size];
    long id = who[size];
    int hole = 0;
    while (true) {
      int child = 2 * hole + 1;
      if (child >= size) {
        break;
      }
      if (child + 1 < size && less(at[child + 1], who[child + 1], at[child], who[child])) {
        child++;
      }
      if (!less(at[child], who[child], moment, id)) {
        break;
      }
      at[hole] = at[child];
      who[hole] = who[child];
      hole = child;
    }
    at[hole] = moment;
    who[hole] = id;
    first = size == 0 ? Long.MAX_VALUE : at[0];
  }

  private static boolean less(long moment, long id, long otherMoment, long otherId) {
    return moment < otherMoment || (moment == otherMoment && id < otherId);
  }

  long bytes() {
    return at.length * 16L;
  }
}
