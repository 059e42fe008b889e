package org.yiwang.engine;

import java.util.Arrays;

/**
 * Readings side by side in primitive arrays, to be filled, judged and filled again. Nothing is
 * allocated per reading.
 */
public final class ReadingBlock {
  int[] series;
  long[] timeMillis;
  double[] value;
  int size;

  public ReadingBlock(int capacity) {
    series = new int[capacity];
    timeMillis = new long[capacity];
    value = new double[capacity];
  }

  /** A block over arrays that the caller filled; it reads the first {@code size} places. */
  public static ReadingBlock over(int[] series, long[] timeMillis, double[] value, int size) {
    var block = new ReadingBlock(0);
    block.series = series;
    block.timeMillis = timeMillis;
    block.value = value;
    block.size = size;
    return block;
  }

  public ReadingBlock add(int series, long timeMillis, double value) {
    if (size == this.series.length) {
      int larger = Math.max(16, size * 2);
      this.series = Arrays.copyOf(this.series, larger);
      this.timeMillis = Arrays.copyOf(this.timeMillis, larger);
      this.value = Arrays.copyOf(this.value, larger);
    }
    this.series[size] = series;
    this.timeMillis[size] = timeMillis;
    this.value[size++] = value;
    return this;
  }

  /** Replaces what is in it by a stretch of the given arrays. */
  public void fill(int[] fromSeries, long[] fromTime, double[] fromValue, int from, int to) {
    int count = to - from;
    if (count > series.length) {
      series = new int[count];
      timeMillis = new long[count];
      value = new double[count];
    }
    System.arraycopy(fromSeries, from, series, 0, count);
    System.arraycopy(fromTime, from, timeMillis, 0, count);
    System.arraycopy(fromValue, from, value, 0, count);
    size = count;
  }

  public void clear() {
    size = 0;
  }

  public int size() {
    return size;
  }

  public int series(int i) {
    return series[i];
  }

  public long timeMillis(int i) {
    return timeMillis[i];
  }

  public double value(int i) {
    return value[i];
  }
}
