package org.yiwang.engine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.yiwang.engine.program.SilentLeaf;

/**
 * Watches for silence, one a target, so that a quiet reading need not touch any timer: a watch
 * stands at the earliest moment at which some silence could come due, and only then looks up when
 * the target was really heard. Most look-ups end with setting it again.
 */
final class Watches {
  private final Engine engine;

  /** For each target the moment at which its silences are looked at, or Long.MAX_VALUE. */
  long[] at = new long[0];

  Watches(Engine engine) {
    this.engine = engine;
  }

  void ensureTargets(int count) {
    int known = at.length;
    if (count > known) {
      at = Arrays.copyOf(at, count);
      Arrays.fill(at, known, count, Long.MAX_VALUE);
    }
  }

  /** Sets a watch again as a snapshot had it. */
  void resume(int target, long moment) {
    at[target] = moment;
    if (moment != Long.MAX_VALUE) {
      enqueue(target, moment);
    }
  }

  private void enqueue(int target, long moment) {
    engine.marks.watches[engine.waking.slowestSource(target)].add(moment, target);
  }

  long lastHeard(int target, @Nullable String property, long atOrBefore) {
    long latest = Engine.NEVER;
    for (int series : engine.targets.series[target]) {
      if (property == null || property.equals(engine.catalog.getSeries(series).property())) {
        long heard =
            engine.state.last(series) <= atOrBefore
                ? engine.state.last(series)
                : engine.recent.lastAtOrBefore(series, atOrBefore, Engine.NEVER);
        latest = Math.max(latest, heard);
      }
    }
    return latest;
  }

  /** Sets the watch of a target to the next silence that may come due from a moment on. */
  void watch(int target, long now) {
    long next = at[target];
    for (var silence : engine.targets.silences[target]) {
      if (engine.atWork.find(target, silence.rule()) == null) {
        next = Math.min(next, lookAgain(target, silence.leaf(), now));
      }
    }
    if (next < at[target]) {
      at[target] = next;
      enqueue(target, next);
    }
  }

  /** When to look at a silence: after it comes due, or a span later if it already has. */
  private long lookAgain(int target, SilentLeaf leaf, long now) {
    long heard = lastHeard(target, leaf.property(), now);
    if (heard == Engine.NEVER) {
      return Long.MAX_VALUE;
    }
    long due = heard + leaf.forMillis();
    return (due >= now ? due : now + leaf.forMillis()) + 1;
  }

  void wake(int target, long moment) {
    if (at[target] != moment) {
      return;
    }
    if (engine.waking.mark(target) < moment) {
      enqueue(target, moment);
      return;
    }
    at[target] = Long.MAX_VALUE;
    long deadline = moment - 1;
    long next = Long.MAX_VALUE;
    for (var silence : engine.targets.silences[target]) {
      if (engine.atWork.find(target, silence.rule()) != null) {
        continue;
      }
      long plain = plainlyHeard(target, silence.leaf(), deadline);
      if (plain != Engine.NEVER) {
        next = Math.min(next, plain + silence.leaf().forMillis() + 1);
        continue;
      }
      long heard = lastHeard(target, silence.leaf().property(), deadline);
      if (heard != Engine.NEVER && heard + silence.leaf().forMillis() == deadline) {
        engine.waking.schedule(engine.rousing.start(target, silence.rule(), deadline - 1));
      } else {
        next = Math.min(next, lookAgain(target, silence.leaf(), moment));
      }
    }
    if (next < at[target]) {
      at[target] = next;
      enqueue(target, next);
    }
  }

  /**
   * The newest reading, where one series alone shows that there was no silence up to a deadline nor
   * from then to the newest reading; else Engine.NEVER. It spares looking through recent readings.
   */
  private long plainlyHeard(int target, SilentLeaf leaf, long deadline) {
    long newest = Engine.NEVER;
    long before = Engine.NEVER;
    for (int series : engine.targets.series[target]) {
      if (leaf.property() == null
          || leaf.property().equals(engine.catalog.getSeries(series).property())) {
        newest = Math.max(newest, engine.state.last(series));
        before =
            engine.state.last(series) <= deadline
                ? Math.max(before, engine.state.last(series))
                : before;
      }
    }
    boolean plain =
        before != Engine.NEVER
            && before > deadline - leaf.forMillis()
            && newest - before < leaf.forMillis();
    return plain ? newest : Engine.NEVER;
  }
}
