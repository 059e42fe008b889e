package org.yiwang.engine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.yiwang.engine.Groups.Silence;
import org.yiwang.engine.program.SilentLeaf;

/**
 * Watches for silence, one a target, so that a quiet reading need not touch any timer: a watch
 * stands at the earliest moment at which some silence could come due, and only then looks up when
 * the target was really heard. Most look-ups end with setting it again.
 *
 * <p>Watches wait in a wheel of seconds that turns with the foremost watermark (hashed timing
 * wheels, Varghese and Lauck 1987), each in a chain through one array. When its second comes, a
 * watch whose target was plainly heard meanwhile goes back to the wheel; so that this can be seen
 * from the newest readings alone, it comes round a little early first. The few others are put in
 * the queue of their source, to be looked at in the order of their exact moments.
 */
final class Watches {
  private static final int SLOTS = 1024;
  private static final int SLOT_MILLIS = 1000;
  private static final int END = -1;
  private static final int OUT = -2;

  /** A watch first comes round a sixteenth of its time early, and not more than this. */
  private static final long MOST_EARLY = 20_000;

  private static final int EARLY_SHIFT = 4;

  private final Engine engine;
  private final Hearing hearing;

  /** Targets of one slot: looked at together, their cache misses overlap. */
  private int[] round = new int[64];

  /** For each target the moment at which its silences are looked at, or Long.MAX_VALUE. */
  long[] at = new long[0];

  /** For each target the next one in its slot, END, or OUT where it is in none. */
  private int[] next = new int[0];

  private final int[] slots = new int[SLOTS];

  /** The second up to which slots have been emptied. */
  private long turned = Engine.NEVER / SLOT_MILLIS;

  /** The watermark at which the wheel turns again. */
  long nextTurn = Engine.NEVER;

  Watches(Engine engine) {
    this.engine = engine;
    this.hearing = new Hearing(engine);
    Arrays.fill(slots, END);
  }

  void ensureTargets(int count) {
    int known = at.length;
    if (count > known) {
      at = Arrays.copyOf(at, count);
      next = Arrays.copyOf(next, count);
      Arrays.fill(at, known, count, Long.MAX_VALUE);
      Arrays.fill(next, known, count, OUT);
    }
    hearing.plan(count);
  }

  /** To be called when a target, and perhaps a device, got another series. */
  void changed(int target, int device) {
    hearing.changed(target);
    hearing.changed(device);
  }

  /** Sets a watch again as a snapshot had it. */
  void resume(int target, long moment) {
    if (moment != Long.MAX_VALUE) {
      arm(target, moment);
    }
  }

  private void arm(int target, long moment) {
    at[target] = moment;
    if (next[target] != OUT || !chain(target, moment - early(moment))) {
      enqueue(target, moment);
    }
  }

  private long early(long moment) {
    long foremost = engine.marks.foremost;
    return foremost == Engine.NEVER || foremost >= moment
        ? 0
        : Math.min(MOST_EARLY, moment - foremost >> EARLY_SHIFT);
  }

  /** Puts a watch into the slot of a moment; false where that has been emptied already. */
  private boolean chain(int target, long moment) {
    long second = Math.floorDiv(moment, SLOT_MILLIS);
    if (second <= turned) {
      return false;
    }
    int slot = (int) second & SLOTS - 1;
    next[target] = slots[slot];
    slots[slot] = target;
    return true;
  }

  private void enqueue(int target, long moment) {
    engine.marks.watches[engine.waking.slowestSource(target)].add(moment, target);
  }

  /** Empties the slots up to the foremost watermark, which no watermark is ahead of. */
  void turn() {
    long to = Math.floorDiv(engine.marks.foremost, SLOT_MILLIS);
    int passed = (int) Math.min(to - turned, SLOTS);
    turned = to;
    nextTurn = (to + 1) * SLOT_MILLIS;
    for (int before = passed - 1; before >= 0; before--) {
      int count = empty((int) (to - before) & SLOTS - 1);
      for (int i = 0; i < count; i++) {
        comeRound(round[i]);
      }
    }
  }

  /** Takes all watches out of a slot; says how many they are. */
  private int empty(int slot) {
    int count = 0;
    for (int target = slots[slot]; target != END; target = next[target]) {
      if (count == round.length) {
        round = Arrays.copyOf(round, count * 2);
      }
      round[count++] = target;
    }
    slots[slot] = END;
    return count;
  }

  private void comeRound(int target) {
    next[target] = OUT;
    long moment = at[target];
    if (moment == Long.MAX_VALUE) {
      return;
    }
    long again = hearing.watchAgain(target, moment);
    if (again != Engine.NEVER) {
      arm(target, again);
    } else if (!chain(target, moment)) {
      enqueue(target, moment);
    }
  }

  /** What the newest readings tell is looked at first: to go through recent ones costs far more. */
  long lastHeard(int target, @Nullable String property, long atOrBefore) {
    long latest = Engine.NEVER;
    for (int series : engine.targets.series[target]) {
      long newest = engine.state.last(series);
      if (newest > latest && newest <= atOrBefore && isOf(series, property)) {
        latest = newest;
      }
    }
    if (latest == atOrBefore) {
      return latest;
    }
    for (int series : engine.targets.series[target]) {
      if (engine.state.last(series) > atOrBefore && isOf(series, property)) {
        long heard = engine.recent.lastAtOrBefore(series, atOrBefore, Engine.NEVER);
        latest = Math.max(latest, heard);
      }
    }
    return latest;
  }

  private boolean isOf(int series, @Nullable String property) {
    return property == null || property.equals(engine.catalog.getSeries(series).property());
  }

  /** Sets the watch of a target to the next silence that may come due from a moment on. */
  void watch(int target, long now) {
    long earliest = at[target];
    for (var silence : engine.targets.silences[target]) {
      if (!isAtWork(target, silence.rule())) {
        earliest = Math.min(earliest, lookAgain(target, silence.leaf(), now));
      }
    }
    if (earliest < at[target]) {
      arm(target, earliest);
    }
  }

  /** The same after a silence has ended, with the reading that ended it. */
  void watchAfter(Lull ended, long now) {
    long soonest = ended.endMillis + ended.silence.leaf().forMillis();
    if (soonest >= now && engine.targets.silences[ended.target].length == 1) {
      // Perhaps heard again since: then this looks a little earlier than it need.
      if (soonest + 1 < at[ended.target]) {
        arm(ended.target, soonest + 1);
      }
    } else {
      watch(ended.target, now);
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
    long earliest = Long.MAX_VALUE;
    for (var silence : engine.targets.silences[target]) {
      if (isAtWork(target, silence.rule())) {
        continue;
      }
      long plain = plainlyHeard(target, silence.leaf(), deadline);
      if (plain != Engine.NEVER) {
        earliest = Math.min(earliest, plain + silence.leaf().forMillis() + 1);
        continue;
      }
      long heard = lastHeard(target, silence.leaf().property(), deadline);
      if (heard != Engine.NEVER && heard + silence.leaf().forMillis() == deadline) {
        begin(silence, target, deadline);
      } else {
        earliest = Math.min(earliest, lookAgain(target, silence.leaf(), moment));
      }
    }
    if (earliest < at[target]) {
      arm(target, earliest);
    }
  }

  private boolean isAtWork(int target, int rule) {
    return engine.atWork.find(target, rule) != null || engine.lulls.isOpen(target, rule);
  }

  private void begin(Silence silence, int target, long deadline) {
    if (engine.lulls.find(target, silence.rule()) != null) {
      // The one before may still be changed by what comes late, and this one with it.
      engine.lulls.handOver(target);
    }
    if (engine.atWork.find(target, silence.rule()) != null) {
      return;
    }
    if (silence.isPlain()
        && lastHeard(target, silence.leaf().property(), Long.MAX_VALUE) <= deadline) {
      engine.lulls.start(silence, target, deadline);
    } else {
      engine.waking.schedule(engine.rousing.start(target, silence.rule(), deadline - 1));
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
      if (isOf(series, leaf.property())) {
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

  long bytes() {
    return at.length * 12L + SLOTS * 4L;
  }
}
