package org.yiwang.territory;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/** Small maps for tests: a district D of two streets S1 and S2, each of two square grids. */
final class Squares {
  static final LocalDate START = LocalDate.of(2020, 1, 1);
  static final LocalDate DAY = LocalDate.of(2025, 11, 6);
  static final Map<String, Level> LEVELS = new TreeMap<>();

  static {
    Stream.of(
            new Level("district", 0, "区", "District", false),
            new Level("street", 1, "街道", "Street", true),
            new Level("grid", 2, "网格", "Grid", false))
        .forEach(level -> LEVELS.put(level.code(), level));
  }

  private Squares() {}

  /** Squares of a hundredth of a degree, side by side: {@code |G1|G2|G3|G4|}. */
  static List<AreaVersion> map() {
    return List.of(
        area("D", "district", null, box(0, 4)),
        area("S1", "street", "D", box(0, 2)),
        area("S2", "street", "D", box(2, 4)),
        area("G1", "grid", "S1", box(0, 1)),
        area("G2", "grid", "S1", box(1, 2)),
        area("G3", "grid", "S2", box(2, 3)),
        area("G4", "grid", "S2", box(3, 4)));
  }

  static AreaVersion area(String code, String level, @Nullable String parent, Geometry outline) {
    return new AreaVersion(code, "name of " + code, null, level, parent, START, null, outline);
  }

  /** From one hundredth of a degree east of 106.5 to another, one hundredth high. */
  static Geometry box(double from, double to) {
    return GeoJson.GEOMETRY
        .toGeometry(new Envelope(106.5 + from / 100, 106.5 + to / 100, 29.5, 29.51))
        .norm();
  }

  static double lon(double hundredths) {
    return 106.5 + hundredths / 100;
  }

  static Geometry bowTie() {
    return GeoJson.GEOMETRY.createPolygon(
        new Coordinate[] {
          new Coordinate(106.5, 29.5),
          new Coordinate(106.51, 29.51),
          new Coordinate(106.51, 29.5),
          new Coordinate(106.5, 29.51),
          new Coordinate(106.5, 29.5)
        });
  }

  /** The map with one area replaced or added. */
  static List<AreaVersion> with(AreaVersion... changed) {
    var areas = new TreeMap<String, AreaVersion>();
    map().forEach(area -> areas.put(area.code(), area));
    for (var area : changed) {
      areas.put(area.code(), area);
    }
    return List.copyOf(areas.values());
  }
}
