package org.yiwang.engine.text;

import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Pattern;

/** Spans of time as people write them: {@code 30 s}, {@code 60 min}, {@code 1.5 h}. */
final class Durations {
  private static final Pattern FORM = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(ms|s|min|h|d)");
  private static final Map<String, Long> MILLIS =
      Map.of("ms", 1L, "s", 1_000L, "min", 60_000L, "h", 3_600_000L, "d", 86_400_000L);

  private Durations() {}

  /** Milliseconds, or -1 where the text is no span of time or not a whole number of them. */
  static long millis(String text) {
    var match = FORM.matcher(text);
    if (!match.matches()) {
      return -1;
    }
    try {
      var unit = BigDecimal.valueOf(MILLIS.getOrDefault(match.group(2), 0L));
      return new BigDecimal(match.group(1)).multiply(unit).longValueExact();
    } catch (ArithmeticException e) {
      return -1;
    }
  }
}
