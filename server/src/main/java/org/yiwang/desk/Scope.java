package org.yiwang.desk;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yiwang.platform.Refused;
import org.yiwang.territory.Areas;

/** Reads the filters that lists have in common. */
@Component
class Scope {
  private final Areas areas;

  Scope(Areas areas) {
    this.areas = areas;
  }

  /** Path of an area given by its code, or null for none. */
  @Nullable String path(@Nullable String area) {
    return area == null || area.isBlank()
        ? null
        : areas
            .findPath(area, areas.today())
            .orElseThrow(() -> Refused.invalid("area", "there is no area " + area));
  }

  /** A cursor that is a whole number, or null. */
  static @Nullable Long cursor(@Nullable String cursor) {
    try {
      return cursor == null || cursor.isBlank() ? null : Long.valueOf(cursor);
    } catch (NumberFormatException e) {
      throw Refused.invalid("cursor", "is not one that this list gave");
    }
  }
}
