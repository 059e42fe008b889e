package org.yiwang.engine.program;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yiwang.engine.FindingKind;
import org.yiwang.engine.Level;
import org.yiwang.engine.Trace.Predicate;

/**
 * The episode of one subject: none, or open at a level. It steps up at once, and steps down or ends
 * when the level was kept long enough and things have been better long enough.
 */
public final class Grade {
  private static final int LEVEL = 0;
  private static final int START = 1;
  private static final int SINCE = 2;
  private static final int BETTER = 3;
  private static final int KEY = 4;
  private static final int SPENT = 5;
  private static final int SLOTS = 9;

  private final int slot;
  private final @Nullable Node[] bySeverity = new Node[5];
  private final long holdMillis;
  private final long endsAfterMillis;

  /** Severity of the only level; 0 where there are several. */
  private final int only;

  Grade(Layout layout, Map<Level, Node> levels, long holdMillis, long endsAfterMillis) {
    this.slot = layout.take(SLOTS);
    levels.forEach((level, node) -> bySeverity[level.severity()] = node);
    this.holdMillis = holdMillis;
    this.endsAfterMillis = endsAfterMillis;
    this.only = levels.size() == 1 ? levels.keySet().iterator().next().severity() : 0;
    layout.start(slot + BETTER, Node.NEVER);
  }

  /** Judges one moment, after its readings were taken; says what changed, if anything. */
  public @Nullable FindingKind judge(long[] cell, long now) {
    int wanted = wanted(cell, now);
    int level = (int) cell[slot + LEVEL];
    if (wanted >= level) {
      cell[slot + BETTER] = Node.NEVER;
      return wanted == level ? null : move(cell, now, level, wanted);
    }
    if (cell[slot + BETTER] == Node.NEVER) {
      cell[slot + BETTER] = now;
    }
    return now >= mayStepDown(cell) ? move(cell, now, level, wanted) : null;
  }

  private int wanted(long[] cell, long now) {
    int gravest = 0;
    for (int severity = 1; severity < bySeverity.length; severity++) {
      var node = bySeverity[severity];
      if (node != null && node.holds(cell, now)) {
        gravest = severity;
      }
    }
    return gravest;
  }

  private long mayStepDown(long[] cell) {
    return Math.max(cell[slot + SINCE] + holdMillis, cell[slot + BETTER] + endsAfterMillis);
  }

  private FindingKind move(long[] cell, long now, int from, int to) {
    if (from > 0) {
      cell[slot + SPENT + from - 1] += now - cell[slot + SINCE];
    } else {
      cell[slot + START] = now;
      cell[slot + KEY] = now;
      for (int i = 0; i < 4; i++) {
        cell[slot + SPENT + i] = 0;
      }
    }
    cell[slot + LEVEL] = to;
    cell[slot + SINCE] = now;
    cell[slot + BETTER] = Node.NEVER;
    if (from == 0) {
      return FindingKind.BEGAN;
    }
    return to == 0 ? FindingKind.ENDED : FindingKind.LEVEL_CHANGED;
  }

  long due(long[] cell, long now) {
    long least = Node.NOT_DUE;
    if (cell[slot + BETTER] != Node.NEVER) {
      least = Node.after(mayStepDown(cell), now);
    }
    for (var node : bySeverity) {
      if (node != null) {
        least = Math.min(least, node.due(cell, now));
      }
    }
    return least;
  }

  boolean quiet(long[] cell) {
    if (cell[slot + LEVEL] != 0) {
      return false;
    }
    for (var node : bySeverity) {
      if (node != null && !node.quiet(cell)) {
        return false;
      }
    }
    return true;
  }

  /** Takes an open episode over from a cell of another shape; the grade lies at the end of both. */
  void carry(long[] from, long[] to) {
    System.arraycopy(from, from.length - SLOTS, to, slot, SLOTS);
    to[slot + BETTER] = Node.NEVER;
  }

  /** Whether an episode is open in the cell of any rule, though the rule be unknown. */
  public static boolean isOpen(long[] cell) {
    return cell[cell.length - SLOTS + LEVEL] != 0;
  }

  /** Start of the episode in the cell of any rule. */
  public static long startIn(long[] cell) {
    return cell[cell.length - SLOTS + START];
  }

  /** Key of the episode in the cell of any rule. */
  public static long keyIn(long[] cell) {
    return cell[cell.length - SLOTS + KEY];
  }

  public @Nullable Level level(long[] cell) {
    int severity = (int) cell[slot + LEVEL];
    return severity == 0 ? null : Level.ofSeverity(severity);
  }

  /** Start of the episode that is open, or of the last one. */
  public long start(long[] cell) {
    return cell[slot + START];
  }

  /** The start under which the episode was first announced; late data may move the real one. */
  public long key(long[] cell) {
    return cell[slot + KEY];
  }

  public void setKey(long[] cell, long key) {
    cell[slot + KEY] = key;
  }

  /** The level of a rule that has one only. */
  public Level onlyLevel() {
    return Level.ofSeverity(only);
  }

  /** Puts a cell to one episode at the only level. */
  public void restore(long[] cell, long start, boolean ended, long spentMillis) {
    cell[slot + LEVEL] = ended ? 0 : only;
    cell[slot + START] = start;
    cell[slot + SINCE] = ended ? start + spentMillis : start;
    cell[slot + KEY] = start;
    cell[slot + SPENT + only - 1] = ended ? spentMillis : 0;
  }

  /** The rule as a band, where it is no more than one; else null. */
  @Nullable Band band(Program program, int unit) {
    var node = plainNode();
    var sustained = node instanceof SustainedNode found ? found : null;
    var of = sustained == null ? node : sustained.of();
    return of instanceof LimitLeaf leaf && leaf.isOfOneSensor()
        ? new Band(program, leaf, sustained, leaf.bounds(unit))
        : null;
  }

  /** Whether it is silence alone that is looked for. */
  boolean isSilence() {
    return plainNode() instanceof SilentLeaf;
  }

  /** The only condition, where nothing is held or put off; else null. */
  private @Nullable Node plainNode() {
    return holdMillis == 0 && endsAfterMillis == 0 ? bySeverity[only] : null;
  }

  /** How long the episode has been at each level. */
  Map<Level, Long> spent(long[] cell, long now) {
    var spent = new EnumMap<Level, Long>(Level.class);
    for (int severity = 4; severity > 0; severity--) {
      long millis = cell[slot + SPENT + severity - 1];
      if (cell[slot + LEVEL] == severity) {
        millis += now - cell[slot + SINCE];
      }
      if (millis > 0 || cell[slot + LEVEL] == severity) {
        spent.put(Level.ofSeverity(severity), millis);
      }
    }
    return spent;
  }

  List<Predicate> describe(long[] cell, long now) {
    var predicates = new ArrayList<Predicate>();
    for (int severity = 4; severity > 0; severity--) {
      var node = bySeverity[severity];
      if (node != null) {
        node.describe(cell, now, predicates);
      }
    }
    return predicates;
  }
}
