package org.yiwang.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkCalendarTest {
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final List<WorkCalendar.Span> HOURS =
      List.of(new WorkCalendar.Span(540, 720), new WorkCalendar.Span(840, 1080));
  private static final WorkCalendar WORK =
      new WorkCalendar(
          SHANGHAI,
          Map.of(DayOfWeek.WEDNESDAY, HOURS, DayOfWeek.THURSDAY, HOURS, DayOfWeek.FRIDAY, HOURS),
          Map.of(
              LocalDate.of(2026, 10, 1), List.of(),
              LocalDate.of(2026, 10, 2), List.of(),
              LocalDate.of(2026, 10, 4), HOURS));

  private static long at(String text) {
    return ZonedDateTime.of(java.time.LocalDateTime.parse(text), SHANGHAI)
        .toInstant()
        .toEpochMilli();
  }

  @Test
  void holidaysAreClosedAndMakeUpDaysOpen() {
    assertThat(WORK.isOpen(at("2026-09-30T08:59"))).isFalse();
    assertThat(WORK.isOpen(at("2026-09-30T09:00"))).isTrue();
    assertThat(WORK.isOpen(at("2026-09-30T12:00"))).isFalse();
    assertThat(WORK.isOpen(at("2026-10-01T10:00"))).isFalse();
    assertThat(WORK.isOpen(at("2026-10-04T10:00"))).isTrue();
    assertThat(WORK.nextChange(at("2026-09-30T15:00"))).isEqualTo(at("2026-09-30T18:00"));
    assertThat(WORK.nextChange(at("2026-09-30T18:00"))).isEqualTo(at("2026-10-04T09:00"));
  }

  @Test
  void aNightBelongsToTheDayItBeginsOn() {
    var friday = EnumSet.of(DayOfWeek.FRIDAY);
    var night = WorkCalendar.daily(SHANGHAI, friday, 22 * 60, 6 * 60);
    assertThat(night.isOpen(at("2026-11-20T23:00"))).isTrue();
    assertThat(night.isOpen(at("2026-11-21T05:59"))).isTrue();
    assertThat(night.isOpen(at("2026-11-21T06:00"))).isFalse();
    assertThat(night.isOpen(at("2026-11-21T23:00"))).isFalse();
    assertThat(night.nextChange(at("2026-11-21T06:00"))).isEqualTo(at("2026-11-27T22:00"));
  }

  @Test
  void closedForGoodNeverChanges() {
    assertThat(new WorkCalendar(SHANGHAI, Map.of(), Map.of()).nextChange(0))
        .isEqualTo(Long.MAX_VALUE);
  }
}
