package org.yiwang.people;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A repeating duty of one person.
 *
 * @param shift code of the shift, or {@link Shift#OFF} for leave
 * @param area code of the area the duty is for
 * @param from first day; the cycle is counted from it
 * @param to first day no longer, or null
 * @param every length of the cycle in days: 7 for weeks (from a Monday), 4 for day-night-off-off
 * @param on days of the cycle with duty, the first being 0
 */
record Roster(
    long person,
    String post,
    String shift,
    String area,
    LocalDate from,
    @Nullable LocalDate to,
    int every,
    List<Integer> on) {
  Roster {
    on = List.copyOf(on);
    if (every < 1 || every > 366 || on.stream().anyMatch(day -> day < 0 || day >= every)) {
      throw new IllegalArgumentException("on " + on + " of every " + every + " days");
    }
  }

  boolean covers(LocalDate day) {
    return !day.isBefore(from)
        && (to == null || day.isBefore(to))
        && on.contains((int) (ChronoUnit.DAYS.between(from, day) % every));
  }

  Roster in(String newArea) {
    return new Roster(person, post, shift, newArea, from, to, every, on);
  }
}
