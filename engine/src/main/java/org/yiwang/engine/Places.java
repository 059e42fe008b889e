package org.yiwang.engine;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which areas there are above a place, and how far two places are apart.
 *
 * @param levelOf level of single areas by their path, such as {@code /500000/500105/} → district
 * @param byDepth level of all others by the number of codes in their path
 */
public record Places(Map<String, String> levelOf, List<String> byDepth) {
  private static final double EARTH_METRES = 6_371_008.8;

  public Places {
    levelOf = Map.copyOf(levelOf);
    byDepth = List.copyOf(byDepth);
  }

  /** Path of the area of a level that a path lies in, or null. */
  public @Nullable String area(String path, String level) {
    int depth = 0;
    for (int end = path.indexOf('/', 1); end >= 0; end = path.indexOf('/', end + 1)) {
      var above = path.substring(0, end + 1);
      var plain = depth < byDepth.size() ? byDepth.get(depth) : "";
      if (level.equals(levelOf.getOrDefault(above, plain))) {
        return above;
      }
      depth++;
    }
    return null;
  }

  /** Great-circle distance by the haversine formula, within 0.5 % of the ellipsoid. */
  public static double metres(double lon, double lat, double otherLon, double otherLat) {
    double byLat = Math.sin(Math.toRadians(otherLat - lat) / 2);
    double byLon = Math.sin(Math.toRadians(otherLon - lon) / 2);
    double h =
        byLat * byLat
            + Math.cos(Math.toRadians(lat)) * Math.cos(Math.toRadians(otherLat)) * byLon * byLon;
    return 2 * EARTH_METRES * Math.asin(Math.min(1, Math.sqrt(h)));
  }
}
