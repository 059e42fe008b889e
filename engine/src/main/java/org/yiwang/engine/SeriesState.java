package org.yiwang.engine;

import java.util.Arrays;

/**
 * What every reading touches of its series, side by side, so that it costs one line of the cache:
 * the time of the newest reading, the group it is judged with, and its newest entry among the
 * recent readings.
 */
final class SeriesState {
  private static final long FRESH = -1L;

  /** Two words a series: the time; the group above, the entry below. */
  long[] words = new long[0];

  int size() {
    return words.length / 2;
  }

  void ensure(int count) {
    int before = words.length;
    if (count * 2 > before) {
      words = Arrays.copyOf(words, Math.max(count * 2, before * 2));
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

  /** The group, with {@link Engine#HOT} where a judgement listens; -1 where there is none. */
  int group(int series) {
    return (int) (words[2 * series + 1] >>> 32);
  }

  void setGroup(int series, int group) {
    words[2 * series + 1] = (long) group << 32 | words[2 * series + 1] & 0xffffffffL;
  }

  /** The newest entry among recent readings, or -1. */
  int newest(int series) {
    return (int) words[2 * series + 1];
  }

  void setNewest(int series, int entry) {
    words[2 * series + 1] = words[2 * series + 1] & ~0xffffffffL | entry & 0xffffffffL;
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
