package org.yiwang.engine;

import java.util.Arrays;

/**
 * What every reading touches of its series, side by side, so that it costs one line of the cache:
 * the time of the newest reading, the group it is judged with, and its newest entry among the
 * recent readings.
 */
final class SeriesState {
  private static final long FRESH = -1L;
  private static final int MARKS = Engine.HOT | Engine.AWAY;

  /** Two words a series: the time; the group above, the entry below. */
  long[] words = new long[0];

  int size() {
    return words.length / 2;
  }

  void ensure(int count) {
    int before = words.length;
    if (count * 2 > before) {
      // By an eighth: it is nearly all that a quiet series takes.
      words = Arrays.copyOf(words, Math.max(count * 2, before / 16 * 18));
      for (int i = before; i < words.length; i += 2) {
        words[i] = Engine.NEVER;
        words[i + 1] = FRESH;
      }
    }
  }

  /** Time of the newest reading, or Engine.NEVER. */
  long last(int series) {
    return words[2 * series];
  }

  void setLast(int series, long time) {
    words[2 * series] = time;
  }

  /** The group it is judged with; -1 where there is none. */
  int group(int series) {
    int marked = (int) (words[2 * series + 1] >>> 32);
    return marked == -1 ? -1 : marked & ~MARKS;
  }

  /** Puts a series into a group; {@link Engine#HOT} and {@link Engine#AWAY} say how it stands. */
  void setGroup(int series, int group, int marks) {
    words[2 * series + 1] = (long) (group | marks) << 32 | words[2 * series + 1] & 0xffffffffL;
  }

  /** How a series of a group stands. */
  int marks(int series) {
    return (int) (words[2 * series + 1] >>> 32) & MARKS;
  }

  /** The newest entry among recent readings, or -1. */
  int newest(int series) {
    return (int) words[2 * series + 1];
  }

  /** The times of all series. */
  long[] lasts() {
    var lasts = new long[size()];
    for (int series = 0; series < lasts.length; series++) {
      lasts[series] = last(series);
    }
    return lasts;
  }

  long bytes() {
    return words.length * 8L;
  }
}
