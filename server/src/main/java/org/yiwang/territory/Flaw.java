package org.yiwang.territory;

import java.util.List;
import java.util.Locale;

/**
 * Something wrong with a map of areas.
 *
 * @param codes the areas concerned
 * @param squareMetres how much land is concerned; 0 where that is not the point
 */
record Flaw(Kind kind, List<String> codes, double squareMetres) {

  /** What is wrong; a blocking flaw makes the nesting unusable, the others are for surveyors. */
  enum Kind {
    UNKNOWN_LEVEL(true),
    UNKNOWN_PARENT(true),
    WRONG_LEVEL_ORDER(true),
    CIRCLE(true),
    SELF_INTERSECTION(true),
    OUTSIDE_PARENT(false),
    OVERLAP(false),
    GAP(false);

    private final boolean blocking;

    Kind(boolean blocking) {
      this.blocking = blocking;
    }

    boolean blocking() {
      return blocking;
    }
  }

  @Override
  public String toString() {
    var size = squareMetres > 0 ? " %.0f m²".formatted(squareMetres) : "";
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-')
        + " "
        + String.join(" ", codes)
        + size;
  }
}
