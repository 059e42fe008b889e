package org.yiwang.backtest;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;

/**
 * A stretch of time.
 *
 * @param fromMillis first moment
 * @param toMillis moment after the last
 */
public record Span(long fromMillis, long toMillis) {
  public static final Span ALWAYS = new Span(Long.MIN_VALUE, Long.MAX_VALUE);

  /**
   * Reads both ends: days, of which the last is in it as a whole, or moments.
   *
   * @param from empty for no beginning
   * @param to empty for no end
   * @throws WrongInput when one is neither, or they are the wrong way round
   */
  public static Span read(String from, String to, ZoneId zone) {
    var start = from.isEmpty() ? Long.MIN_VALUE : moment("--from", from, 0, zone);
    var end = to.isEmpty() ? Long.MAX_VALUE : moment("--to", to, 1, zone);
    if (start >= end) {
      throw new WrongInput("--from " + from + " is not before --to " + to);
    }
    return new Span(start, end);
  }

  public boolean contains(long millis) {
    return fromMillis <= millis && millis < toMillis;
  }

  private static long moment(String option, String text, int daysAfter, ZoneId zone) {
    try {
      return text.length() == "2026-11-21".length()
          ? LocalDate.parse(text).plusDays(daysAfter).atStartOfDay(zone).toInstant().toEpochMilli()
          : OffsetDateTime.parse(text).toInstant().toEpochMilli();
    } catch (DateTimeException e) {
      throw new WrongInput(
          "%s '%s' is no day such as 2026-11-21 and no time such as 2026-11-21T08:00:00+08:00"
              .formatted(option, text));
    }
  }
}
