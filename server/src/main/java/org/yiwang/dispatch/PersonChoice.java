package org.yiwang.dispatch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yiwang.dispatch.Reason.Verdict;
import org.yiwang.people.Candidate;
import org.yiwang.platform.Text;

/**
 * Who is asked to do the work: on duty, able, not asked before; then the nearest and least loaded.
 * The reasons for everyone who was looked at are kept with the task.
 */
final class PersonChoice {
  /** How many of those not chosen are kept with their reasons. */
  private static final int KEPT = 8;

  /** The person chosen, if anyone can be asked, and the verdicts, best first. */
  record Result(@Nullable Verdict chosen, List<Verdict> candidates) {}

  private PersonChoice() {}

  /** Chooses among the candidates; persons asked before are passed over. */
  static Result choose(
      List<Candidate> candidates, Set<Long> askedBefore, RoutingTable.Choice weights) {
    var verdicts = new ArrayList<Verdict>();
    for (var candidate : candidates) {
      verdicts.add(judge(candidate, askedBefore, weights));
    }
    Comparator<Verdict> best =
        Comparator.comparingDouble(v -> v.points() == null ? Double.MAX_VALUE : -v.points());
    verdicts.sort(
        best.thenComparingDouble(
                v -> v.distanceMetres() == null ? Double.MAX_VALUE : v.distanceMetres())
            .thenComparingLong(Verdict::personId));
    var first = verdicts.isEmpty() ? null : verdicts.getFirst();
    var chosen = Optional.ofNullable(first).filter(v -> v.points() != null).orElse(null);
    return new Result(chosen, List.copyOf(verdicts.subList(0, Math.min(KEPT, verdicts.size()))));
  }

  private static Verdict judge(
      Candidate candidate, Set<Long> askedBefore, RoutingTable.Choice weights) {
    var distance = candidate.distanceMetres();
    if (askedBefore.contains(candidate.person().id())) {
      return verdict(candidate, null, new Text("已派过，未接单", "asked before"));
    }
    if (!candidate.isOnDuty()) {
      return verdict(candidate, null, new Text("不在岗", "not on duty"));
    }
    if (!candidate.missingSkills().isEmpty()) {
      return verdict(candidate, null, new Text("缺少所需技能", "lacks a skill that is needed"));
    }
    if (distance != null && distance > weights.maxKilometres() * 1000) {
      return verdict(candidate, null, new Text("距离过远", "too far away"));
    }
    var kilometres = distance == null ? weights.maxKilometres() : distance / 1000;
    var points =
        100 - weights.perKilometre() * kilometres - weights.perOpenTask() * candidate.openTasks();
    var text =
        new Text(
            "在岗，距现场 %s，在办 %d 件".formatted(away(distance, "未知", "米", "公里"), candidate.openTasks()),
            "on duty, %s away, %d open tasks"
                .formatted(
                    away(distance, "an unknown distance", "m", "km"), candidate.openTasks()));
    return verdict(candidate, points, text);
  }

  private static Verdict verdict(Candidate candidate, @Nullable Double points, Text text) {
    return new Verdict(
        candidate.person().id(),
        candidate.person().name(),
        candidate.distanceMetres(),
        candidate.openTasks(),
        candidate.isOnDuty(),
        candidate.answersForGrid(),
        candidate.person().skills(),
        points,
        text);
  }

  private static String away(
      @Nullable Double metres, String unknown, String metre, String kilometre) {
    if (metres == null) {
      return unknown;
    }
    return metres < 1000
        ? String.format(Locale.ROOT, "%.0f %s", metres, metre)
        : String.format(Locale.ROOT, "%.1f %s", metres / 1000, kilometre);
  }
}
