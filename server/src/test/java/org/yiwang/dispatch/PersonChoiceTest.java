package org.yiwang.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yiwang.people.Candidate;
import org.yiwang.people.OnDuty;
import org.yiwang.people.Person;
import org.yiwang.people.Unit;

/** Ten points a kilometre, fifteen an open task, nobody from further than thirty kilometres. */
class PersonChoiceTest {
  private static final RoutingTable.Choice WEIGHTS = new RoutingTable.Choice(10, 15, 30, "60 min");
  private static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");
  private static final Unit STREET =
      new Unit(1, "U-1", "治理中心", null, Unit.CENTRE, null, "500105001");

  @ParameterizedTest(name = "{0}: {1} points, {2}")
  @CsvSource({
    "682, 0, 93.18, '在岗，距现场 682 米，在办 0 件', 'on duty, 682 m away, open tasks: 0'",
    "1000, 2, 60, '在岗，距现场 1.0 公里，在办 2 件', 'on duty, 1.0 km away, open tasks: 2'",
    "30000, 0, -200, '在岗，距现场 30.0 公里，在办 0 件', 'on duty, 30.0 km away, open tasks: 0'",
    ", 1, -215, '在岗，距现场 未知，在办 1 件', 'on duty, an unknown distance away, open tasks: 1'",
    "30001, 0, , 距离过远, too far away",
  })
  void nearnessAndLoadMakeThePoints(
      @Nullable Double metres, int openTasks, @Nullable Double points, String zh, String en) {
    var verdict = judge(candidate(1, true, List.of(), metres, openTasks), Set.of());
    assertThat(verdict.points()).isEqualTo(points);
    assertThat(verdict.verdict().zh()).isEqualTo(zh);
    assertThat(verdict.verdict().en()).isEqualTo(en);
  }

  @ParameterizedTest(name = "on duty {0}, lacks {1}, asked {2}: {3}")
  @CsvSource({
    "true, '', true, asked before",
    "false, '', false, not on duty",
    "true, gas, false, lacks a skill that is needed",
    "false, gas, true, asked before",
    "false, gas, false, not on duty",
  })
  void whoCannotBeAskedIsToldTheFirstReason(
      boolean onDuty, String lacks, boolean asked, String reason) {
    var missing = lacks.isEmpty() ? List.<String>of() : List.of(lacks);
    var one = candidate(7, onDuty, missing, 10.0, 0);
    var verdict = judge(one, asked ? Set.of(7L) : Set.of());
    assertThat(verdict.points()).isNull();
    assertThat(verdict.verdict().en()).isEqualTo(reason);
  }

  @Test
  void theBestIsChosenAndThoseWhoCannotBeAskedFollow() {
    var result =
        PersonChoice.choose(
            List.of(
                candidate(1, false, List.of(), 5.0, 0),
                candidate(2, true, List.of(), 900.0, 1),
                candidate(3, true, List.of(), 2_000.0, 0),
                candidate(4, true, List.of("gas"), 1.0, 0)),
            Set.of(),
            WEIGHTS);
    assertThat(chosen(result)).isEqualTo(3);
    assertThat(result.candidates())
        .extracting(Reason.Verdict::personId)
        .containsExactly(3L, 2L, 4L, 1L);
  }

  @Test
  void nobodyIsChosenWhereNobodyCanBeAsked() {
    var asked = candidate(1, true, List.of(), 5.0, 0);
    var result = PersonChoice.choose(List.of(asked), Set.of(1L), WEIGHTS);
    assertThat(result.chosen()).isNull();
    assertThat(result.candidates()).hasSize(1);
  }

  @Test
  void ofEqualsTheNearerThenTheLowerNumberIsAsked() {
    var near = candidate(9, true, List.of(), 500.0, 1);
    var far = candidate(2, true, List.of(), 2_000.0, 0);
    assertThat(chosen(PersonChoice.choose(List.of(far, near), Set.of(), WEIGHTS))).isEqualTo(9);
    var same = candidate(3, true, List.of(), 500.0, 1);
    assertThat(chosen(PersonChoice.choose(List.of(near, same), Set.of(), WEIGHTS))).isEqualTo(3);
  }

  @Test
  void eightOfThoseLookedAtAreKept() {
    var many = new ArrayList<Candidate>();
    LongStream.range(0, 20).forEach(n -> many.add(candidate(n, true, List.of(), n * 100.0, 0)));
    assertThat(PersonChoice.choose(many, Set.of(), WEIGHTS).candidates()).hasSize(8);
  }

  private static Reason.Verdict judge(Candidate one, Set<Long> asked) {
    return PersonChoice.choose(List.of(one), asked, WEIGHTS).candidates().getFirst();
  }

  private static @Nullable Long chosen(PersonChoice.Result result) {
    return result.chosen() == null ? null : result.chosen().personId();
  }

  private static Candidate candidate(
      long id, boolean onDuty, List<String> missing, @Nullable Double metres, int openTasks) {
    var person =
        new Person(
            id, "P-" + id, "王", null, "U-1", List.of("grid-worker"), List.of(), "", List.of());
    var duty = onDuty ? new OnDuty(null, null, NOW, NOW.plus(Duration.ofHours(8))) : null;
    return new Candidate(person, STREET, duty, missing, false, metres, null, openTasks);
  }
}
