package org.yiwang.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yiwang.platform.Text;

class DutyTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final LocalDate MONDAY = LocalDate.of(2026, 1, 5);
  private static final Map<String, Shift> SHIFTS =
      Map.of(
          "day", shift("day", "08:00", "20:00"),
          "night", shift("night", "20:00", "08:00"));

  /** Day, night, off, off, from that Monday on. */
  private static final List<Roster> CYCLE =
      List.of(roster("day", MONDAY, null, 4, 0), roster("night", MONDAY, null, 4, 1));

  @ParameterizedTest
  @CsvSource({
    "2026-01-05T07:59, no",
    "2026-01-05T08:00, day",
    "2026-01-05T19:59, day",
    "2026-01-05T20:00, no",
    "2026-01-06T19:59, no",
    "2026-01-06T20:00, night",
    "2026-01-07T00:00, night",
    "2026-01-07T07:59, night",
    "2026-01-07T08:00, no",
    "2026-01-08T12:00, no",
    "2026-01-09T12:00, day",
    "2028-02-29T12:00, no",
    "2028-03-01T12:00, no",
    "2028-03-03T12:00, day",
    "2026-01-04T12:00, no"
  })
  void aCycleIsCountedFromItsFirstDay(LocalDateTime local, String expected) {
    assertThat(shiftAt(local, CYCLE, List.of())).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-05T09:00, day", "2026-01-09T09:00, day", "2026-01-10T09:00, no",
    "2026-01-11T09:00, no", "2026-01-12T09:00, day", "2026-02-02T09:00, no"
  })
  void aWeekIsACycleOfSevenFromAMonday(LocalDateTime local, String expected) {
    var week = roster("day", MONDAY, LocalDate.of(2026, 2, 1), 7, 0, 1, 2, 3, 4);
    assertThat(shiftAt(local, List.of(week), List.of())).isEqualTo(expected);
  }

  @Test
  void leaveTakesTheDutyOfItsDayAway() {
    var leave = roster(Shift.OFF, MONDAY.plusDays(1), MONDAY.plusDays(2), 1, 0);
    var rosters = List.of(CYCLE.get(0), CYCLE.get(1), leave);

    assertThat(shiftAt(MONDAY.atTime(9, 0), rosters, List.of())).isEqualTo("day");
    assertThat(shiftAt(MONDAY.plusDays(1).atTime(21, 0), rosters, List.of())).isEqualTo("no");
    assertThat(shiftAt(MONDAY.plusDays(2).atTime(3, 0), rosters, List.of())).isEqualTo("no");
  }

  @Test
  void aPersonsOwnWordWinsWhileItLasts() {
    var nine = MONDAY.atTime(9, 0);
    var off = override(MONDAY.atTime(8, 30), MONDAY.atTime(20, 0), false);
    var onAgain = override(MONDAY.atTime(10, 0), MONDAY.atTime(20, 0), true);

    assertThat(shiftAt(nine, CYCLE, List.of(off))).isEqualTo("no");
    assertThat(shiftAt(MONDAY.atTime(11, 0), CYCLE, List.of(off, onAgain))).isEqualTo("day");
    assertThat(shiftAt(MONDAY.plusDays(4).atTime(9, 0), CYCLE, List.of(off))).isEqualTo("day");
  }

  @Test
  void whoGoesOnDutyOutsideTheRosterIsOnDutyWithoutAPost() {
    var on = override(MONDAY.plusDays(2).atTime(9, 0), MONDAY.plusDays(2).atTime(21, 0), true);
    var duty = duty(MONDAY.plusDays(2).atTime(12, 0), CYCLE, List.of(on)).orElseThrow();

    assertThat(duty.post()).isNull();
    assertThat(duty.until()).isEqualTo(instant(MONDAY.plusDays(2).atTime(21, 0)));
  }

  @Test
  void aCycleThatMakesNoSenseIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> roster("day", MONDAY, null, 0, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> roster("day", MONDAY, null, 7, 7));
  }

  private static String shiftAt(
      LocalDateTime local, List<Roster> rosters, List<DutyOverride> overrides) {
    return duty(local, rosters, overrides).map(duty -> String.valueOf(duty.shift())).orElse("no");
  }

  private static java.util.Optional<OnDuty> duty(
      LocalDateTime local, List<Roster> rosters, List<DutyOverride> overrides) {
    return Duty.at(instant(local), rosters, overrides, SHIFTS, ZONE);
  }

  private static Instant instant(LocalDateTime local) {
    return local.atZone(ZONE).toInstant();
  }

  private static Shift shift(String code, String from, String to) {
    return new Shift(code, Text.of(code), LocalTime.parse(from), LocalTime.parse(to));
  }

  private static Roster roster(
      String shift,
      LocalDate from,
      @org.jspecify.annotations.Nullable LocalDate to,
      int every,
      Integer... on) {
    return new Roster(1, "grid-worker", shift, "500105", from, to, every, List.of(on));
  }

  private static DutyOverride override(LocalDateTime since, LocalDateTime until, boolean onDuty) {
    return new DutyOverride(1, instant(since), instant(until), onDuty);
  }
}
