package org.yiwang.engine;

import java.util.List;
import java.util.Map;
import org.yiwang.engine.Targets.Target;

/** Judges a subject up to a moment without saying anything, to tell how its rule stands there. */
final class Explainer {
  private Explainer() {}

  static Explanation explain(Engine engine, String ruleId, Target about, long moment) {
    int subject = about.subject();
    var index = engine.ruleIndex.get(ruleId);
    if (index == null) {
      throw new IllegalArgumentException("no rule " + ruleId);
    }
    var program = engine.programs.get(index);
    var rule = program.rule();
    int target = engine.targets.find(about);
    var judgement = target < 0 ? null : engine.atWork.find(target, index);
    if (judgement == null && target >= 0) {
      judgement = engine.excursions.judgement(target, index);
      judgement = judgement == null ? engine.lulls.judgement(target, index) : judgement;
    }
    if (judgement == null && target >= 0) {
      judgement = engine.rousing.aside(target, index, engine.waking.mark(target));
    }
    if (judgement == null || moment <= judgement.baseMillis) {
      var nothing =
          new Trace(moment, moment, List.of(), List.of(), Map.of(), List.of(), "out of reach");
      return new Explanation(ruleId, rule.version(), subject, moment, false, null, nothing);
    }
    var cell = judgement.cellAt(moment);
    var trace = judgement.trace(cell, moment, null);
    var group = engine.targets.get(target).kind().isGroup();
    return new Explanation(
        ruleId,
        rule.version(),
        subject,
        moment,
        true,
        program.grade().level(cell),
        group ? engine.areas.withMembers(judgement, trace) : trace);
  }
}
