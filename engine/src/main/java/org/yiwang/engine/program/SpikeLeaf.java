package org.yiwang.engine.program;

import org.yiwang.engine.condition.Condition;

/**
 * A reading far from the one before it, until a reading that is borne out by the one before it. Of
 * a step that lasts, the first reading is a spike, the second is not.
 */
final class SpikeLeaf extends DifferenceLeaf {
  private final long withinMillis;

  SpikeLeaf(String path, Layout layout, Condition.Spike spike) {
    super(path, layout, 1, spike.by(), spike.property());
    this.withinMillis = spike.withinMillis();
  }

  @Override
  boolean test(long[] cell, Readings readings, int at, boolean before) {
    int previous = readings.before(at, readings.time(at) - withinMillis);
    return previous >= 0
        && Math.abs(readings.value(at) - readings.value(previous)) > difference(readings, at);
  }

  @Override
  long memoryMillis() {
    return withinMillis;
  }
}
