package org.yiwang.intake;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;

/**
 * Reads ISO-8601 times with an offset. The usual form, {@code 2026-11-21T08:00:00[.123]Z} or {@code
 * +08:00}, is read by position: the library's parser took half of all the time that a batch of
 * readings takes to parse.
 */
final class TimeText {
  private TimeText() {}

  /**
   * Milliseconds since 1970 UTC; finer digits are cut off.
   *
   * @throws DateTimeException when the text is no time with an offset
   */
  static long parseMillis(String text) {
    var length = text.length();
    if (length < 20
        || text.charAt(4) != '-'
        || text.charAt(7) != '-'
        || text.charAt(10) != 'T'
        || text.charAt(13) != ':'
        || text.charAt(16) != ':') {
      return parseAny(text);
    }
    var hour = digits(text, 11, 2);
    var minute = digits(text, 14, 2);
    var second = digits(text, 17, 2);
    if (hour > 23 || minute > 59 || second > 59) {
      return parseAny(text);
    }
    var at = 19;
    var millis = 0;
    if (text.charAt(at) == '.') {
      at++;
      var weight = 100;
      while (at < length && Character.isDigit(text.charAt(at))) {
        millis += (text.charAt(at) - '0') * weight;
        weight /= 10;
        at++;
      }
    }
    var offsetSeconds = offsetSeconds(text, at);
    var day = LocalDate.of(digits(text, 0, 4), digits(text, 5, 2), digits(text, 8, 2)).toEpochDay();
    return ((day * 24 + hour) * 60 + minute) * 60_000L
        + second * 1000L
        + millis
        - offsetSeconds * 1000L;
  }

  private static int offsetSeconds(String text, int at) {
    if (at == text.length() - 1 && text.charAt(at) == 'Z') {
      return 0;
    }
    if (at == text.length() - 6 && text.charAt(at + 3) == ':') {
      var seconds = digits(text, at + 1, 2) * 3600 + digits(text, at + 4, 2) * 60;
      if (seconds <= 18 * 3600 && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
        return text.charAt(at) == '+' ? seconds : -seconds;
      }
    }
    throw new DateTimeException("no offset such as Z or +08:00");
  }

  private static int digits(String text, int from, int count) {
    var number = 0;
    for (var i = from; i < from + count; i++) {
      var digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        throw new DateTimeException("not a digit: " + text.charAt(i));
      }
      number = number * 10 + digit;
    }
    return number;
  }

  private static long parseAny(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant().toEpochMilli();
    } catch (ArithmeticException e) {
      throw new DateTimeException("too far away for milliseconds", e);
    }
  }
}
