package org.yiwang.engine.program;

import java.util.List;
import org.yiwang.engine.Trace.Predicate;

/** All of several conditions, or at least one of them. */
final class JoinNode extends Node {
  private final boolean all;
  private final List<Node> of;

  JoinNode(String path, boolean all, List<Node> of) {
    super(path);
    this.all = all;
    this.of = List.copyOf(of);
  }

  /** Every part is asked, since a part that is not asked would miss its moment. */
  @Override
  public boolean holds(long[] cell, long now) {
    boolean every = true;
    boolean some = false;
    for (var node : of) {
      boolean holds = node.holds(cell, now);
      every &= holds;
      some |= holds;
    }
    return all ? every : some;
  }

  @Override
  List<Node> children() {
    return of;
  }

  @Override
  public void describe(long[] cell, long now, List<Predicate> into) {
    into.add(Predicate.of(path, holds(cell.clone(), now)));
    for (var node : of) {
      node.describe(cell, now, into);
    }
  }
}
