package org.yiwang.engine.condition;

import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When something counts.
 *
 * @param calendar name of a calendar of the installation; null for a daily span
 * @param fromMinute minute of the day from which it is on
 * @param toMinute minute of the day from which it is off; at or before {@code fromMinute} it is on
 *     over midnight, as part of the day it began on
 * @param days the days of the week on which it begins
 * @param zone where the clock hangs; null for the zone of the installation
 */
public record Schedule(
    @Nullable String calendar,
    int fromMinute,
    int toMinute,
    Set<DayOfWeek> days,
    @Nullable ZoneId zone) {

  public Schedule {
    days = Set.copyOf(days);
  }
}
