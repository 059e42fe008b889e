package org.yiwang.engine;

import java.util.ArrayList;

/**
 * Calls judgements and watches when the watermark they wait for is there. A target waits once, for
 * the earliest of its judgements.
 */
final class Waking {
  /** Devices go before subjects at one moment: their rules may withhold readings. */
  private static final long AFTER_DEVICES = 1L << 32;

  private final Engine engine;

  Waking(Engine engine) {
    this.engine = engine;
  }

  /** The least watermark of a target's sources: up to there all about it is known. */
  long mark(int target) {
    return isGroup(target) ? engine.marks.settled : engine.marks.mark[slowestSource(target)];
  }

  private boolean isGroup(int target) {
    return engine.targets.isGroup(target);
  }

  /** Before this moment nothing about a target comes any more. */
  long floor(int target) {
    return isGroup(target)
        ? engine.marks.settled - engine.marks.horizon
        : engine.marks.floor[slowestSource(target)];
  }

  int slowestSource(int target) {
    int sole = engine.targets.source[target];
    return sole == Targets.SEVERAL ? slowestOfSeveral(target) : sole;
  }

  private int slowestOfSeveral(int target) {
    var mark = engine.marks.mark;
    int slowest = -1;
    for (int series : engine.targets.series[target]) {
      int source = engine.catalog.getSeries(series).source();
      // A source that has never delivered is not waited for.
      if (slowest < 0
          || mark[slowest] == Engine.NEVER
          || (mark[source] != Engine.NEVER && mark[source] < mark[slowest])) {
        slowest = source;
      }
    }
    return slowest;
  }

  void schedule(Judgement judgement) {
    judgement.wakeAt = judgement.wake();
    atLatest(judgement.target, judgement.wakeAt);
  }

  /** Has a target woken at a moment, or before it. */
  void atLatest(int target, long moment) {
    if (moment < engine.atWork.on(target).wakeAt) {
      enqueue(target, moment);
    }
  }

  private void enqueue(int target, long moment) {
    var stir = engine.atWork.begin(target);
    long before = stir.wakeAt;
    stir.wakeAt = moment;
    if (moment == stir.queuedAt) {
      // A duration that comes due in an hour is not queued again with every reading until then.
      return;
    }
    stir.queuedAt = before == Long.MAX_VALUE ? stir.queuedAt : before;
    if (isGroup(target)) {
      engine.marks.groups.add(moment, target);
      return;
    }
    engine.marks.queues[slowestSource(target)].add(
        moment, engine.targets.isDevice(target) ? target : AFTER_DEVICES | target);
  }

  /**
   * A source whose newest reading is before this moment, and not ahead of the clock, moves no
   * watermark for which someone waits.
   */
  long awaited(int source) {
    var marks = engine.marks;
    long due = Math.min(marks.firstWake(source), marks.groups.first());
    // The wheel always waits for a second, so that this can't overflow.
    due = Math.min(due, engine.watches.nextTurn) + marks.disorder[source];
    return Math.min(due, engine.aheadOf + 1);
  }

  /** Takes note that a watermark has moved; true when someone waits for it. */
  boolean isDue(int source) {
    var marks = engine.marks;
    boolean due =
        marks.foremost >= engine.watches.nextTurn
            || marks.firstWake(source) <= marks.mark[source]
            || marks.groups.first() <= marks.foremost;
    marks.settled = due ? marks.settled : marks.foremost;
    return due;
  }

  void wakeIfDue(int source) {
    if (engine.marks.foremost >= engine.watches.nextTurn) {
      engine.watches.turn();
    }
    if (engine.marks.firstWake(source) <= engine.marks.mark[source]) {
      wake(source);
    }
    wakeGroups();
  }

  /** Wakes the areas whose members have changed, or for which something comes due. */
  void wakeGroups() {
    var queue = engine.marks.groups;
    engine.marks.settled = engine.marks.foremost;
    while (queue.first() <= engine.marks.settled) {
      long moment = queue.first();
      int target = (int) queue.firstWho();
      queue.removeFirst();
      if (isAwaited(target, moment)) {
        wakeTarget(target, moment);
      }
    }
  }

  /** Wakes all that waits for the watermark of a source, the earliest first. */
  void wake(int source) {
    if (engine.marks.foremost >= engine.watches.nextTurn) {
      engine.watches.turn();
    }
    var queue = engine.marks.queues[source];
    var silences = engine.marks.watches[source];
    while (true) {
      boolean silence = silences.first() <= queue.first();
      var earliest = silence ? silences : queue;
      long moment = earliest.first();
      if (moment > engine.marks.mark[source]) {
        break;
      }
      int target = (int) earliest.firstWho();
      earliest.removeFirst();
      if (silence) {
        engine.watches.wake(target, moment);
      } else if (isAwaited(target, moment)) {
        wakeTarget(target, moment);
      }
    }
  }

  /** Whether a target still waits for a moment that has just left the queue. */
  private boolean isAwaited(int target, long moment) {
    var stir = engine.atWork.on(target);
    if (stir.queuedAt == moment) {
      stir.queuedAt = Long.MAX_VALUE;
    }
    return stir.wakeAt == moment;
  }

  private void wakeTarget(int target, long moment) {
    if (mark(target) < moment) {
      enqueue(target, moment);
      return;
    }
    var stir = engine.atWork.on(target);
    stir.wakeAt = Long.MAX_VALUE;
    var away = stir.excursions;
    if (away != null && away.next == null && stir.judgements == null && stir.lulls == null) {
      // By far the most usual.
      engine.excursions.judge(away, moment);
      atLatest(target, away.wakeAt);
      return;
    }
    judgeDue(target, stir, moment);
    atLatest(target, nextOf(engine.atWork.on(target)));
  }

  /** Mostly one thing alone is due; only where there are several does the order of rules matter. */
  private void judgeDue(int target, Stir stir, long moment) {
    int due = 0;
    Excursion away = null;
    for (var at = stir.excursions; at != null; at = at.next) {
      if (at.wakeAt <= moment) {
        away = at;
        due++;
      }
    }
    Judgement judgement = null;
    for (var at = stir.judgements; at != null; at = at.next) {
      if (at.wakeAt <= moment) {
        judgement = at;
        due++;
      }
    }
    Lull lull = null;
    for (var at = stir.lulls; at != null; at = at.next) {
      if (at.wakeAt <= moment) {
        lull = at;
        due++;
      }
    }
    if (due > 1) {
      judgeSeveral(target, stir, moment);
    } else if (away != null) {
      engine.excursions.judge(away, moment);
    } else if (judgement != null) {
      judge(judgement, moment);
    } else if (lull != null) {
      engine.lulls.judge(lull, moment);
    }
  }

  private void judgeSeveral(int target, Stir stir, long moment) {
    if (stir.excursions == null && stir.lulls == null) {
      judgeAll(target, moment);
    } else if (stir.excursions == null && stir.judgements == null) {
      engine.lulls.judgeAll(target, moment);
    } else {
      judgeInTurn(target, moment);
    }
  }

  private static long nextOf(Stir stir) {
    long next = Long.MAX_VALUE;
    for (var at = stir.judgements; at != null; at = at.next) {
      next = Math.min(next, at.wakeAt);
    }
    for (var at = stir.excursions; at != null; at = at.next) {
      next = Math.min(next, at.wakeAt);
    }
    for (var at = stir.lulls; at != null; at = at.next) {
      next = Math.min(next, at.wakeAt);
    }
    return next;
  }

  private void judgeAll(int target, long moment) {
    for (var at = engine.atWork.on(target).judgements; at != null; ) {
      // It may be dismissed, and its place in the chain with it.
      var following = at.next;
      if (at.wakeAt <= moment) {
        judge(at, moment);
      }
      at = following;
    }
  }

  /** What is found at one moment is said in the order of the rules, whichever way it was found. */
  private void judgeInTurn(int target, long moment) {
    var due = new ArrayList<Excursion>();
    for (var at = engine.atWork.on(target).excursions; at != null; at = at.next) {
      if (at.wakeAt <= moment) {
        due.add(at);
      }
    }
    var judged = new int[due.size()];
    for (int rule = 0; rule < engine.programs.size(); rule++) {
      for (int i = 0; i < judged.length; i++) {
        int which = due.get(i).bands.find(rule);
        judged[i] = which < 0 ? judged[i] : engine.excursions.judge(due.get(i), which, moment);
      }
      var lull = engine.lulls.find(target, rule);
      if (lull != null) {
        engine.lulls.judge(lull, moment);
      }
      var judgement = engine.atWork.find(target, rule);
      if (judgement != null && judgement.wakeAt <= moment) {
        judge(judgement, moment);
      }
    }
    for (int i = 0; i < judged.length; i++) {
      due.get(i).judged = judged[i];
      engine.excursions.finish(due.get(i), moment);
    }
  }

  private void judge(Judgement judgement, long moment) {
    judgement.wakeAt = Long.MAX_VALUE;
    int said = judgement.emitted.size();
    judgement.advance(moment);
    engine.careful.passOn(judgement);
    for (; said < judgement.emitted.size(); said++) {
      engine.emit(judgement, judgement.recalled(judgement.emitted.get(said)));
    }
    engine.areas.update(judgement);
    judgement.settle(Math.min(moment, floor(judgement.target)));
    if (judgement.idle()) {
      engine.atWork.remove(judgement);
      if (!judgement.program.silents().isEmpty()) {
        // What came due at the moment of its last reading has been judged with that reading.
        engine.watches.watch(judgement.target, Math.max(moment, judgement.doneMillis + 1));
      }
    } else {
      judgement.wakeAt = judgement.wake();
    }
  }
}
