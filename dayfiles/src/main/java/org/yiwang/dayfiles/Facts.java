package org.yiwang.dayfiles;

/**
 * What a set of readings comes to, for comparing it before and after it was moved.
 *
 * @param rows how many there are
 * @param checksum a sum over all of them that no order changes: sums of parts add up
 * @param firstMillis time of the oldest; {@code Long.MAX_VALUE} of none
 * @param lastMillis time of the newest; {@code Long.MIN_VALUE} of none
 */
public record Facts(long rows, long checksum, long firstMillis, long lastMillis) {
  public static final Facts NONE = new Facts(0, 0, Long.MAX_VALUE, Long.MIN_VALUE);

  /** Those of both together. */
  public Facts plus(Facts other) {
    return new Facts(
        rows + other.rows,
        checksum + other.checksum,
        Math.min(firstMillis, other.firstMillis),
        Math.max(lastMillis, other.lastMillis));
  }

  /** Those of a stretch of readings. */
  public static Facts of(int[] series, long[] timeMillis, double[] values, int size) {
    var checksum = 0L;
    var first = Long.MAX_VALUE;
    var last = Long.MIN_VALUE;
    for (var i = 0; i < size; i++) {
      checksum += mixed(timeMillis[i], series[i], values[i]);
      first = Math.min(first, timeMillis[i]);
      last = Math.max(last, timeMillis[i]);
    }
    return new Facts(size, checksum, first, last);
  }

  /**
   * The three numbers of a reading spread over 64 bits, by the finalizer of SplitMix64 (Steele, Lea
   * and Flood 2014) after each.
   */
  private static long mixed(long time, int series, double value) {
    return mix(mix(mix(time) + series) + Double.doubleToRawLongBits(value));
  }

  private static long mix(long bits) {
    var z = bits + 0x9e3779b97f4a7c15L;
    z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return z ^ z >>> 31;
  }
}
