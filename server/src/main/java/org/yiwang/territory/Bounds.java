package org.yiwang.territory;

import org.locationtech.jts.geom.Envelope;

/** A box of the map, degrees, WGS-84. */
public record Bounds(double west, double south, double east, double north) {
  static Bounds of(Envelope box) {
    return new Bounds(box.getMinX(), box.getMinY(), box.getMaxX(), box.getMaxY());
  }
}
