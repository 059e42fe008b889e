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
import org.yiwang.platform.Texts;

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
      return verdict(candidate, null, Texts.of("choice.asked-before"));
    }
    if (!candidate.isOnDuty()) {
      return verdict(candidate, null, Texts.of("choice.off-duty"));
    }
    if (!candidate.missingSkills().isEmpty()) {
      return verdict(candidate, null, Texts.of("choice.lacks-skill"));
    }
    if (distance != null && distance > weights.maxKilometres() * 1000) {
      return verdict(candidate, null, Texts.of("choice.too-far"));
    }
    var kilometres = distance == null ? weights.maxKilometres() : distance / 1000;
    var points =
        100 - weights.perKilometre() * kilometres - weights.perOpenTask() * candidate.openTasks();
    var text =
        Texts.of("choice.suitable").with("away", away(distance)).with("n", candidate.openTasks());
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

  private static Text away(@Nullable Double metres) {
    if (metres == null) {
      return Texts.of("distance.unknown");
    }
    return metres < 1000
        ? Texts.of("distance.metres").with("n", String.format(Locale.ROOT, "%.0f", metres))
        : Texts.of("distance.kilometres")
            .with("n", String.format(Locale.ROOT, "%.1f", metres / 1000));
  }
}
