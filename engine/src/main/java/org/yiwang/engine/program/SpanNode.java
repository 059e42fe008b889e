package org.yiwang.engine.program;

import java.util.List;
import org.yiwang.engine.Trace.Predicate;

/** A condition that waits for a span to pass. One slot: since when it waits. */
abstract class SpanNode extends Node {
  final long spanMillis;
  private final int slot;

  SpanNode(String path, Layout layout, long spanMillis) {
    super(path);
    this.slot = layout.take(1);
    this.spanMillis = spanMillis;
    layout.start(slot, NEVER);
  }

  final boolean waits(long[] cell) {
    return cell[slot] != NEVER;
  }

  /** From a moment on, or {@link #NEVER}. */
  final void waitSince(long[] cell, long moment) {
    cell[slot] = moment;
  }

  final boolean hasPassed(long[] cell, long now) {
    return waits(cell) && now - cell[slot] >= spanMillis;
  }

  @Override
  public long due(long[] cell, long now) {
    long own = waits(cell) ? after(cell[slot] + spanMillis, now) : NOT_DUE;
    return Math.min(own, super.due(cell, now));
  }

  @Override
  public boolean quiet(long[] cell) {
    return !waits(cell) && super.quiet(cell);
  }

  /** Adds itself, without what it is made of. */
  final void describeSpan(long[] cell, long now, List<Predicate> into) {
    Long since = waits(cell) ? cell[slot] : null;
    boolean holds = hasPassed(cell, now);
    into.add(
        new Predicate(
            path,
            holds,
            since == null ? null : (now - since) / 1000.0,
            spanMillis / 1000.0,
            "s",
            null,
            since,
            null,
            null,
            since == null || holds ? null : Long.valueOf(since + spanMillis)));
  }
}
