package org.yiwang.engine.program;

import java.util.List;
import org.yiwang.engine.Trace.Predicate;

/**
 * Holds when something holds still, a time after an event that came while it held. The first event
 * counts: a command given again does not put the escalation off. One slot: when the event came.
 */
final class StillNode extends Node {
  private final int slot;
  private final Node of;
  private final Edge event;
  private final long forMillis;
  private final boolean ownsOf;

  /**
   * @param ownsOf false when {@code of} is the mildest level, which is described elsewhere
   */
  StillNode(String path, Layout layout, Node of, boolean ownsOf, Node event, long forMillis) {
    super(path);
    this.slot = layout.take(1);
    this.of = of;
    this.ownsOf = ownsOf;
    this.event = new Edge(layout, event);
    this.forMillis = forMillis;
    layout.start(slot, NEVER);
  }

  @Override
  public boolean holds(long[] cell, long now) {
    boolean came = event.came(cell, now);
    if (!of.holds(cell, now)) {
      cell[slot] = NEVER;
      return false;
    }
    if (came && cell[slot] == NEVER) {
      cell[slot] = now;
    }
    return cell[slot] != NEVER && now - cell[slot] >= forMillis;
  }

  @Override
  public long due(long[] cell, long now) {
    long own = cell[slot] == NEVER ? NOT_DUE : after(cell[slot] + forMillis, now);
    return Math.min(own, super.due(cell, now));
  }

  @Override
  public boolean quiet(long[] cell) {
    return cell[slot] == NEVER && event.quiet(cell) && super.quiet(cell);
  }

  @Override
  List<Node> children() {
    return List.of(of, event.of);
  }

  @Override
  public void describe(long[] cell, long now, List<Predicate> into) {
    boolean came = cell[slot] != NEVER;
    boolean holds = came && now - cell[slot] >= forMillis;
    into.add(
        new Predicate(
            path,
            holds,
            came ? (now - cell[slot]) / 1000.0 : null,
            forMillis / 1000.0,
            "s",
            null,
            came ? cell[slot] : null,
            null,
            null,
            came && !holds ? cell[slot] + forMillis : null));
    if (ownsOf) {
      of.describe(cell, now, into);
    }
    event.of.describe(cell, now, into);
  }
}
