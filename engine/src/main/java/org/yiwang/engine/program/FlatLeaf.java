package org.yiwang.engine.program;

import org.yiwang.engine.condition.Condition;

/**
 * Values that have not left a tolerance around the first of them for a time: a sensor that is
 * stuck. Slots: the first of the values and its time.
 */
final class FlatLeaf extends DifferenceLeaf {
  private final int slot;
  private final long forMillis;

  FlatLeaf(String path, Layout layout, Condition.Flat flat) {
    super(path, layout, 1, flat.tolerance(), flat.property());
    this.slot = layout.take(2);
    this.forMillis = flat.forMillis();
    layout.start(slot + 1, NEVER);
  }

  @Override
  boolean test(long[] cell, Readings readings, int at, boolean before) {
    double value = readings.value(at);
    double first = Double.longBitsToDouble(cell[slot]);
    boolean same = Math.abs(value - first) <= difference(readings, at);
    if (cell[slot + 1] == NEVER || !same) {
      cell[slot] = Double.doubleToRawLongBits(value);
      cell[slot + 1] = readings.time(at);
    }
    return readings.time(at) - cell[slot + 1] >= forMillis;
  }

  @Override
  boolean needsEvery() {
    return true;
  }
}
