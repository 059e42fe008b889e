package org.yiwang.engine.program;

/** A node that takes readings. */
public abstract class Leaf extends Node {
  Leaf(String path) {
    super(path);
  }

  /** Takes the reading at a place; it may look back at those before it. */
  abstract void take(long[] cell, Readings readings, int at);

  /** How far before a reading it looks back. */
  long memoryMillis() {
    return 0;
  }

  /** Whether it must see every reading, since any may matter to a later one. */
  boolean needsEvery() {
    return memoryMillis() > 0;
  }

  /** No value in this unit up to here (and none from {@link #quietLow}) can make it hold. */
  double quietHigh(int unit) {
    return Double.NEGATIVE_INFINITY;
  }

  double quietLow(int unit) {
    return Double.POSITIVE_INFINITY;
  }
}
