package org.yiwang.territory;

import org.yiwang.platform.Refused;

/** A point on the ground, WGS-84 degrees. */
public record Position(double lon, double lat) {
  /** Mean radius of the earth in metres (IUGG). */
  private static final double EARTH_RADIUS = 6_371_008.8;

  public Position {
    // Written so that NaN is refused too.
    if (!(lon >= -180 && lon <= 180 && lat >= -90 && lat <= 90)) {
      throw new IllegalArgumentException("not a position: " + lon + ", " + lat);
    }
  }

  /**
   * A point that came from outside.
   *
   * @throws Refused naming the coordinate that is out of range
   */
  public static Position given(double lon, double lat) {
    if (!(lon >= -180 && lon <= 180)) {
      throw Refused.invalid("lon", "must lie between -180 and 180");
    }
    if (!(lat >= -90 && lat <= 90)) {
      throw Refused.invalid("lat", "must lie between -90 and 90");
    }
    return new Position(lon, lat);
  }

  /** Metres along the great circle (haversine; within 0.5 % of the ellipsoid). */
  public double metresTo(Position other) {
    var dLat = Math.toRadians(other.lat - lat) / 2;
    var dLon = Math.toRadians(other.lon - lon) / 2;
    var h =
        Math.sin(dLat) * Math.sin(dLat)
            + Math.cos(Math.toRadians(lat))
                * Math.cos(Math.toRadians(other.lat))
                * Math.sin(dLon)
                * Math.sin(dLon);
    return 2 * EARTH_RADIUS * Math.asin(Math.min(1, Math.sqrt(h)));
  }
}
