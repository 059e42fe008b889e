package org.yiwang.bench.server;

import java.util.Arrays;

/** Durations noted by many threads, and their quantiles. */
final class Latencies {
  private long[] nanos = new long[1 << 16];
  private int size;

  synchronized void add(long duration) {
    if (size == nanos.length) {
      nanos = Arrays.copyOf(nanos, size * 2);
    }
    nanos[size++] = duration;
  }

  synchronized int size() {
    return size;
  }

  synchronized void clear() {
    size = 0;
  }

  /** The duration that a share of all does not exceed, in milliseconds. */
  synchronized double quantileMillis(double share) {
    if (size == 0) {
      return Double.NaN;
    }
    var sorted = Arrays.copyOf(nanos, size);
    Arrays.sort(sorted);
    return sorted[(int) Math.min(size - 1L, (long) Math.ceil(share * size) - 1)] / 1e6;
  }

  /** Puts the median, the 99th percentile and the longest into the figures. */
  void report(String what, Figures figures) {
    figures.put(what + " p50", quantileMillis(0.5), "ms");
    figures.put(what + " p99", quantileMillis(0.99), "ms");
    figures.put(what + " longest", quantileMillis(1), "ms");
  }
}
