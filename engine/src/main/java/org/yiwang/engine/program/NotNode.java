package org.yiwang.engine.program;

import java.util.List;
import org.yiwang.engine.Trace.Predicate;

/** Holds when its condition does not. */
final class NotNode extends Node {
  private final Node of;

  NotNode(String path, Node of) {
    super(path);
    this.of = of;
  }

  @Override
  public boolean holds(long[] cell, long now) {
    return !of.holds(cell, now);
  }

  @Override
  List<Node> children() {
    return List.of(of);
  }

  @Override
  public void describe(long[] cell, long now, List<Predicate> into) {
    into.add(Predicate.of(path, !of.holds(cell.clone(), now)));
    of.describe(cell, now, into);
  }
}
