package org.yiwang.territory;

import java.io.IOException;
import java.util.Locale;

/**
 * The coordinate systems maps in China come in. Positions are stored as WGS-84 and converted where
 * they enter or leave; GCJ-02 is up to 700 m off, BD-09 over a kilometre.
 *
 * <p>GCJ-02 has no published definition; the formula is the one all open implementations share
 * (Krassovsky 1940 ellipsoid, a sum of sines), BD-09 a further shift and swirl on top of it.
 * Neither has an exact inverse: the way back is found by iteration, to a hundredth of a millimetre
 * of the forward formula.
 */
public enum CoordinateSystem {
  WGS84 {
    @Override
    public Position fromWgs84(Position position) {
      return position;
    }
  },
  GCJ02 {
    @Override
    public Position fromWgs84(Position position) {
      return shift(position);
    }
  },
  BD09 {
    @Override
    public Position fromWgs84(Position position) {
      return swirl(shift(position));
    }
  };

  private static final double SEMI_MAJOR_AXIS = 6_378_245.0;
  private static final double ECCENTRICITY_SQUARED = 0.00669342162296594323;
  private static final double BAIDU_TURNS = Math.PI * 3000.0 / 180.0;

  /** Degrees; about a hundredth of a millimetre. */
  private static final double CLOSE_ENOUGH = 1e-10;

  /**
   * The system with a name such as {@code gcj02} or {@code GCJ-02}.
   *
   * @throws IOException when there is none: the name comes with a file
   */
  public static CoordinateSystem named(String name) throws IOException {
    try {
      return valueOf(name.toUpperCase(Locale.ROOT).replace("-", ""));
    } catch (IllegalArgumentException e) {
      throw new IOException("coordinates must be wgs84, gcj02 or bd09, not " + name, e);
    }
  }

  public abstract Position fromWgs84(Position position);

  /** The WGS-84 position that {@link #fromWgs84} turns into this one. */
  public Position toWgs84(Position position) {
    var lon = position.lon();
    var lat = position.lat();
    // The shift hardly changes over its own length, so each round wins four digits or so.
    for (var round = 0; round < 20; round++) {
      var there = fromWgs84(new Position(lon, lat));
      var dLon = position.lon() - there.lon();
      var dLat = position.lat() - there.lat();
      lon += dLon;
      lat += dLat;
      if (Math.abs(dLon) < CLOSE_ENOUGH && Math.abs(dLat) < CLOSE_ENOUGH) {
        break;
      }
    }
    return new Position(lon, lat);
  }

  private static Position shift(Position wgs) {
    if (outsideChina(wgs)) {
      return wgs;
    }
    var x = wgs.lon() - 105.0;
    var y = wgs.lat() - 35.0;
    var radLat = Math.toRadians(wgs.lat());
    var magic = 1 - ECCENTRICITY_SQUARED * Math.sin(radLat) * Math.sin(radLat);
    var metresPerDegreeLat =
        SEMI_MAJOR_AXIS * (1 - ECCENTRICITY_SQUARED) / (magic * Math.sqrt(magic)) * Math.PI / 180;
    var metresPerDegreeLon = SEMI_MAJOR_AXIS / Math.sqrt(magic) * Math.cos(radLat) * Math.PI / 180;
    return new Position(
        wgs.lon() + eastward(x, y) / metresPerDegreeLon,
        wgs.lat() + northward(x, y) / metresPerDegreeLat);
  }

  private static double eastward(double x, double y) {
    return 300.0
        + x
        + 2.0 * y
        + 0.1 * x * x
        + 0.1 * x * y
        + 0.1 * Math.sqrt(Math.abs(x))
        + waves(20.0, x * 6, 20.0, x * 2)
        + waves(20.0, x, 40.0, x / 3)
        + waves(150.0, x / 12, 300.0, x / 30);
  }

  private static double northward(double x, double y) {
    return -100.0
        + 2.0 * x
        + 3.0 * y
        + 0.2 * y * y
        + 0.1 * x * y
        + 0.2 * Math.sqrt(Math.abs(x))
        + waves(20.0, x * 6, 20.0, x * 2)
        + waves(20.0, y, 40.0, y / 3)
        + waves(160.0, y / 12, 320.0, y / 30);
  }

  private static double waves(double a, double p, double b, double q) {
    return (a * Math.sin(p * Math.PI) + b * Math.sin(q * Math.PI)) * 2 / 3;
  }

  private static Position swirl(Position gcj) {
    if (outsideChina(gcj)) {
      return gcj;
    }
    var z = Math.hypot(gcj.lon(), gcj.lat()) + 0.00002 * Math.sin(gcj.lat() * BAIDU_TURNS);
    var theta = Math.atan2(gcj.lat(), gcj.lon()) + 0.000003 * Math.cos(gcj.lon() * BAIDU_TURNS);
    return new Position(z * Math.cos(theta) + 0.0065, z * Math.sin(theta) + 0.006);
  }

  /** The rough box outside which maps of these systems are plain WGS-84. */
  private static boolean outsideChina(Position p) {
    return p.lon() < 72.004 || p.lon() > 137.8347 || p.lat() < 0.8293 || p.lat() > 55.8271;
  }
}
