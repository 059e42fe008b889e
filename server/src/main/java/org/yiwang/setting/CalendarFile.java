package org.yiwang.setting;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yiwang.engine.WorkCalendar;
import org.yiwang.engine.WorkCalendar.Span;

/**
 * A working calendar as a track writes it: hours for each day of the week, days off, and make-up
 * days, on which Monday's hours hold.
 *
 * @param version raised with every change; the calendar of the installation has one
 */
record CalendarFile(
    @Nullable Integer version,
    String zone,
    Map<String, List<String>> week,
    @Nullable Set<LocalDate> daysOff,
    @Nullable Set<LocalDate> makeUpDays) {
  private static final int MINUTES_OF_A_DAY = 1440;

  /** Several of them, by name. */
  record Named(Map<String, CalendarFile> calendars) {}

  CalendarFile {
    ZoneId.of(zone);
    week.forEach((day, hours) -> hours.forEach(CalendarFile::span));
    week.keySet().forEach(CalendarFile::day);
  }

  /** The same for the engine. */
  WorkCalendar calendar() {
    var byDay = new EnumMap<DayOfWeek, List<Span>>(DayOfWeek.class);
    week.forEach(
        (day, hours) -> byDay.put(day(day), hours.stream().map(CalendarFile::span).toList()));
    var byDate = new HashMap<LocalDate, List<Span>>();
    for (var date : makeUpDays == null ? Set.<LocalDate>of() : makeUpDays) {
      byDate.put(date, byDay.getOrDefault(DayOfWeek.MONDAY, List.of()));
    }
    for (var date : daysOff == null ? Set.<LocalDate>of() : daysOff) {
      byDate.put(date, List.of());
    }
    return new WorkCalendar(ZoneId.of(zone), byDay, byDate);
  }

  private static DayOfWeek day(String name) {
    try {
      return DayOfWeek.valueOf(name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("week: " + name + " is no day of the week", e);
    }
  }

  private static Span span(String text) {
    var parts = text.split("-");
    if (parts.length != 2) {
      throw new IllegalArgumentException("'" + text + "' is no period such as 09:00-12:00");
    }
    var from = minute(parts[0]);
    var to = minute(parts[1]);
    return new Span(from, to > from ? to : to + MINUTES_OF_A_DAY);
  }

  private static int minute(String text) {
    return LocalTime.parse(text).toSecondOfDay() / 60;
  }
}
