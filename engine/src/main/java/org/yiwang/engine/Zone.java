package org.yiwang.engine;

import java.util.List;

/**
 * A part of the ground that positions are tested against, such as a depot or a no-go area.
 *
 * @param rings closed lines of longitude and latitude in degrees; a ring within another is a hole
 */
public record Zone(List<double[][]> rings) {

  public Zone {
    rings = List.copyOf(rings);
  }

  /** Even-odd rule. A point exactly on a line may fall on either side of it, always the same. */
  public boolean contains(double lon, double lat) {
    boolean inside = false;
    for (var ring : rings) {
      for (int i = 0, j = ring.length - 1; i < ring.length; j = i++) {
        double[] a = ring[i];
        double[] b = ring[j];
        if (a[1] > lat != b[1] > lat && lon < (b[0] - a[0]) * (lat - a[1]) / (b[1] - a[1]) + a[0]) {
          inside = !inside;
        }
      }
    }
    return inside;
  }
}
