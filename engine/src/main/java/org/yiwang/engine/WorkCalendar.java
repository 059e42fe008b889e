package org.yiwang.engine;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * When a calendar is open: by the day of the week, and otherwise on single dates (holidays, days
 * worked instead).
 *
 * @param week spans of each day of the week; a day that is missing is closed
 * @param dates spans of single dates, which go before the week's
 */
public record WorkCalendar(
    ZoneId zone, Map<DayOfWeek, List<Span>> week, Map<LocalDate, List<Span>> dates) {
  /** A calendar closed for so long is taken as closed for good. */
  private static final int DAYS_AHEAD = 400;

  /**
   * An open span of a day, in minutes from its start by the clock on the wall.
   *
   * @param to up to 1440, or beyond for a span that ends on the next day
   */
  public record Span(int from, int to) {
    public Span {
      if (from < 0 || from >= 1440 || to <= from || to > 2880) {
        throw new IllegalArgumentException("no span of a day: " + from + " to " + to);
      }
    }
  }

  public WorkCalendar {
    var byDay = new EnumMap<DayOfWeek, List<Span>>(DayOfWeek.class);
    week.forEach((day, spans) -> byDay.put(day, List.copyOf(spans)));
    week = Collections.unmodifiableMap(byDay);
    var byDate = new HashMap<LocalDate, List<Span>>();
    dates.forEach((date, spans) -> byDate.put(date, List.copyOf(spans)));
    dates = Collections.unmodifiableMap(byDate);
  }

  /** Open for one span on the given days. */
  public static WorkCalendar daily(ZoneId zone, Set<DayOfWeek> days, int from, int to) {
    var week = new EnumMap<DayOfWeek, List<Span>>(DayOfWeek.class);
    var span = new Span(from, to > from ? to : to + 1440);
    days.forEach(day -> week.put(day, List.of(span)));
    return new WorkCalendar(zone, week, Map.of());
  }

  public boolean isOpen(long millis) {
    var date = Instant.ofEpochMilli(millis).atZone(zone).toLocalDate();
    return isWithin(date.minusDays(1), millis) || isWithin(date, millis);
  }

  private boolean isWithin(LocalDate date, long millis) {
    for (var span : spans(date)) {
      if (at(date, span.from()) <= millis && millis < at(date, span.to())) {
        return true;
      }
    }
    return false;
  }

  /** The next moment after this one at which it opens or closes; Long.MAX_VALUE for never. */
  public long nextChange(long millis) {
    boolean open = isOpen(millis);
    var date = Instant.ofEpochMilli(millis).atZone(zone).toLocalDate().minusDays(1);
    for (int day = 0; day < DAYS_AHEAD; day++) {
      for (long moment : changes(date.plusDays(day))) {
        if (moment > millis && isOpen(moment) != open) {
          return moment;
        }
      }
    }
    return Long.MAX_VALUE;
  }

  private List<Long> changes(LocalDate date) {
    var changes = new ArrayList<Long>();
    for (var span : spans(date)) {
      changes.add(at(date, span.from()));
      changes.add(at(date, span.to()));
    }
    Collections.sort(changes);
    return changes;
  }

  private List<Span> spans(LocalDate date) {
    var own = dates.get(date);
    return own == null ? week.getOrDefault(date.getDayOfWeek(), List.of()) : own;
  }

  /** The clock on the wall counts, also on the days on which it is put forward or back. */
  private long at(LocalDate date, int minute) {
    var day = date.plusDays(minute / 1440);
    return day.atTime(LocalTime.ofSecondOfDay(minute % 1440 * 60L))
        .atZone(zone)
        .toInstant()
        .toEpochMilli();
  }
}
