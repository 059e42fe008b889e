package org.yiwang.engine.program;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yiwang.engine.Trace.Predicate;

/** No reading for a while. The one slot holds the time of the last reading. */
public final class SilentLeaf extends Leaf {
  private final int slot;
  private final long forMillis;
  private final @Nullable String property;

  SilentLeaf(String path, Layout layout, @Nullable String property, long forMillis) {
    super(path);
    this.slot = layout.take(1);
    this.forMillis = forMillis;
    this.property = property;
    layout.start(slot, NEVER);
  }

  /** The property that must be heard; null for any. */
  public @Nullable String property() {
    return property;
  }

  public long forMillis() {
    return forMillis;
  }

  /** Tells a fresh cell when the subject was last heard before. */
  public void heardBefore(long[] cell, long lastMillis) {
    cell[slot] = lastMillis;
  }

  @Override
  void take(long[] cell, Readings readings, int at) {
    cell[slot] = readings.time(at);
  }

  @Override
  public boolean holds(long[] cell, long now) {
    return cell[slot] != NEVER && now - cell[slot] >= forMillis;
  }

  @Override
  public long due(long[] cell, long now) {
    return cell[slot] == NEVER ? NOT_DUE : after(cell[slot] + forMillis, now);
  }

  /** The engine's own watch rouses it again, so a past reading alone keeps no cell alive. */
  @Override
  public boolean quiet(long[] cell) {
    return true;
  }

  @Override
  double quietHigh(int unit) {
    return Double.POSITIVE_INFINITY;
  }

  @Override
  double quietLow(int unit) {
    return Double.NEGATIVE_INFINITY;
  }

  @Override
  public void describe(long[] cell, long now, List<Predicate> into) {
    boolean heard = cell[slot] != NEVER;
    into.add(
        new Predicate(
            path,
            holds(cell, now),
            heard ? (now - cell[slot]) / 1000.0 : null,
            forMillis / 1000.0,
            "s",
            heard ? cell[slot] : null,
            heard && holds(cell, now) ? cell[slot] + forMillis : null,
            null,
            null,
            heard && !holds(cell, now) ? cell[slot] + forMillis : null));
  }
}
