package org.yiwang.engine.program;

import java.util.List;
import org.yiwang.engine.Trace.Predicate;

/**
 * Holds as long as the second condition does, when that began within a span after the first one
 * began. Slots: when the first began last, and whether it holds.
 */
final class ThenNode extends Node {
  private final Edge first;
  private final Edge second;
  private final int slot;
  private final long withinMillis;

  ThenNode(String path, Layout layout, Node first, Node second, long withinMillis) {
    super(path);
    this.first = new Edge(layout, first);
    this.second = new Edge(layout, second);
    this.slot = layout.take(2);
    this.withinMillis = withinMillis;
    layout.start(slot, NEVER);
  }

  @Override
  public boolean holds(long[] cell, long now) {
    if (first.came(cell, now)) {
      cell[slot] = now;
    }
    boolean came = second.came(cell, now);
    if (cell[slot] != NEVER && now - cell[slot] > withinMillis) {
      cell[slot] = NEVER;
    }
    if (came && cell[slot] != NEVER) {
      cell[slot + 1] = 1;
    } else if (!second.on(cell)) {
      cell[slot + 1] = 0;
    }
    return cell[slot + 1] == 1;
  }

  @Override
  public long due(long[] cell, long now) {
    long own = cell[slot] == NEVER ? NOT_DUE : after(cell[slot] + withinMillis + 1, now);
    return Math.min(own, super.due(cell, now));
  }

  @Override
  public boolean quiet(long[] cell) {
    return cell[slot] == NEVER
        && cell[slot + 1] == 0
        && first.quiet(cell)
        && second.quiet(cell)
        && super.quiet(cell);
  }

  @Override
  List<Node> children() {
    return List.of(first.of, second.of);
  }

  @Override
  public void describe(long[] cell, long now, List<Predicate> into) {
    Long since = cell[slot] == NEVER ? null : cell[slot];
    boolean holds = cell[slot + 1] == 1;
    into.add(
        new Predicate(
            path,
            holds,
            since == null ? null : (now - since) / 1000.0,
            withinMillis / 1000.0,
            "s",
            null,
            since,
            null,
            null,
            null));
    first.of.describe(cell, now, into);
    second.of.describe(cell, now, into);
  }
}
