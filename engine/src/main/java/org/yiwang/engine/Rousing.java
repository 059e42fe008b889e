package org.yiwang.engine;

import org.yiwang.engine.program.Program;
import org.yiwang.engine.program.Readings;

/** Starts judgements where all was quiet so far, from the readings that are remembered. */
final class Rousing {
  private final Engine engine;

  Rousing(Engine engine) {
    this.engine = engine;
  }

  /** Starts a judgement from a fresh cell at a moment up to which all was quiet. */
  Judgement start(int target, int rule, long baseMillis) {
    var judgement = new Judgement(engine.programs.get(rule), rule, target, baseMillis);
    fill(judgement, baseMillis);
    engine.atWork.add(judgement);
    return judgement;
  }

  /** A judgement that is not put to work, with what is remembered of a quiet target. */
  Judgement aside(int target, int rule, long mark) {
    var judgement = new Judgement(engine.programs.get(rule), rule, target, Engine.NEVER);
    // Everything up to here was quiet, so it may stand fresh at the edge of what is remembered.
    long horizon = engine.marks.horizon + 1;
    fill(judgement, Math.max(mark, Engine.NEVER + horizon) - horizon);
    return judgement;
  }

  void fill(Judgement judgement, long baseMillis) {
    var program = judgement.program;
    // What a rule withholds is remembered nowhere but with it.
    var held = program.rule().withholds() == null ? null : judgement.readings.copy();
    judgement.restart(baseMillis);
    for (var leaf : program.silents()) {
      leaf.heardBefore(
          judgement.base, engine.watches.lastHeard(judgement.target, leaf.property(), baseMillis));
    }
    judgement.live = judgement.base.clone();
    for (int series : engine.targets.series[judgement.target]) {
      var use = engine.groups.useOf(series, judgement.rule);
      if (use == null) {
        continue;
      }
      recall(judgement, series, use, baseMillis);
    }
    if (held != null) {
      putBack(held, judgement);
    }
  }

  /** Puts in what is remembered of a series after a moment, where it is not there yet. */
  void recall(Judgement judgement, int series, Groups.Use use, long after) {
    for (long at = engine.recent.newest(series); at >= 0; at = engine.recent.before(at)) {
      long time = engine.recent.time(at);
      double value = engine.recent.value(at);
      if (time > after && !Double.isNaN(value) && !judgement.has(series, time)) {
        // What is remembered has been passed on, where a rule may withhold.
        judgement.insert(series, time, value, use.wordOf(value) | Readings.PASSED);
      }
    }
  }

  private static void putBack(Readings held, Judgement judgement) {
    for (int i = 0; i < held.size(); i++) {
      if (held.time(i) > judgement.baseMillis && !judgement.has(held.series(i), held.time(i))) {
        judgement.insert(held.series(i), held.time(i), held.value(i), held.word(i));
      }
    }
  }

  /** Up to where all was quiet: a silence may be pending between the watermark and a reading. */
  long quietUpTo(int target, Program program, long time) {
    long mark = engine.waking.mark(target);
    boolean pending = !program.silents().isEmpty() && mark != Engine.NEVER;
    return pending ? Math.min(time, mark) - 1 : time - 1;
  }
}
