package org.yiwang.engine.program;

import java.util.List;
import org.yiwang.engine.Trace.Predicate;
import org.yiwang.engine.condition.Condition;

/**
 * Among all members so many beginnings within a span: at now - span exactly, one no longer counts.
 * Its readings are those of {@link MembersLeaf}. Slots: the moments of the last beginnings, and how
 * many there have been since it holds, with those that made it hold.
 */
final class EventsLeaf extends Leaf implements GroupLeaf {
  private final int slot;
  private final int times;
  private final long withinMillis;

  EventsLeaf(String path, Layout layout, Condition.Events events) {
    super(path);
    this.times = events.times();
    this.withinMillis = events.withinMillis();
    this.slot = layout.take(times + 1);
    for (int i = 0; i < times; i++) {
      layout.start(slot + i, NEVER);
    }
  }

  @Override
  void take(long[] cell, Readings readings, int at) {
    if (readings.value(at) > 0) {
      System.arraycopy(cell, slot + 1, cell, slot, times - 1);
      cell[slot + times - 1] = readings.time(at);
      cell[slot + times]++;
    }
  }

  @Override
  public int concerned(long[] cell) {
    return (int) cell[slot + times];
  }

  /** For the trace: the members of the span are told. */
  @Override
  long memoryMillis() {
    return withinMillis;
  }

  /** Off again, or on before the span, is nothing to it. */
  @Override
  boolean needsEvery() {
    return false;
  }

  @Override
  public boolean holds(long[] cell, long now) {
    for (int i = 0; i < times; i++) {
      if (cell[slot + i] != NEVER && now - cell[slot + i] >= withinMillis) {
        cell[slot + i] = NEVER;
      }
    }
    boolean holds = cell[slot] != NEVER;
    if (!holds) {
      cell[slot + times] = counted(cell);
    }
    return holds;
  }

  private int counted(long[] cell) {
    int counted = 0;
    for (int i = times - 1; i >= 0 && cell[slot + i] != NEVER; i--) {
      counted++;
    }
    return counted;
  }

  @Override
  public long due(long[] cell, long now) {
    for (int i = 0; i < times; i++) {
      if (cell[slot + i] != NEVER) {
        return after(cell[slot + i] + withinMillis, now);
      }
    }
    return NOT_DUE;
  }

  @Override
  public boolean quiet(long[] cell) {
    return cell[slot + times - 1] == NEVER;
  }

  @Override
  public void describe(long[] cell, long now, List<Predicate> into) {
    int counted = counted(cell);
    Long first = counted == 0 ? null : cell[slot + times - counted];
    boolean holds = counted == times;
    into.add(
        new Predicate(
            path, holds, (double) counted, (double) times, null, null, first, null, null, null));
  }
}
