package org.yiwang.engine.program;

import java.util.List;
import org.yiwang.engine.Trace.Predicate;

/**
 * Holds while a condition has begun so many times within a span: at now - span exactly, a beginning
 * no longer counts. Slots: the moments of the last beginnings, oldest first.
 */
final class CountNode extends Node {
  private final Edge event;
  private final int slot;
  private final int times;
  private final long withinMillis;

  CountNode(String path, Layout layout, Node of, int times, long withinMillis) {
    super(path);
    this.event = new Edge(layout, of);
    this.slot = layout.take(times);
    this.times = times;
    this.withinMillis = withinMillis;
    for (int i = 0; i < times; i++) {
      layout.start(slot + i, NEVER);
    }
  }

  @Override
  public boolean holds(long[] cell, long now) {
    if (event.came(cell, now)) {
      System.arraycopy(cell, slot + 1, cell, slot, times - 1);
      cell[slot + times - 1] = now;
    }
    for (int i = 0; i < times; i++) {
      if (cell[slot + i] != NEVER && now - cell[slot + i] >= withinMillis) {
        cell[slot + i] = NEVER;
      }
    }
    return cell[slot] != NEVER;
  }

  @Override
  public long due(long[] cell, long now) {
    long least = super.due(cell, now);
    for (int i = 0; i < times; i++) {
      if (cell[slot + i] != NEVER) {
        return Math.min(least, after(cell[slot + i] + withinMillis, now));
      }
    }
    return least;
  }

  @Override
  public boolean quiet(long[] cell) {
    return cell[slot + times - 1] == NEVER && event.quiet(cell) && super.quiet(cell);
  }

  @Override
  List<Node> children() {
    return List.of(event.of);
  }

  @Override
  public void describe(long[] cell, long now, List<Predicate> into) {
    int counted = 0;
    Long first = null;
    for (int i = times - 1; i >= 0 && cell[slot + i] != NEVER; i--) {
      counted++;
      first = cell[slot + i];
    }
    boolean holds = counted == times;
    into.add(
        new Predicate(
            path, holds, (double) counted, (double) times, null, null, first, null, null, null));
    event.of.describe(cell, now, into);
  }
}
