package org.yiwang.engine.program;

import java.util.List;
import org.yiwang.engine.Trace.Predicate;

/**
 * Holds when an event was not answered within a span, until it is. An answer that holds already
 * when the event comes counts.
 */
final class MissingNode extends SpanNode {
  private final Edge event;
  private final Node answer;

  MissingNode(String path, Layout layout, Node event, Node answer, long withinMillis) {
    super(path, layout, withinMillis);
    this.event = new Edge(layout, event);
    this.answer = answer;
  }

  @Override
  public boolean holds(long[] cell, long now) {
    if (event.came(cell, now) && !waits(cell)) {
      waitSince(cell, now);
    }
    if (answer.holds(cell, now)) {
      waitSince(cell, NEVER);
    }
    return hasPassed(cell, now);
  }

  @Override
  public boolean quiet(long[] cell) {
    return event.quiet(cell) && super.quiet(cell);
  }

  @Override
  List<Node> children() {
    return List.of(event.of, answer);
  }

  @Override
  public void describe(long[] cell, long now, List<Predicate> into) {
    describeSpan(cell, now, into);
    event.of.describe(cell, now, into);
    answer.describe(cell, now, into);
  }
}
