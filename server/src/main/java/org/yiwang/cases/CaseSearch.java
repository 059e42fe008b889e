package org.yiwang.cases;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which cases a list shows.
 *
 * @param scopes patterns of area paths the reader may see
 * @param state a state's code, {@code open} for all that have not ended, or null for all
 * @param areaPath only in this area and below, or null
 * @param byDue most urgent first instead of newest first
 * @param after the last one of the page before, or null
 */
public record CaseSearch(
    String[] scopes,
    @Nullable String state,
    @Nullable String areaPath,
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable String text,
    @Nullable Long person,
    @Nullable Long warning,
    boolean byDue,
    @Nullable Place after,
    int limit) {

  /**
   * A place in a list, which stays where it is when cases come and go around it.
   *
   * @param at when the case there was opened, or is due; null where it has no deadline
   */
  public record Place(@Nullable Instant at, long id) {}

  /** Where a case stands in this list. */
  public Place placeOf(CityCase one) {
    return new Place(byDue ? one.dueAt() : one.openedAt(), one.id());
  }
}
