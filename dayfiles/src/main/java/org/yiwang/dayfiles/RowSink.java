package org.yiwang.dayfiles;

/** Takes readings a stretch at a time, side by side in primitive arrays. */
@FunctionalInterface
public interface RowSink {
  /**
   * Takes a stretch. The arrays are filled again for the next one.
   *
   * @param series numbers of the series
   * @param timeMillis event times, milliseconds since 1970 UTC
   * @param values in the units of their series
   * @param size places in use; the arrays may be longer
   */
  void take(int[] series, long[] timeMillis, double[] values, int size);
}
