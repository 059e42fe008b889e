package org.yiwang.platform;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param items the rows of this page, in the list's order
 * @param next cursor of the page that follows, or null at the end
 */
public record Page<T>(List<T> items, @Nullable String next) {
  /** Page sizes a caller may ask for. */
  public static final int MAX_SIZE = 500;

  /** A list that always fits one page. */
  public static <T> Page<T> of(List<T> items) {
    return new Page<>(items, null);
  }

  /** Checks a page size that came from outside. */
  public static int size(@Nullable Integer asked) {
    if (asked == null) {
      return 50;
    }
    if (asked < 1 || asked > MAX_SIZE) {
      throw Refused.invalid("limit", "must be between 1 and " + MAX_SIZE);
    }
    return asked;
  }
}
