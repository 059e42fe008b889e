package org.yiwang.engine;

import java.util.List;
import java.util.Map;

/** Judges a subject up to a moment without saying anything, to tell how its rule stands there. */
final class Explainer {
  private Explainer() {}

  static Explanation explain(Engine engine, String ruleId, int subject, long moment) {
    var index = engine.ruleIndex.get(ruleId);
    if (index == null) {
      throw new IllegalArgumentException("no rule " + ruleId);
    }
    var program = engine.programs.get(index);
    var judgement = engine.atWork.find(subject, index);
    if (judgement == null) {
      judgement = engine.rousing.aside(subject, index, engine.mark(subject));
    }
    var rule = program.rule();
    if (moment <= judgement.baseMillis) {
      var nothing = new Trace(moment, moment, List.of(), List.of(), Map.of(), "out of reach");
      return new Explanation(ruleId, rule.version(), subject, moment, false, null, nothing);
    }
    var cell = judgement.cellAt(moment);
    return new Explanation(
        ruleId,
        rule.version(),
        subject,
        moment,
        true,
        program.grade().level(cell),
        judgement.trace(cell, moment, null));
  }
}
