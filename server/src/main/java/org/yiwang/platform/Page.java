package org.yiwang.platform;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
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

  /**
   * A page of a list that goes down by number, with the last one shown as its cursor.
   *
   * @param found rows, one more than the page has where others follow
   */
  public static <T> Page<T> byNumber(List<T> found, int size, ToLongFunction<T> number) {
    if (found.size() <= size) {
      return of(found);
    }
    var items = found.subList(0, size);
    return new Page<>(items, Long.toString(number.applyAsLong(items.getLast())));
  }

  /**
   * The number below which those of a page lie; above all where a list begins.
   *
   * @throws Refused when the cursor is no number
   */
  public static long before(@Nullable String cursor) {
    try {
      return cursor == null || cursor.isBlank() ? Long.MAX_VALUE : Long.parseLong(cursor);
    } catch (NumberFormatException e) {
      throw unknownCursor();
    }
  }

  /** What is said of a cursor that no list gives. */
  public static Refused unknownCursor() {
    return Refused.invalid("cursor", "is not one that this list gave");
  }

  /** The same page with its rows made into others. */
  public <R> Page<R> map(Function<? super T, ? extends R> made) {
    return new Page<>(items.stream().<R>map(made).toList(), next);
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
