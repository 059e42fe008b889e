package org.yiwang.dayfiles;

import java.util.Arrays;

/** Readings kept side by side in arrays that grow, to be merged with others or handed on. */
public final class Rows implements RowSink {
  private int[] series = new int[1024];
  private long[] timeMillis = new long[1024];
  private double[] values = new double[1024];
  private int size;

  @Override
  public void take(int[] moreSeries, long[] moreTimes, double[] moreValues, int count) {
    if (size + count > series.length) {
      var larger = Math.max(size + count, series.length * 2);
      series = Arrays.copyOf(series, larger);
      timeMillis = Arrays.copyOf(timeMillis, larger);
      values = Arrays.copyOf(values, larger);
    }
    System.arraycopy(moreSeries, 0, series, size, count);
    System.arraycopy(moreTimes, 0, timeMillis, size, count);
    System.arraycopy(moreValues, 0, values, size, count);
    size += count;
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
    return values[i];
  }

  public void clear() {
    size = 0;
  }

  /** Hands everything on in one stretch. */
  public void giveTo(RowSink sink) {
    if (size > 0) {
      sink.take(series, timeMillis, values, size);
    }
  }

  /**
   * Both in one order of times, and of series where times are the same, as both are by themselves.
   */
  public static Rows merged(Rows one, Rows other) {
    if (one.size == 0 || other.size == 0) {
      return one.size == 0 ? other : one;
    }
    var all = new Rows();
    var left = 0;
    var right = 0;
    while (left < one.size || right < other.size) {
      var isLeft = right == other.size || left < one.size && compare(one, left, other, right) <= 0;
      var from = isLeft ? one : other;
      var at = isLeft ? left++ : right++;
      all.add(from.series[at], from.timeMillis[at], from.values[at]);
    }
    return all;
  }

  /** Adds one reading. */
  public void add(int of, long at, double value) {
    if (size == series.length) {
      series = Arrays.copyOf(series, size * 2);
      timeMillis = Arrays.copyOf(timeMillis, size * 2);
      values = Arrays.copyOf(values, size * 2);
    }
    series[size] = of;
    timeMillis[size] = at;
    values[size++] = value;
  }

  private static int compare(Rows one, int left, Rows other, int right) {
    var byTime = Long.compare(one.timeMillis[left], other.timeMillis[right]);
    return byTime != 0 ? byTime : Integer.compare(one.series[left], other.series[right]);
  }
}
