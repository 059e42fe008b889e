package org.yiwang.setting;

import java.util.Arrays;

/**
 * The readings of one hour of the week of many datastreams: median and spread of each, after the
 * same formulas as the engine's {@link org.yiwang.engine.Baseline#learn}, which takes one series
 * with all hours. Hour by hour, all series of a city fit into memory.
 */
final class HourOfWeek {
  private static final double TO_DEVIATION = 1.4826;

  /** What is told of each datastream. */
  interface Taker {
    void take(int datastream, double median, double spread);
  }

  private long[] places = new long[1024];
  private double[] values = new double[1024];
  private int size;

  void add(int[] datastreams, double[] readings, int count) {
    if (size + count > values.length) {
      var larger = Math.max(size + count, values.length * 2);
      places = Arrays.copyOf(places, larger);
      values = Arrays.copyOf(values, larger);
    }
    for (var i = 0; i < count; i++) {
      if (Double.isFinite(readings[i])) {
        // Sorted as one number: by datastream, and within it back to the value.
        places[size] = (long) datastreams[i] << 32 | size;
        values[size++] = readings[i];
      }
    }
  }

  /**
   * Tells of every datastream and forgets the readings.
   *
   * @param least one with fewer readings stays unknown
   */
  void tell(int least, Taker taker) {
    Arrays.sort(places, 0, size);
    var from = 0;
    while (from < size) {
      var datastream = (int) (places[from] >> 32);
      var to = from;
      while (to < size && (int) (places[to] >> 32) == datastream) {
        to++;
      }
      if (to - from >= least) {
        tell(datastream, from, to, taker);
      }
      from = to;
    }
    size = 0;
  }

  private void tell(int datastream, int from, int to, Taker taker) {
    var own = new double[to - from];
    for (var i = from; i < to; i++) {
      own[i - from] = values[(int) places[i]];
    }
    var middle = median(own);
    for (var i = 0; i < own.length; i++) {
      own[i] = Math.abs(own[i] - middle);
    }
    taker.take(datastream, middle, TO_DEVIATION * median(own));
  }

  private static double median(double[] own) {
    Arrays.sort(own);
    var half = own.length / 2;
    return own.length % 2 == 1 ? own[half] : (own[half - 1] + own[half]) / 2;
  }
}
