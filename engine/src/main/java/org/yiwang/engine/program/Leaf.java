package org.yiwang.engine.program;

/** A node that takes readings. */
public abstract class Leaf extends Node {
  Leaf(String path) {
    super(path);
  }

  /**
   * Takes a reading.
   *
   * @param sensor which of the subject's series of this property, from 0
   * @param unit index of the series' unit in its program
   */
  abstract void take(long[] cell, long now, int sensor, int unit, double value);

  /** No value in this unit up to here (and none from {@link #quietLow}) can make it hold. */
  double quietHigh(int unit) {
    return Double.NEGATIVE_INFINITY;
  }

  double quietLow(int unit) {
    return Double.POSITIVE_INFINITY;
  }
}
