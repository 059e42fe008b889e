package org.yiwang.warning;

import org.jspecify.annotations.Nullable;

/** How levels compare. Roman numbers: I is the gravest. */
final class Grading {
  private Grading() {}

  /** The graver of two levels. */
  static String graver(String level, @Nullable String other) {
    return other != null && rank(other) < rank(level) ? other : level;
  }

  /**
   * Rank of a level, 1 the gravest.
   *
   * @throws IllegalArgumentException when it is no level
   */
  static int rank(String level) {
    return switch (level) {
      case "I" -> 1;
      case "II" -> 2;
      case "III" -> 3;
      case "IV" -> 4;
      default -> throw new IllegalArgumentException("no level: " + level);
    };
  }
}
