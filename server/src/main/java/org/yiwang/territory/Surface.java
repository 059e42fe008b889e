package org.yiwang.territory;

import org.locationtech.jts.geom.Geometry;

/** Sizes on the ground of shapes given in degrees. */
final class Surface {
  private static final double METRES_PER_DEGREE = 6_371_008.8 * Math.PI / 180;

  private Surface() {}

  /**
   * Square metres, taking the earth as a sphere and a degree of longitude as long as in the middle
   * of the shape: within 1 % for shapes up to a hundred kilometres.
   */
  static double squareMetres(Geometry shape) {
    if (shape.isEmpty()) {
      return 0;
    }
    var lat = Math.toRadians(shape.getEnvelopeInternal().centre().y);
    return shape.getArea() * METRES_PER_DEGREE * METRES_PER_DEGREE * Math.cos(lat);
  }
}
