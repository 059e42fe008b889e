package org.yiwang.platform;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a request has to bring. */
public final class Given {
  private static final Duration LEEWAY = Duration.ofMinutes(30);

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
   * A moment that has been, as a screen or a phone says it. Their clocks run a little ahead, and
   * that of a screen by more where the clock of a demo is held and the word of it is still on its
   * way: what is said to be just to come is now.
   *
   * @throws Refused when it lies further ahead than any of that explains
   */
  public static Instant past(String field, Instant at, Instant now) {
    if (at.isAfter(now.plus(LEEWAY))) {
      throw Refused.invalid(field, "must not lie in the future");
    }
    return at.isAfter(now) ? now : at;
  }

  /**
   * A value that must be one of some, if it is given: of a misspelt one nothing is shown otherwise,
   * which looks like an empty city.
   *
   * @return null where it is not given, or blank
   * @throws Refused naming the field and what it may be
   */
  public static @Nullable String oneOf(String field, @Nullable String value, List<String> allowed) {
    if (value == null || value.isBlank()) {
      return null;
    }
    if (!allowed.contains(value)) {
      throw Refused.invalid(field, "must be one of " + String.join(", ", allowed));
    }
    return value;
  }

  /**
   * The moment that the cursor of a list names.
   *
   * @throws Refused where it is none of the years that a time may be of
   */
  public static Instant place(String cursor) {
    try {
      return ReadableInput.time(cursor);
    } catch (DateTimeException e) {
      throw Page.unknownCursor();
    }
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
