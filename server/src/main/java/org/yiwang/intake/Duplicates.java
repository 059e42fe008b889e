package org.yiwang.intake;

import java.util.Arrays;

/**
 * Knows for each datastream which times it has already, without asking the database for the usual
 * cases. A reading newer than all before it is new. Among the last {@value #REMEMBERED} times the
 * answer is exact as well. Only for older ones the database must be asked.
 *
 * <p>40 + 8·{@value #REMEMBERED} bytes a datastream. Used by the writer's thread alone.
 */
final class Duplicates {
  static final int REMEMBERED = 8;

  enum Answer {
    NEW,
    DUPLICATE,
    ASK_DATABASE
  }

  private static final long NEVER = Long.MIN_VALUE;

  private long[] newest = new long[0];
  private long[] exactAfter = new long[0];
  private long[] ring = new long[0];

  /** Sets what the database holds as newest when the program starts: below it, it must be asked. */
  void known(int datastream, long newestMillis) {
    grow(datastream);
    if (newestMillis > newest[datastream]) {
      newest[datastream] = newestMillis;
      exactAfter[datastream] = newestMillis;
    }
  }

  /** Judges a reading and remembers it, unless it is a duplicate. */
  Answer judge(int datastream, long millis) {
    grow(datastream);
    if (millis > newest[datastream]) {
      newest[datastream] = millis;
      remember(datastream, millis);
      return Answer.NEW;
    }
    var from = datastream * REMEMBERED;
    for (var i = from; i < from + REMEMBERED; i++) {
      if (ring[i] == millis) {
        return Answer.DUPLICATE;
      }
    }
    if (millis == newest[datastream]) {
      return Answer.DUPLICATE;
    }
    if (millis > exactAfter[datastream]) {
      remember(datastream, millis);
      return Answer.NEW;
    }
    return Answer.ASK_DATABASE;
  }

  /** Keeps the greatest times; what falls out raises the mark below which memory is not exact. */
  private void remember(int datastream, long millis) {
    var from = datastream * REMEMBERED;
    var least = from;
    for (var i = from + 1; i < from + REMEMBERED; i++) {
      if (ring[i] < ring[least]) {
        least = i;
      }
    }
    exactAfter[datastream] = Math.max(exactAfter[datastream], ring[least]);
    ring[least] = millis;
  }

  private void grow(int datastream) {
    if (datastream < newest.length) {
      return;
    }
    var old = newest.length;
    var size = Math.max(datastream + 1, old * 2);
    newest = Arrays.copyOf(newest, size);
    exactAfter = Arrays.copyOf(exactAfter, size);
    ring = Arrays.copyOf(ring, size * REMEMBERED);
    Arrays.fill(newest, old, size, NEVER);
    Arrays.fill(exactAfter, old, size, NEVER);
    Arrays.fill(ring, old * REMEMBERED, ring.length, NEVER);
  }
}
