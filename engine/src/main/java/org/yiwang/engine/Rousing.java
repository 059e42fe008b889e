package org.yiwang.engine;

import org.yiwang.engine.program.Program;

/** Starts judgements where all was quiet so far, from the readings that are remembered. */
final class Rousing {
  private final Engine engine;

  Rousing(Engine engine) {
    this.engine = engine;
  }

  /** Starts a judgement from a fresh cell at a moment up to which all was quiet. */
  Judgement start(int subject, int rule, long baseMillis) {
    var judgement = new Judgement(engine.programs.get(rule), rule, subject, baseMillis);
    fill(judgement, baseMillis);
    engine.atWork.add(judgement);
    return judgement;
  }

  /** A judgement that is not put to work, with what is remembered of a quiet subject. */
  Judgement aside(int subject, int rule, long mark) {
    var judgement = new Judgement(engine.programs.get(rule), rule, subject, Engine.NEVER);
    // Everything up to here was quiet, so it may stand fresh at the edge of what is remembered.
    fill(judgement, Math.max(mark, Engine.NEVER + engine.marks.horizon) - engine.marks.horizon - 1);
    return judgement;
  }

  void fill(Judgement judgement, long baseMillis) {
    var program = judgement.program;
    judgement.restart(baseMillis);
    for (var leaf : program.silents()) {
      leaf.heardBefore(
          judgement.base, engine.watches.lastHeard(judgement.subject, leaf.property(), baseMillis));
    }
    judgement.live = judgement.base.clone();
    for (int series : engine.groups.seriesOfSubject[judgement.subject]) {
      var use = engine.groups.useOf(series, judgement.rule);
      if (use == null) {
        continue;
      }
      for (int at = engine.recent.newest(series); at >= 0; at = engine.recent.before(at)) {
        double value = engine.recent.value(at);
        if (engine.recent.time(at) > baseMillis && !Double.isNaN(value)) {
          int port = use.port() | (use.isQuiet(value) ? 0 : 1);
          judgement.insert(series, engine.recent.time(at), value, port);
        }
      }
    }
  }

  /** Up to where all was quiet: a silence may be pending between the watermark and a reading. */
  long quietUpTo(int subject, Program program, long time) {
    long mark = engine.mark(subject);
    boolean pending = !program.silents().isEmpty() && mark != Engine.NEVER;
    return pending ? Math.min(time, mark) - 1 : time - 1;
  }
}
