package org.yiwang.district;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Polygon;

/** Writes areas as GeoJSON (RFC 7946), one feature a line, six decimals, rings the right way. */
final class GeoJson {
  private GeoJson() {}

  static void write(List<Area> areas, Path file) throws IOException {
    var text =
        new StringBuilder(
            "{\"type\":\"FeatureCollection\",\"note\":\"made up: model district\",\"features\":[\n");
    for (var area : areas) {
      text.append("{\"type\":\"Feature\",\"properties\":{\"code\":\"")
          .append(area.code())
          .append("\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[");
      var polygon = (Polygon) area.shape();
      ring(text, polygon.getExteriorRing(), true);
      for (var i = 0; i < polygon.getNumInteriorRing(); i++) {
        text.append(',');
        ring(text, polygon.getInteriorRingN(i), false);
      }
      text.append("]}}").append(area == areas.getLast() ? "\n" : ",\n");
    }
    Files.writeString(file, text.append("]}\n"));
  }

  private static void ring(StringBuilder text, LineString line, boolean counterClockwise) {
    var ring =
        Orientation.isCCW(line.getCoordinateSequence()) == counterClockwise ? line : line.reverse();
    var separator = '[';
    for (var point : ring.getCoordinates()) {
      text.append(separator).append(String.format(Locale.ROOT, "[%.6f,%.6f]", point.x, point.y));
      separator = ',';
    }
    text.append(']');
  }
}
