package org.yiwang.engine.program;

import org.jspecify.annotations.Nullable;
import org.yiwang.engine.condition.Condition;

/**
 * A reading far from the one before it, until a reading that is borne out by the one before it. Of
 * a step that lasts, the first reading is a spike, the second is not.
 */
final class SpikeLeaf extends ValueLeaf implements UnitLeaf {
  private final Differences by;
  private final long withinMillis;

  SpikeLeaf(String path, Layout layout, Condition.Spike spike) {
    super(path, layout, 1);
    this.by = new Differences(spike.by(), spike.property());
    this.withinMillis = spike.withinMillis();
  }

  @Override
  boolean test(long[] cell, Readings readings, int at, boolean before) {
    int previous = readings.before(at, readings.time(at) - withinMillis);
    return previous >= 0
        && Math.abs(readings.value(at) - readings.value(previous)) > by.in(readings.unit(at));
  }

  @Override
  long memoryMillis() {
    return withinMillis;
  }

  @Override
  public void check(Units units, String unit) {
    by.check(units, unit);
  }

  @Override
  public void addUnit(Units units, String unit) {
    by.addUnit(units, unit);
  }

  @Override
  double farther(double a, double b) {
    return b;
  }

  @Override
  double limit() {
    return by.value();
  }

  @Override
  @Nullable String unit() {
    return by.unit();
  }
}
