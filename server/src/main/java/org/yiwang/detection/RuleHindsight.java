package org.yiwang.detection;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yiwang.backtest.Span;
import org.yiwang.engine.Explanation;
import org.yiwang.engine.Hindsight;
import org.yiwang.engine.ReadingBlock;
import org.yiwang.engine.Rule;
import org.yiwang.engine.RuleSet;
import org.yiwang.intake.PastReadings;
import org.yiwang.registry.Datastream;
import org.yiwang.setting.PastSetting;

/** Why a rule did, or did not, see anything in a subject or area at any past moment. */
@Component
public class RuleHindsight {
  /** What lies further back than this is taken to have no part in it. */
  private static final Duration BACK = Duration.ofDays(3);

  private final PastReadings readings;
  private final RuleChecks checks;
  private final PastSetting setting;

  RuleHindsight(PastReadings readings, RuleChecks checks, PastSetting setting) {
    this.readings = readings;
    this.checks = checks;
    this.setting = setting;
  }

  /**
   * Judges the stored readings again up to the moment, in the setting of the moment.
   *
   * @param among the rule with those it refers to
   * @param device for a rule about devices, else null
   * @param area path, for a rule about areas, else null
   */
  public Explanation explain(
      Rule rule,
      RuleSet among,
      long subject,
      @Nullable String device,
      @Nullable String area,
      Instant at) {
    var members = members(rule, subject, area);
    var span = new Span(at.minus(BACK).toEpochMilli(), at.toEpochMilli() + 1);
    var history = new CoveredHistory(readings, members, span, reached -> {});
    var usual = setting.at(among, at);
    var hindsight =
        new Hindsight(among.only(rule.id()), history.catalog(), usual, at.toEpochMilli());
    history.read((series, times, values, size) ->
        hindsight.accept(ReadingBlock.over(series, times, values, size)));
    var engine = hindsight.engine();
    // What comes due between the last reading and the moment is judged still.
    engine.advanceTo(at.toEpochMilli(), finding -> {});
    if (area != null) {
      return engine.explainArea(rule.id(), area, at.toEpochMilli());
    }
    return device == null
        ? engine.explain(rule.id(), Math.toIntExact(subject), at.toEpochMilli())
        : engine.explain(rule.id(), Math.toIntExact(subject), device, at.toEpochMilli());
  }

  /** By what of the time an explanation is given. */
  public PastSetting.Used usedAt(RuleSet among, Instant at) {
    return setting.during(among, at, at.plusMillis(1)).used();
  }

  /** A rule about areas or surroundings looks at others than the subject. */
  private List<Datastream> members(Rule rule, long subject, @Nullable String area) {
    return checks.members(rule).stream()
        .filter(one ->
            rule.about().isGroup()
                ? area == null || one.areaPath().startsWith(area)
                : one.subject() == subject)
        .toList();
  }
}
