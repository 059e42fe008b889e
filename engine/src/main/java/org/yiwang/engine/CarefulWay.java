package org.yiwang.engine;

import java.util.List;

/**
 * The way of every reading that is not plainly quiet: refused and counted, or given to each
 * judgement it concerns, or first to the rule that may withhold it.
 */
final class CarefulWay {
  private final Engine engine;

  CarefulWay(Engine engine) {
    this.engine = engine;
  }

  void accept(int series, long time, double value) {
    var groups = engine.groups;
    var marks = engine.marks;
    var tally = engine.tally;
    if (series < 0 || series >= groups.state.size() || groups.state.group(series) == -1) {
      tally.unknown++;
      return;
    }
    int group = groups.state.group(series);
    int source = groups.sourceOf[series];
    if (!Double.isFinite(value)) {
      tally.notFinite++;
    } else if (time > engine.aheadOf) {
      tally.ahead++;
    } else if (time < 0
        || (marks.mark[source] != Engine.NEVER
            && (time < marks.mark[source] - groups.lateness[group]
                || time <= marks.forgotten[source]))) {
      tally.tooLate++;
      engine.tooLate.take(series, time, value);
    } else if (isDuplicate(series, time)) {
      tally.duplicate++;
    } else {
      tally.judged++;
      tally.late += time < engine.state.last(series) ? 1 : 0;
      if (marks.mark[source] == Engine.NEVER) {
        // Before anything is queued: what waits must wait for a source that delivers.
        marks.see(source, time, engine.clock);
      }
      var guard = groups.guard[group];
      if (guard == null || !isHeldUp(guard, series, time, value)) {
        deliver(series, time, value);
      }
      marks.see(source, time, engine.clock);
      engine.waking.wakeIfDue(source);
      engine.waking.wakeIfDue(engine.waking.slowestSource(groups.targetOf[series]));
    }
  }

  private boolean isDuplicate(int series, long time) {
    if (time > engine.state.last(series)) {
      // Not the newest of all perhaps, where a rule withholds the newest.
      int device = engine.groups.deviceOf[series];
      return device >= 0 && engine.atWork.has(device, series, time);
    }
    return time == engine.state.last(series)
        || engine.recent.has(series, time)
        || engine.atWork.has(engine.groups.targetOf[series], series, time)
        || (engine.groups.deviceOf[series] >= 0
            && engine.atWork.has(engine.groups.deviceOf[series], series, time));
  }

  /** Whether a rule must look at it first; it is delivered then when that rule has judged. */
  private boolean isHeldUp(Groups.Use guard, int series, long time, double value) {
    int device = engine.groups.deviceOf[series];
    var judgement = engine.atWork.find(device, guard.rule());
    if (guard.isQuiet(value) && (judgement == null || time <= judgement.baseMillis)) {
      return false;
    }
    feed(guard, series, time, value);
    return true;
  }

  /** Gives a reading to the rules, since nothing withholds it. */
  private void deliver(int series, long time, double value) {
    var groups = engine.groups;
    int group = groups.state.group(series);
    boolean first = engine.state.last(series) == Engine.NEVER;
    boolean inOrder = !first && time > engine.state.last(series);
    int target = groups.targetOf[series];
    int device = groups.deviceOf[series];
    engine.lulls.handOverIfLate(target, series, time);
    engine.lulls.handOverIfLate(device, series, time);
    var excursion = engine.excursions.find(target, series);
    if (excursion != null && (!inOrder || excursion.isLate(time))) {
      engine.excursions.handOver(excursion);
      excursion = null;
    }
    if (excursion == null && (first || inOrder)) {
      excursion = engine.excursions.startIfLoud(series, group, time, value);
    }
    remember(series, time, value);
    for (var use : groups.uses[group]) {
      if (excursion == null || use.band() == null) {
        feed(use, series, time, value);
      }
    }
    if (excursion != null) {
      engine.excursions.append(excursion, time, value);
    }
    engine.lulls.hear(target, series, time, value);
    engine.lulls.hear(device, series, time, value);
    if (groups.watched[group]) {
      watch(target, time, inOrder);
      watch(device, time, inOrder);
    }
    if (first) {
      engine.atWork.mark(target);
    }
  }

  /** A watch that is set looks up all that came in order by itself. */
  private void watch(int target, long time, boolean inOrder) {
    if (target >= 0 && (!inOrder || engine.watches.at[target] == Long.MAX_VALUE)) {
      engine.watches.watch(target, time);
    }
  }

  void remember(int series, long time, double value) {
    long before = engine.state.last(series);
    if (time > before) {
      if (before != Engine.NEVER && time - before > engine.marks.horizon) {
        engine.recent.add(series, before, Double.NaN);
      }
      engine.state.setLast(series, time);
    }
    engine.recent.add(series, time, value);
  }

  private void feed(Groups.Use use, int series, long time, double value) {
    boolean loud = !use.isQuiet(value);
    int target = engine.groups.target(use, series);
    var judgement = engine.atWork.find(target, use.rule());
    if (judgement == null) {
      if (loud) {
        judgement =
            engine.rousing.start(
                target, use.rule(), engine.rousing.quietUpTo(target, use.program(), time));
        if (!judgement.has(series, time)) {
          // What may be withheld is not remembered yet.
          judgement.insert(series, time, value, use.wordOf(value));
        }
        engine.waking.schedule(judgement);
      }
      return;
    }
    if (time > judgement.baseMillis) {
      if (judgement.insert(series, time, value, use.wordOf(value))) {
        amend(judgement, time);
      }
    } else if (loud || !use.program().silents().isEmpty()) {
      // Base was fresh when this judgement was roused: rouse it again from before this reading.
      engine.rousing.fill(judgement, time - 1);
      if (!judgement.has(series, time)) {
        judgement.insert(series, time, value, use.wordOf(value));
      }
      amend(judgement, time);
    }
    engine.waking.schedule(judgement);
  }

  void amend(Judgement judgement, long lateMillis) {
    var before = List.copyOf(judgement.emitted);
    judgement.again(engine.waking.mark(judgement.target));
    for (var emission : Amendment.of(judgement, before, lateMillis)) {
      engine.emit(judgement, emission);
    }
    engine.areas.update(judgement);
    passOn(judgement);
  }

  /** Delivers what a rule has judged and does not withhold, and takes back what it now does. */
  void passOn(Judgement judgement) {
    if (judgement.program.rule().withholds() == null) {
      return;
    }
    var readings = judgement.readings;
    for (int i = judgement.baseIndex; i < judgement.liveIndex; i++) {
      if (readings.isPassed(i) == readings.isWithheld(i)) {
        boolean pass = !readings.isWithheld(i);
        readings.setPassed(i, pass);
        if (pass) {
          deliver(readings.series(i), readings.time(i), readings.value(i));
        } else {
          takeBack(readings.series(i), readings.time(i));
        }
      }
    }
  }

  private void takeBack(int series, long time) {
    var groups = engine.groups;
    engine.lulls.handOver(groups.targetOf[series]);
    engine.lulls.handOver(groups.deviceOf[series]);
    engine.recent.forget(series, time);
    if (engine.state.last(series) == time) {
      engine.state.setLast(series, engine.recent.lastAtOrBefore(series, time, Engine.NEVER));
    }
    for (var use : groups.uses[groups.state.group(series)]) {
      int target = groups.target(use, series);
      var judgement = engine.atWork.find(target, use.rule());
      if (judgement == null && !use.program().silents().isEmpty()) {
        // Without this reading there may have been a silence, as far back as may change.
        judgement = engine.rousing.start(target, use.rule(), engine.waking.floor(target) - 1);
        amend(judgement, time);
        engine.waking.schedule(judgement);
      } else if (judgement != null && judgement.remove(series, time)) {
        amend(judgement, time);
        engine.waking.schedule(judgement);
      }
    }
  }
}
