package org.yiwang.engine;

/** Takes readings that came later than the lateness allowed: counted, and not judged. */
@FunctionalInterface
public interface LateSink {
  void take(int series, long timeMillis, double value);
}
