package org.yiwang.territory;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A dated change of boundaries as a city writes it down: from {@code day} on, these changes hold.
 * They are carried out in their order.
 */
record Remap(LocalDate day, List<Change> changes) {

  /** One change. */
  sealed interface Change {}

  /**
   * Areas become one, which may be one of them or a new one. What lay in them lies in it.
   *
   * @param recode whether codes below that begin with the old code begin with the new one instead
   */
  record Merge(List<String> from, Named into, boolean recode) implements Change {}

  /** An area becomes several, each with an outline of its own from the file beside. */
  record Split(String from, List<Named> into) implements Change {}

  /** An area is called otherwise. */
  record Rename(String code, String name, @Nullable String en) implements Change {}

  /** Areas, with all that lies in them, come under another parent. */
  record Move(List<String> codes, String parent) implements Change {}

  /** An area gets another outline from the file beside. */
  record Redraw(String code) implements Change {}

  /** An area as a change names it; what is null is taken over from the area it comes from. */
  record Named(
      String code,
      @Nullable String name,
      @Nullable String en,
      @Nullable String level,
      @Nullable String parent) {}
}
