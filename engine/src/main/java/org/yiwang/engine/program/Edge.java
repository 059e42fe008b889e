package org.yiwang.engine.program;

/** Sees the moment at which a condition begins to hold. One slot: whether it held last time. */
final class Edge {
  final Node of;
  private final int slot;
  private final int onAtFirst;

  /** What holds of a subject of which nothing was heard is no event. */
  Edge(Layout layout, Node of) {
    this.of = of;
    this.slot = layout.take(1);
    this.onAtFirst = of.holds(layout.fresh(), DuringNode.CLOSED) ? 1 : 0;
    layout.start(slot, onAtFirst);
  }

  /** Whether it begins to hold now; true only the first time it is asked at a moment. */
  boolean came(long[] cell, long now) {
    boolean on = of.holds(cell, now);
    boolean came = on && cell[slot] == 0;
    cell[slot] = on ? 1 : 0;
    return came;
  }

  /** Whether it held when last asked. */
  boolean on(long[] cell) {
    return cell[slot] != 0;
  }

  boolean quiet(long[] cell) {
    return cell[slot] == onAtFirst;
  }
}
