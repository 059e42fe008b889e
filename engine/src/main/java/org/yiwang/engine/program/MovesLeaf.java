package org.yiwang.engine.program;

import org.yiwang.engine.condition.Condition;

/**
 * Rises or falls: a reading that lies so much above (below) another one of its series within the
 * span before it. Looks back at the readings themselves, so that it keeps nothing of its own.
 */
final class MovesLeaf extends DifferenceLeaf {
  private final boolean up;
  private final long withinMillis;

  MovesLeaf(String path, Layout layout, Condition.Moves moves) {
    super(path, layout, moves.sensors(), moves.by(), moves.property());
    this.up = moves.up();
    this.withinMillis = moves.withinMillis();
  }

  @Override
  boolean test(long[] cell, Readings readings, int at, boolean before) {
    double value = readings.value(at);
    double least = difference(readings, at);
    long oldest = readings.time(at) - withinMillis;
    for (int i = readings.before(at, oldest); i >= 0; i = readings.before(i, oldest)) {
      double moved = up ? value - readings.value(i) : readings.value(i) - value;
      if (moved >= least) {
        return true;
      }
    }
    return false;
  }

  @Override
  long memoryMillis() {
    return withinMillis;
  }

  @Override
  double farther(double a, double b) {
    return up ? Math.max(a, b) : Math.min(a, b);
  }
}
