package org.yiwang.engine.program;

import java.util.List;
import org.yiwang.engine.Trace.Predicate;
import org.yiwang.engine.condition.Condition;

/**
 * So many members are on. Its readings are the moments at which a member goes on (a value above 0)
 * or off (below 0); the size of the value is how many members there are then. Slots: how many are
 * on, how many there are, and since when it holds.
 */
final class MembersLeaf extends Leaf implements GroupLeaf {
  private static final int ON = 0;
  private static final int ALL = 1;
  private static final int SINCE = 2;

  private final int slot;
  private final int number;
  private final double share;

  MembersLeaf(String path, Layout layout, Condition.Members members) {
    super(path);
    this.slot = layout.take(3);
    this.number = members.number();
    this.share = members.share();
    layout.start(slot + SINCE, NEVER);
  }

  private double wanted(long[] cell) {
    return Math.max(number, share * cell[slot + ALL]);
  }

  @Override
  void take(long[] cell, Readings readings, int at) {
    cell[slot + ON] += readings.value(at) > 0 ? 1 : -1;
    cell[slot + ALL] = Math.round(Math.abs(readings.value(at)));
  }

  @Override
  public int concerned(long[] cell) {
    return (int) cell[slot + ON];
  }

  @Override
  public boolean holds(long[] cell, long now) {
    boolean holds = cell[slot + ON] >= wanted(cell) && cell[slot + ON] > 0;
    if (holds && cell[slot + SINCE] == NEVER) {
      cell[slot + SINCE] = now;
    } else if (!holds) {
      cell[slot + SINCE] = NEVER;
    }
    return holds;
  }

  @Override
  public boolean quiet(long[] cell) {
    return cell[slot + ON] == 0;
  }

  @Override
  public void describe(long[] cell, long now, List<Predicate> into) {
    long since = cell[slot + SINCE];
    double on = cell[slot + ON];
    into.add(
        new Predicate(
            path,
            since != NEVER,
            on,
            Math.ceil(wanted(cell)),
            null,
            null,
            since == NEVER ? null : since,
            null,
            null,
            null));
  }
}
