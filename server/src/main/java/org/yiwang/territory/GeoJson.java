package org.yiwang.territory;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.impl.PackedCoordinateSequenceFactory;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** Outlines of areas from and to GeoJSON (RFC 7946): polygons and multipolygons, nothing else. */
final class GeoJson {
  /** Packed coordinates take a third of the memory of one object a point. */
  static final GeometryFactory GEOMETRY =
      new GeometryFactory(PackedCoordinateSequenceFactory.DOUBLE_FACTORY);

  private GeoJson() {}

  static Geometry empty() {
    return GEOMETRY.createPolygon();
  }

  /**
   * Reads a geometry given in another coordinate system.
   *
   * @throws IllegalArgumentException with the reason when it is no polygon
   */
  static Geometry read(JsonNode geometry, CoordinateSystem system) {
    var coordinates = geometry.path("coordinates");
    return switch (geometry.path("type").asString("")) {
      case "Polygon" -> polygon(coordinates, system);
      case "MultiPolygon" -> {
        var parts = new ArrayList<Polygon>();
        coordinates.forEach(part -> parts.add(polygon(part, system)));
        yield parts.size() == 1
            ? parts.getFirst()
            : GEOMETRY.createMultiPolygon(parts.toArray(Polygon[]::new));
      }
      case "" -> throw new IllegalArgumentException("no geometry");
      default ->
          throw new IllegalArgumentException(
              "a polygon is expected, not a " + geometry.path("type").asString());
    };
  }

  private static Polygon polygon(JsonNode rings, CoordinateSystem system) {
    if (!rings.isArray() || rings.isEmpty()) {
      throw new IllegalArgumentException("a polygon without rings");
    }
    var read = new ArrayList<LinearRing>();
    rings.forEach(ring -> read.add(ring(ring, system)));
    return GEOMETRY.createPolygon(
        read.getFirst(), read.subList(1, read.size()).toArray(LinearRing[]::new));
  }

  private static LinearRing ring(JsonNode points, CoordinateSystem system) {
    List<Coordinate> ring = new ArrayList<>();
    for (var point : points) {
      if (!point.path(0).isNumber() || !point.path(1).isNumber()) {
        throw new IllegalArgumentException("not a position: " + point);
      }
      var position =
          system.toWgs84(new Position(point.path(0).asDouble(), point.path(1).asDouble()));
      ring.add(new Coordinate(position.lon(), position.lat()));
    }
    if (ring.size() < 3) {
      throw new IllegalArgumentException("a ring of fewer than three points");
    }
    if (!ring.getFirst().equals2D(ring.getLast())) {
      ring.add(ring.getFirst().copy());
    }
    return GEOMETRY.createLinearRing(ring.toArray(Coordinate[]::new));
  }

  static void write(Geometry outline, JsonGenerator out) {
    if (outline.isEmpty()) {
      out.writeNull();
      return;
    }
    out.writeStartObject();
    if (outline instanceof Polygon polygon) {
      out.writeStringProperty("type", "Polygon");
      out.writeName("coordinates");
      rings(polygon, out);
    } else if (outline instanceof MultiPolygon many) {
      out.writeStringProperty("type", "MultiPolygon");
      out.writeName("coordinates");
      out.writeStartArray();
      for (var i = 0; i < many.getNumGeometries(); i++) {
        rings((Polygon) many.getGeometryN(i), out);
      }
      out.writeEndArray();
    }
    out.writeEndObject();
  }

  private static void rings(Polygon polygon, JsonGenerator out) {
    out.writeStartArray();
    ring(polygon.getExteriorRing(), out);
    for (var i = 0; i < polygon.getNumInteriorRing(); i++) {
      ring(polygon.getInteriorRingN(i), out);
    }
    out.writeEndArray();
  }

  private static void ring(LinearRing ring, JsonGenerator out) {
    out.writeStartArray();
    for (var i = 0; i < ring.getNumPoints(); i++) {
      out.writeStartArray();
      out.writeNumber(micro(ring.getCoordinateSequence().getX(i)));
      out.writeNumber(micro(ring.getCoordinateSequence().getY(i)));
      out.writeEndArray();
    }
    out.writeEndArray();
  }

  /** Six decimals: a tenth of a metre. */
  static double micro(double degrees) {
    return Math.round(degrees * 1e6) / 1e6;
  }
}
