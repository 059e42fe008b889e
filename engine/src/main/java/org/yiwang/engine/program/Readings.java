package org.yiwang.engine.program;

import java.util.Arrays;

/**
 * The readings of one target that a rule has a use for, by time and then by series, side by side in
 * primitive arrays. Beside each stands a word: its port, sensor and unit, and marks.
 */
public final class Readings {
  /** It can change a fresh cell. */
  public static final int LOUD = 1;

  /** A rule that withholds has passed it on. */
  public static final int PASSED = 1 << 30;

  /** A rule withholds it. */
  private static final int WITHHELD = 1 << 31;

  /** What of a word is not from the reading and its rule. */
  public static final int MARKS = PASSED | WITHHELD;

  private long[] times = new long[8];
  private double[] values = new double[8];
  private int[] words = new int[8];
  private int[] series = new int[8];
  private int size;

  /** The word of a reading, without marks. */
  public static int word(int port, int sensor, int unit) {
    return port << 16 | sensor << 9 | unit << 1;
  }

  public Readings copy() {
    var copy = new Readings();
    copy.times = times.clone();
    copy.values = values.clone();
    copy.words = words.clone();
    copy.series = series.clone();
    copy.size = size;
    return copy;
  }

  public int size() {
    return size;
  }

  public long time(int at) {
    return times[at];
  }

  public double value(int at) {
    return values[at];
  }

  public int series(int at) {
    return series[at];
  }

  /** Port, sensor, unit and all marks. */
  public int word(int at) {
    return words[at];
  }

  public boolean isLoud(int at) {
    return (words[at] & LOUD) != 0;
  }

  public boolean isPassed(int at) {
    return (words[at] & PASSED) != 0;
  }

  public void setPassed(int at, boolean passed) {
    words[at] = passed ? words[at] | PASSED : words[at] & ~PASSED;
  }

  public boolean isWithheld(int at) {
    return (words[at] & WITHHELD) != 0;
  }

  public void setWithheld(int at, boolean withheld) {
    words[at] = withheld ? words[at] | WITHHELD : words[at] & ~WITHHELD;
  }

  public int port(int at) {
    return words[at] >>> 16 & 0x3fff;
  }

  int sensor(int at) {
    return words[at] >>> 9 & 63;
  }

  int unit(int at) {
    return words[at] >>> 1 & 255;
  }

  /** Where the reading of a series at a time stands, or -1. */
  public int find(int ofSeries, long time) {
    for (int i = size - 1; i >= 0 && times[i] >= time; i--) {
      if (times[i] == time && series[i] == ofSeries) {
        return i;
      }
    }
    return -1;
  }

  /** The reading of the same series before this one, no older than a moment; or -1. */
  int before(int at, long oldest) {
    for (int i = at - 1; i >= 0 && times[i] >= oldest; i--) {
      if (series[i] == series[at]) {
        return i;
      }
    }
    return -1;
  }

  /** Puts a reading in its place, which is not before {@code from}. */
  public void insert(int from, int ofSeries, long time, double value, int word) {
    if (size == times.length) {
      times = Arrays.copyOf(times, size * 2);
      values = Arrays.copyOf(values, size * 2);
      words = Arrays.copyOf(words, size * 2);
      series = Arrays.copyOf(series, size * 2);
    }
    int place = size;
    while (place > from
        && (times[place - 1] > time
            || (times[place - 1] == time && series[place - 1] > ofSeries))) {
      place--;
    }
    if (place < size) {
      move(place, place + 1);
    }
    times[place] = time;
    values[place] = value;
    words[place] = word;
    series[place] = ofSeries;
    size++;
  }

  public void remove(int at) {
    move(at + 1, at);
    size--;
  }

  /** Lets go of the oldest. */
  public void drop(int count) {
    move(count, 0);
    size -= count;
  }

  public void clear() {
    size = 0;
  }

  private void move(int from, int to) {
    int count = size - from;
    System.arraycopy(times, from, times, to, count);
    System.arraycopy(values, from, values, to, count);
    System.arraycopy(words, from, words, to, count);
    System.arraycopy(series, from, series, to, count);
  }

  /** About what it takes in memory. */
  public long bytes() {
    return 80 + 24L * times.length;
  }
}
