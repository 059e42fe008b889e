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
}
