package org.yiwang.desk;

import org.jspecify.annotations.Nullable;
import org.yiwang.cases.CaseSearch;
import org.yiwang.platform.Given;
import org.yiwang.platform.Page;
import org.yiwang.platform.Refused;

/** A place in a list of cases as the text that asks for what comes after it. */
final class CaseCursor {
  private static final String NO_DEADLINE = "none";

  private CaseCursor() {}

  static String text(CaseSearch.Place place) {
    return (place.at() == null ? NO_DEADLINE : place.at().toString()) + "/" + place.id();
  }

  /**
   * Reads what {@link #text} wrote; null for the beginning.
   *
   * @throws Refused when it is something else
   */
  static CaseSearch.@Nullable Place read(@Nullable String cursor) {
    if (cursor == null || cursor.isBlank()) {
      return null;
    }
    try {
      var slash = Math.max(0, cursor.indexOf('/'));
      var at = cursor.substring(0, slash);
      return new CaseSearch.Place(
          at.equals(NO_DEADLINE) ? null : Given.place(at),
          Long.parseLong(cursor.substring(slash + 1)));
    } catch (NumberFormatException e) {
      throw Page.unknownCursor();
    }
  }
}
