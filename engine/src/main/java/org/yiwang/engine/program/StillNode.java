package org.yiwang.engine.program;

import java.util.List;
import org.yiwang.engine.Trace.Predicate;

/**
 * Holds when something holds still, a time after an event that came while it held. The first event
 * counts: a command given again does not put the escalation off.
 */
final class StillNode extends SpanNode {
  private final Node of;
  private final Edge event;
  private final boolean ownsOf;

  /**
   * @param ownsOf false when {@code of} is the mildest level, which is described elsewhere
   */
  StillNode(String path, Layout layout, Node of, boolean ownsOf, Node event, long forMillis) {
    super(path, layout, forMillis);
    this.of = of;
    this.ownsOf = ownsOf;
    this.event = new Edge(layout, event);
  }

  @Override
  public boolean holds(long[] cell, long now) {
    boolean came = event.came(cell, now);
    if (!of.holds(cell, now)) {
      waitSince(cell, NEVER);
      return false;
    }
    if (came && !waits(cell)) {
      waitSince(cell, now);
    }
    return hasPassed(cell, now);
  }

  @Override
  public boolean quiet(long[] cell) {
    return event.quiet(cell) && super.quiet(cell);
  }

  @Override
  List<Node> children() {
    return List.of(of, event.of);
  }

  @Override
  public void describe(long[] cell, long now, List<Predicate> into) {
    describeSpan(cell, now, into);
    if (ownsOf) {
      of.describe(cell, now, into);
    }
    event.of.describe(cell, now, into);
  }
}
