package org.yiwang.setting;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeSet;
import org.springframework.stereotype.Component;
import org.yiwang.backtest.SettingOverTime;
import org.yiwang.engine.RuleSet;
import org.yiwang.engine.Setting;
import org.yiwang.platform.Settings;
import org.yiwang.territory.Areas;

/** The setting in which rules were judged at a moment of the past, as far as it is kept. */
@Component
public class PastSetting {
  /**
   * What was in force over a period.
   *
   * @param asToday whether it is all the same as what is in force now
   * @param isKept false where a part of the period lies before what is kept; the oldest that is
   *     kept stands for it
   * @param firstBaseline version of the baselines at the beginning; 0 where none was asked for
   * @param lastBaseline and at the end
   * @param otherNames whether a calendar, a zone or an area was another than it is now
   */
  public record Used(
      boolean asToday, boolean isKept, int firstBaseline, int lastBaseline, boolean otherNames) {}

  /** Moments of a period at which something else took force, its beginning first. */
  public record Changes(List<Instant> moments, Used used) {}

  private final EngineSetting today;
  private final KeptNames names;
  private final Baselines baselines;
  private final Areas areas;
  private final Settings settings;

  PastSetting(
      EngineSetting today, KeptNames names, Baselines baselines, Areas areas, Settings settings) {
    this.today = today;
    this.names = names;
    this.baselines = baselines;
    this.areas = areas;
    this.settings = settings;
  }

  /** What some rules may refer to, as it was at a moment. */
  public Setting at(RuleSet rules, Instant moment) {
    return today.of(rules, baselineAt(rules, moment), namesAt(moment), day(moment));
  }

  /** The same with a version of the baselines that is known. */
  public Setting at(RuleSet rules, Instant moment, int baseline) {
    return today.of(rules, baseline, namesAt(moment), day(moment));
  }

  /** When what some rules refer to changed within a period. */
  public Changes during(RuleSet rules, Instant from, Instant to) {
    var moments = new TreeSet<Instant>();
    var usesBaselines = !rules.propertiesWithBaselines().isEmpty();
    var kept = names.list();
    kept.forEach(one -> moments.add(one.at()));
    if (usesBaselines) {
      moments.addAll(baselines.madeAt().values());
    }
    for (var day = day(from); !day.isAfter(day(to)); day = day.plusDays(1)) {
      if (areas.isChanged(day)) {
        moments.add(day.atStartOfDay(settings.zone()).toInstant());
      }
    }
    var within = new TreeSet<>(moments.subSet(from, to));
    within.add(from);
    var first = baselineAt(rules, from);
    var last = baselineAt(rules, to);
    var otherNames =
        within.stream().anyMatch(at -> !namesAt(at).isSame(today.names(at)))
            || !today.places(day(from)).equals(today.places(areas.today()));
    var isKept =
        !kept.isEmpty()
            && !kept.getFirst().at().isAfter(from)
            && (!usesBaselines
                || baselines.madeAt().values().stream().anyMatch(at -> !at.isAfter(from)));
    var newest = usesBaselines ? today.newestBaseline() : 0;
    var asToday = !otherNames && first == newest && last == newest;
    return new Changes(List.copyOf(within), new Used(asToday, isKept, first, last, otherNames));
  }

  /** What some rules may refer to in the course of a period, each part asked for when reached. */
  public SettingOverTime over(RuleSet rules, Changes changes) {
    var later =
        changes.moments().stream()
            .skip(1)
            .map(at -> new SettingOverTime.Change(at.toEpochMilli(), () -> at(rules, at)))
            .toList();
    return new SettingOverTime(at(rules, changes.moments().getFirst()), later, List.of());
  }

  private int baselineAt(RuleSet rules, Instant moment) {
    return rules.propertiesWithBaselines().isEmpty() ? 0 : baselines.at(moment);
  }

  /** Of the time before anything was kept the oldest is the best guess. */
  private KeptNames.Names namesAt(Instant moment) {
    var kept = names.list();
    return kept.stream()
        .filter(one -> !one.at().isAfter(moment))
        .reduce((earlier, later) -> later)
        .orElseGet(() -> kept.isEmpty() ? today.names(moment) : kept.getFirst());
  }

  private LocalDate day(Instant moment) {
    return LocalDate.ofInstant(moment, settings.zone());
  }
}
