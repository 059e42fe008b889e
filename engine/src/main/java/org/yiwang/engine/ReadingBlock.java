package org.yiwang.engine;

import java.util.Arrays;

/**
 * Readings side by side in primitive arrays, to be filled, judged and filled again, or to be given
 * away. Nothing is allocated per reading.
 */
public final class ReadingBlock {
  int[] series;
  long[] timeMillis;
  double[] value;
  int from;
  int to;
  private boolean given;

  public ReadingBlock(int capacity) {
    series = new int[capacity];
    timeMillis = new long[capacity];
    value = new double[capacity];
  }

  /** A block over arrays that the caller filled; it reads the first {@code size} places. */
  public static ReadingBlock over(int[] series, long[] timeMillis, double[] value, int size) {
    var block = new ReadingBlock(0);
    return block.view(series, timeMillis, value, 0, size);
  }

  /**
   * Makes it a view of a stretch of the caller's arrays: nothing is copied, nothing to be added.
   */
  public ReadingBlock view(
      int[] ofSeries, long[] ofTime, double[] ofValue, int fromPlace, int toPlace) {
    series = ofSeries;
    timeMillis = ofTime;
    value = ofValue;
    from = fromPlace;
    to = toPlace;
    return this;
  }

  public ReadingBlock add(int series, long timeMillis, double value) {
    if (to == this.series.length) {
      int larger = Math.max(16, to * 2);
      this.series = Arrays.copyOf(this.series, larger);
      this.timeMillis = Arrays.copyOf(this.timeMillis, larger);
      this.value = Arrays.copyOf(this.value, larger);
    }
    this.series[to] = series;
    this.timeMillis[to] = timeMillis;
    this.value[to++] = value;
    return this;
  }

  /** Replaces what is in it by a stretch of the given arrays. */
  public void fill(int[] fromSeries, long[] fromTime, double[] fromValue, int start, int end) {
    int count = end - start;
    if (count > series.length) {
      series = new int[count];
      timeMillis = new long[count];
      value = new double[count];
    }
    System.arraycopy(fromSeries, start, series, 0, count);
    System.arraycopy(fromTime, start, timeMillis, 0, count);
    System.arraycopy(fromValue, start, value, 0, count);
    from = 0;
    to = count;
  }

  /** Appends readings of another block, for which there has to be room. */
  void addAll(ReadingBlock other, int first, int count) {
    System.arraycopy(other.series, first, series, to, count);
    System.arraycopy(other.timeMillis, first, timeMillis, to, count);
    System.arraycopy(other.value, first, value, to, count);
    to += count;
  }

  /**
   * Gives its arrays away, those of later views too: an engine that judges them may keep them and
   * write in them, which spares it a copy of every reading. Nobody else may use them from then on.
   */
  public ReadingBlock giveAway() {
    given = true;
    return this;
  }

  boolean isGiven() {
    return given;
  }

  /** Another view of the same arrays. */
  ReadingBlock copyOfView() {
    return new ReadingBlock(0).view(series, timeMillis, value, from, to);
  }

  int capacity() {
    return series.length;
  }

  int room() {
    return series.length - to;
  }

  public void clear() {
    from = 0;
    to = 0;
  }

  public int size() {
    return to - from;
  }

  public int series(int i) {
    return series[from + i];
  }

  public long timeMillis(int i) {
    return timeMillis[from + i];
  }

  public double value(int i) {
    return value[from + i];
  }
}
