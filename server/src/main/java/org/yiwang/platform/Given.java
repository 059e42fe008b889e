package org.yiwang.platform;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a request has to bring. */
public final class Given {
  private Given() {}

  /**
   * The value of a field.
   *
   * @throws Refused naming the field where it is missing
   */
  public static <T> T required(String field, @Nullable T value) {
    if (value == null) {
      throw Refused.invalid(field, "is missing");
    }
    return value;
  }

  /**
   * Checks a period that came from outside.
   *
   * @throws Refused when it is empty or too long
   */
  public static void period(Instant from, Instant to, Duration longest) {
    if (!from.isBefore(to)) {
      throw Refused.invalid("from", "must lie before to");
    }
    if (Duration.between(from, to).compareTo(longest) > 0) {
      throw Refused.invalid("to", "the period is at most " + longest.toDays() + " days");
    }
  }
}
