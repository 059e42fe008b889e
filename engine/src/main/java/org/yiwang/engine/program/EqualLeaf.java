package org.yiwang.engine.program;

import org.jspecify.annotations.Nullable;
import org.yiwang.engine.condition.Condition;

/** A value that equals a number: a switch, a mode, a code. */
final class EqualLeaf extends ValueLeaf {
  private final double wanted;

  EqualLeaf(String path, Layout layout, Condition.Equal equal) {
    super(path, layout, 1);
    this.wanted = equal.value();
  }

  @Override
  boolean test(long[] cell, Readings readings, int at, boolean before) {
    return readings.value(at) == wanted;
  }

  /** Values beyond the wanted one are looked at, though they don't make it hold. */
  @Override
  double quietHigh(int unit) {
    return Math.nextDown(wanted);
  }

  @Override
  double quietLow(int unit) {
    return Double.NEGATIVE_INFINITY;
  }

  @Override
  double farther(double a, double b) {
    return b;
  }

  @Override
  double limit() {
    return wanted;
  }

  @Override
  @Nullable String unit() {
    return null;
  }
}
