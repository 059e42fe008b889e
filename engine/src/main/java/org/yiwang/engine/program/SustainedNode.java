package org.yiwang.engine.program;

import java.util.List;
import org.yiwang.engine.Trace.Predicate;

/** Holds once its condition has held for a time without a break. One slot: since when it holds. */
final class SustainedNode extends Node {
  private final int slot;
  private final Node of;
  private final long forMillis;

  SustainedNode(String path, Layout layout, Node of, long forMillis) {
    super(path);
    this.slot = layout.take(1);
    this.of = of;
    this.forMillis = forMillis;
    layout.start(slot, NEVER);
  }

  Node of() {
    return of;
  }

  long forMillis() {
    return forMillis;
  }

  void restore(long[] cell, long since) {
    cell[slot] = since;
  }

  @Override
  public boolean holds(long[] cell, long now) {
    if (!of.holds(cell, now)) {
      cell[slot] = NEVER;
      return false;
    }
    if (cell[slot] == NEVER) {
      cell[slot] = now;
    }
    return now - cell[slot] >= forMillis;
  }

  @Override
  public long due(long[] cell, long now) {
    long own = cell[slot] == NEVER ? NOT_DUE : after(cell[slot] + forMillis, now);
    return Math.min(own, super.due(cell, now));
  }

  @Override
  public boolean quiet(long[] cell) {
    return cell[slot] == NEVER && super.quiet(cell);
  }

  @Override
  List<Node> children() {
    return List.of(of);
  }

  @Override
  public void describe(long[] cell, long now, List<Predicate> into) {
    boolean since = cell[slot] != NEVER;
    boolean holds = since && now - cell[slot] >= forMillis;
    into.add(
        new Predicate(
            path,
            holds,
            since ? (now - cell[slot]) / 1000.0 : null,
            forMillis / 1000.0,
            "s",
            null,
            since ? cell[slot] : null,
            null,
            null,
            since && !holds ? cell[slot] + forMillis : null));
    of.describe(cell, now, into);
  }
}
