package org.yiwang.platform;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Durations as people write them in files: {@code 90 s}, {@code 10 min}, {@code 4 h}, {@code 2 d}.
 */
public final class Durations {
  private static final Pattern FORM = Pattern.compile("(\\d+(?:\\.\\d+)?) ?(s|min|h|d)");

  private Durations() {}

  /**
   * Reads a duration.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static Duration parse(String text) {
    var parts = FORM.matcher(text.strip());
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is no duration such as 90 s, 10 min, 4 h or 2 d");
    }
    var seconds =
        switch (parts.group(2)) {
          case "s" -> 1L;
          case "min" -> 60L;
          case "h" -> 3600L;
          default -> 86400L;
        };
    return Duration.ofMillis(Math.round(Double.parseDouble(parts.group(1)) * seconds * 1000));
  }
}
