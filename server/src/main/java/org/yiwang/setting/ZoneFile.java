package org.yiwang.setting;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The zones of a track's {@code zones.yaml}, by name. */
record ZoneFile(Map<String, Shape> zones) {

  /**
   * Where a zone is: one of an area, the surroundings of a subject, or a line around it.
   *
   * @param area code of an area, as it is today
   * @param around code of a subject
   * @param metres how far its surroundings reach
   * @param rings closed lines of longitude and latitude in degrees, WGS-84; one within another is a
   *     hole
   */
  record Shape(
      @Nullable String area,
      @Nullable String around,
      @Nullable Double metres,
      @Nullable List<List<double[]>> rings) {
    private static final int LEAST_POINTS = 3;

    Shape {
      var given = (area == null ? 0 : 1) + (around == null ? 0 : 1) + (rings == null ? 0 : 1);
      if (given != 1) {
        throw new IllegalArgumentException("a zone has one of area, around and rings");
      }
      if ((around == null) != (metres == null) || metres != null && !(metres > 0)) {
        throw new IllegalArgumentException("around and metres (above 0) go together");
      }
      for (var ring : rings == null ? List.<List<double[]>>of() : rings) {
        if (ring.size() < LEAST_POINTS || ring.stream().anyMatch(point -> point.length != 2)) {
          throw new IllegalArgumentException("a ring has three or more points [lon, lat]");
        }
      }
    }
  }
}
