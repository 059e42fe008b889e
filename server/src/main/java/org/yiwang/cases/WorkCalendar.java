package org.yiwang.cases;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * When the centres work: hours for each day of the week, days off (holidays) and make-up days (调休:
 * a weekend day on which Monday's hours hold), as in a track's {@code calendar.yaml}.
 */
public record WorkCalendar(
    int version,
    String zone,
    Map<String, List<String>> week,
    Set<LocalDate> daysOff,
    Set<LocalDate> makeUpDays) {
  /** A year without a single working hour is a fault of the file, not a long holiday. */
  private static final int MOST_DAYS = 366;

  /** From one time of the day to another. */
  record Hours(LocalTime from, LocalTime to) {
    static Hours parse(String text) {
      var parts = text.split("-");
      if (parts.length != 2) {
        throw new IllegalArgumentException("'" + text + "' is no period such as 09:00-12:00");
      }
      var hours = new Hours(LocalTime.parse(parts[0]), LocalTime.parse(parts[1]));
      if (!hours.from.isBefore(hours.to)) {
        throw new IllegalArgumentException("'" + text + "' ends before it begins");
      }
      return hours;
    }
  }

  public WorkCalendar {
    week = week == null ? Map.of() : Map.copyOf(week);
    daysOff = daysOff == null ? Set.of() : Set.copyOf(daysOff);
    makeUpDays = makeUpDays == null ? Set.of() : Set.copyOf(makeUpDays);
    for (var day : week.keySet()) {
      var known = java.util.Arrays.stream(DayOfWeek.values()).map(DayOfWeek::name);
      if (known.noneMatch(name -> name.equals(day.toUpperCase(Locale.ROOT)))) {
        throw new IllegalArgumentException("week: " + day + " is no day of the week");
      }
    }
    var periods = week.values().stream().flatMap(List::stream).map(Hours::parse).toList();
    if (periods.isEmpty()) {
      throw new IllegalArgumentException("week: has no working hours");
    }
  }

  /** Whether anybody works on a day. */
  public boolean isWorkingDay(LocalDate day) {
    return !hoursOn(day).isEmpty();
  }

  /** The moment at which so much working time has passed. */
  public Instant afterWorkingTime(Instant start, Duration time) {
    var at = start.atZone(ZoneId.of(zone));
    var left = time;
    for (var days = 0; days < MOST_DAYS; days++) {
      for (var hours : hoursOn(at.toLocalDate())) {
        var from = later(at, at.with(hours.from));
        var to = at.with(hours.to);
        if (from.isBefore(to)) {
          var worked = Duration.between(from, to);
          if (worked.compareTo(left) >= 0) {
            return from.plus(left).toInstant();
          }
          left = left.minus(worked);
        }
      }
      at = at.toLocalDate().plusDays(1).atStartOfDay(at.getZone());
    }
    throw new IllegalStateException("the working calendar has no working hours in a year");
  }

  /** The end of the last of so many working days; the day of the start is not counted. */
  public Instant afterWorkingDays(Instant start, int days) {
    var day = start.atZone(ZoneId.of(zone)).toLocalDate();
    var left = days;
    for (var passed = 0; passed < MOST_DAYS * Math.max(1, days); passed++) {
      day = day.plusDays(1);
      if (isWorkingDay(day) && --left == 0) {
        return day.atTime(hoursOn(day).getLast().to).atZone(ZoneId.of(zone)).toInstant();
      }
    }
    throw new IllegalStateException("the working calendar has no working days in a year");
  }

  private List<Hours> hoursOn(LocalDate day) {
    if (daysOff.contains(day)) {
      return List.of();
    }
    var weekday = makeUpDays.contains(day) ? DayOfWeek.MONDAY : day.getDayOfWeek();
    return week.getOrDefault(weekday.name().toLowerCase(Locale.ROOT), List.of()).stream()
        .map(Hours::parse)
        .collect(Collectors.toList());
  }

  private static ZonedDateTime later(ZonedDateTime one, ZonedDateTime other) {
    return one.isAfter(other) ? one : other;
  }
}
