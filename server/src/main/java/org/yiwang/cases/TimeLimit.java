package org.yiwang.cases;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * How long something may take: minutes and emergency hours run around the clock; working hours and
 * days only in the working calendar.
 *
 * @param amount how many
 * @param unit of what
 */
public record TimeLimit(int amount, Unit unit) {
  /** What is counted. */
  public enum Unit {
    MINUTES("min"),
    EMERGENCY_HOURS("emergency hours?"),
    WORKING_HOURS("working hours?"),
    WORKING_DAYS("working days?");

    private final Pattern form;

    Unit(String word) {
      form = Pattern.compile("(\\d{1,5}) " + word);
    }
  }

  /**
   * Reads a time limit.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static TimeLimit parse(String text) {
    for (var unit : Unit.values()) {
      var parts = unit.form.matcher(text.strip());
      if (parts.matches()) {
        return new TimeLimit(Integer.parseInt(parts.group(1)), unit);
      }
    }
    throw new IllegalArgumentException(
        "'%s' is no time limit such as 30 min, 4 emergency hours, 7 working hours or 3 working days"
            .formatted(text));
  }

  /** The moment at which the limit ends when it begins at another. */
  public Instant after(Instant start, WorkCalendar calendar) {
    return switch (unit) {
      case MINUTES -> start.plus(Duration.ofMinutes(amount));
      case EMERGENCY_HOURS -> start.plus(Duration.ofHours(amount));
      case WORKING_HOURS -> calendar.afterWorkingTime(start, Duration.ofHours(amount));
      case WORKING_DAYS -> calendar.afterWorkingDays(start, amount);
    };
  }
}
