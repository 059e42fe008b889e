package org.yiwang.engine;

import java.util.Arrays;

/**
 * What every reading touches of its series, in one word, so that a quiet one costs one miss of the
 * cache: the time of the newest reading in the upper 43 bits, two marks, and the group it is judged
 * with.
 */
final class SeriesState {
  /** Milliseconds that fit: from 1970 to the year 2248. */
  static final long LATEST = (1L << 43) - 2;

  static final int TIME_SHIFT = 21;

  /** Its readings take the careful way, since a judgement listens to them. */
  static final int HOT = 1 << 20;

  /** It is on an excursion. */
  static final int AWAY = 1 << 19;

  /** The bits of the group. */
  static final int GROUP = AWAY - 1;

  /** The marks and the group. */
  static final int LOWER = HOT | AWAY | GROUP;

  /** The word of a series that nobody judges, or that is unknown. */
  static final long FRESH = -1L;

  private static final long UNHEARD = LATEST + 1;

  long[] words = new long[0];

  int size() {
    return words.length;
  }

  void ensure(int count) {
    int before = words.length;
    if (count > before) {
      // By a sixteenth: it is nearly all that a quiet series takes.
      words = Arrays.copyOf(words, Math.max(count, before / 16 * 17));
      Arrays.fill(words, before, words.length, FRESH);
    }
  }

  /** Time of the newest reading, or Engine.NEVER. */
  long last(int series) {
    long time = words[series] >>> TIME_SHIFT;
    return time == UNHEARD ? Engine.NEVER : time;
  }

  /** A word with another time. */
  static long at(long time, long word) {
    return time << TIME_SHIFT | word & LOWER;
  }

  void setLast(int series, long time) {
    words[series] = at(time == Engine.NEVER ? UNHEARD : time, words[series]);
  }

  /** The group it is judged with; -1 where there is none. */
  int group(int series) {
    int lower = (int) words[series] & LOWER;
    return lower == LOWER ? -1 : lower & GROUP;
  }

  /** Puts a series into a group; {@link #HOT} and {@link #AWAY} say how it stands. */
  void setGroup(int series, int group, int marks) {
    words[series] = words[series] & ~LOWER | group | marks;
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
