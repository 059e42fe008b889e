package org.yiwang.engine.program;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yiwang.engine.Baseline;
import org.yiwang.engine.condition.Condition;

/**
 * A value far from what is usual at its hour of the week. Of a series without a baseline: never.
 */
final class UnusualLeaf extends DifferenceLeaf {
  private final Map<Integer, Baseline> baselines;
  private final double spreads;

  UnusualLeaf(
      String path, Layout layout, Condition.Unusual unusual, Map<Integer, Baseline> baselines) {
    super(path, layout, 1, unusual.atLeast(), unusual.property());
    this.baselines = baselines;
    this.spreads = unusual.spreads();
  }

  @Override
  boolean test(long[] cell, Readings readings, int at, boolean before) {
    var baseline = baselines.get(readings.series(at));
    if (baseline == null) {
      return false;
    }
    long time = readings.time(at);
    double distance = Math.abs(readings.value(at) - baseline.median(time));
    // Of an hour that is not known the distance is NaN, and nothing is unusual.
    return distance > spreads * baseline.spread(time) && distance >= difference(readings, at);
  }

  @Override
  boolean needsEvery() {
    return true;
  }

  @Override
  double limit() {
    return spreads;
  }

  @Override
  @Nullable String unit() {
    return null;
  }
}
