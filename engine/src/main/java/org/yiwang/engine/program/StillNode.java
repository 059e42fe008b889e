package org.yiwang.engine.program;

import java.util.List;
import org.yiwang.engine.Trace.Predicate;

/**
 * Holds when something holds still, a time after an event that came while it held. The first event
 * counts: a command given again does not put the escalation off. Slots: when the event came, and
 * whether the event's condition held at the last moment (an event is its beginning to hold).
 */
final class StillNode extends Node {
  private final int slot;
  private final Node of;
  private final Node event;
  private final long forMillis;
  private final boolean ownsOf;
  private final int onAtFirst;

  /**
   * @param ownsOf false when {@code of} is the mildest level, which is described elsewhere
   */
  StillNode(String path, Layout layout, Node of, boolean ownsOf, Node event, long forMillis) {
    super(path);
    this.slot = layout.take(2);
    this.of = of;
    this.ownsOf = ownsOf;
    this.event = event;
    this.forMillis = forMillis;
    // What holds of a subject of which nothing was heard is no event.
    this.onAtFirst = event.holds(layout.fresh(), 0) ? 1 : 0;
    layout.start(slot, NEVER);
    layout.start(slot + 1, onAtFirst);
  }

  @Override
  public boolean holds(long[] cell, long now) {
    boolean on = event.holds(cell, now);
    boolean came = on && cell[slot + 1] == 0;
    cell[slot + 1] = on ? 1 : 0;
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
    return cell[slot] == NEVER && cell[slot + 1] == onAtFirst && super.quiet(cell);
  }

  @Override
  List<Node> children() {
    return List.of(of, event);
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
    event.describe(cell, now, into);
  }
}
