package org.yiwang.engine.program;

import java.util.List;
import org.yiwang.engine.Trace.Predicate;

/**
 * Holds when an event was not answered within a span, until it is. An answer that holds already
 * when the event comes counts. One slot: since when an answer is awaited.
 */
final class MissingNode extends Node {
  private final Edge event;
  private final Node answer;
  private final int slot;
  private final long withinMillis;

  MissingNode(String path, Layout layout, Node event, Node answer, long withinMillis) {
    super(path);
    this.event = new Edge(layout, event);
    this.answer = answer;
    this.slot = layout.take(1);
    this.withinMillis = withinMillis;
    layout.start(slot, NEVER);
  }

  @Override
  public boolean holds(long[] cell, long now) {
    if (event.came(cell, now) && cell[slot] == NEVER) {
      cell[slot] = now;
    }
    if (answer.holds(cell, now)) {
      cell[slot] = NEVER;
    }
    return cell[slot] != NEVER && now - cell[slot] >= withinMillis;
  }

  @Override
  public long due(long[] cell, long now) {
    long own = cell[slot] == NEVER ? NOT_DUE : after(cell[slot] + withinMillis, now);
    return Math.min(own, super.due(cell, now));
  }

  @Override
  public boolean quiet(long[] cell) {
    return cell[slot] == NEVER && event.quiet(cell) && super.quiet(cell);
  }

  @Override
  List<Node> children() {
    return List.of(event.of, answer);
  }

  @Override
  public void describe(long[] cell, long now, List<Predicate> into) {
    boolean awaited = cell[slot] != NEVER;
    boolean holds = awaited && now - cell[slot] >= withinMillis;
    into.add(
        new Predicate(
            path,
            holds,
            awaited ? (now - cell[slot]) / 1000.0 : null,
            withinMillis / 1000.0,
            "s",
            null,
            awaited ? cell[slot] : null,
            null,
            null,
            awaited && !holds ? cell[slot] + withinMillis : null));
    event.of.describe(cell, now, into);
    answer.describe(cell, now, into);
  }
}
