package org.yiwang.engine.program;

import java.util.List;
import org.yiwang.engine.Trace.Predicate;

/** Holds once its condition has held for a time without a break. */
final class SustainedNode extends SpanNode {
  private final Node of;

  SustainedNode(String path, Layout layout, Node of, long forMillis) {
    super(path, layout, forMillis);
    this.of = of;
  }

  Node of() {
    return of;
  }

  @Override
  public boolean holds(long[] cell, long now) {
    if (!of.holds(cell, now)) {
      waitSince(cell, NEVER);
      return false;
    }
    if (!waits(cell)) {
      waitSince(cell, now);
    }
    return hasPassed(cell, now);
  }

  @Override
  List<Node> children() {
    return List.of(of);
  }

  @Override
  public void describe(long[] cell, long now, List<Predicate> into) {
    describeSpan(cell, now, into);
    of.describe(cell, now, into);
  }
}
