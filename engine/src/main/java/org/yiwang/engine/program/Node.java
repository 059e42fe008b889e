package org.yiwang.engine.program;

import java.util.List;
import org.yiwang.engine.Trace.Predicate;

/**
 * One compiled condition. A node keeps no state of its own: what it remembers lies in its slots of
 * a cell, the row of longs that belongs to one rule and one subject. So a state is copied, compared
 * and stored by copying the row.
 *
 * <p>A cell is moved through event time: at each moment first {@link Leaf#take} for every reading
 * of that moment, then {@link #holds}, then nothing until the next reading or {@link #due}.
 */
public abstract class Node {
  /** Stands for "at no time" in a slot that holds a time. */
  public static final long NEVER = Long.MIN_VALUE;

  /** Stands for "nothing is due". */
  public static final long NOT_DUE = Long.MAX_VALUE;

  final String path;

  Node(String path) {
    this.path = path;
  }

  /** Whether the condition holds at this moment. Asking twice at one moment changes nothing. */
  public abstract boolean holds(long[] cell, long now);

  /** The next moment after now at which it may change without a reading, else NOT_DUE. */
  public long due(long[] cell, long now) {
    long least = NOT_DUE;
    for (var child : children()) {
      least = Math.min(least, child.due(cell, now));
    }
    return least;
  }

  /** Whether its part of the cell says no more than a fresh cell would. */
  public boolean quiet(long[] cell) {
    for (var child : children()) {
      if (!child.quiet(cell)) {
        return false;
      }
    }
    return true;
  }

  /** Adds how it stands to a trace, itself first. Does not change the cell. */
  public abstract void describe(long[] cell, long now, List<Predicate> into);

  List<Node> children() {
    return List.of();
  }

  static long after(long moment, long now) {
    return moment > now ? moment : NOT_DUE;
  }
}
