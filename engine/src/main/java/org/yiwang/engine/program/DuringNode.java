package org.yiwang.engine.program;

import java.util.List;
import org.yiwang.engine.Trace.Predicate;
import org.yiwang.engine.WorkCalendar;

/**
 * Holds while a calendar is open. It depends on the time alone and has no slot; the span asked for
 * last is remembered beside it, since the next question is nearly always about the same.
 */
final class DuringNode extends Node {
  /** Moments that stand for "when it is open" and not, to see what holds without readings. */
  static final long OPEN = Long.MAX_VALUE;

  static final long CLOSED = Long.MAX_VALUE - 1;

  private final WorkCalendar calendar;
  private long from = 1;
  private long to;
  private boolean open;

  DuringNode(String path, WorkCalendar calendar) {
    super(path);
    this.calendar = calendar;
  }

  private void ask(long now) {
    if (now < from || now >= to) {
      open = calendar.isOpen(now);
      from = now;
      to = calendar.nextChange(now);
    }
  }

  @Override
  public boolean holds(long[] cell, long now) {
    if (now >= CLOSED) {
      return now == OPEN;
    }
    ask(now);
    return open;
  }

  @Override
  public long due(long[] cell, long now) {
    ask(now);
    return to;
  }

  @Override
  public void describe(long[] cell, long now, List<Predicate> into) {
    into.add(Predicate.of(path, holds(cell, now)));
  }
}
