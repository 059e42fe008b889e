package org.yiwang.setting;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yiwang.engine.Zone;
import org.yiwang.territory.Areas;
import org.yiwang.tracks.Tracks;

/**
 * The zones that rules may name: those of the tracks, as the ground is today. An area or a subject
 * that is not there (yet) is a zone that nothing lies in, and the log says so.
 */
@Component
class Zones {
  private static final Logger log = LoggerFactory.getLogger(Zones.class);
  private static final int CORNERS = 48;
  private static final double METRES_PER_DEGREE = 6_371_008.8 * Math.PI / 180;

  private record Point(double lon, double lat) {}

  private final Map<String, ZoneFile.Shape> shapes = new TreeMap<>();
  private final Set<String> toldMissing = ConcurrentHashMap.newKeySet();
  private final Areas areas;
  private final JdbcClient sql;

  Zones(Tracks tracks, Areas areas, JdbcClient sql) {
    this.areas = areas;
    this.sql = sql;
    tracks
        .read("zones.yaml", ZoneFile.class)
        .forEach((track, file) ->
            file.zones()
                .forEach((name, shape) -> {
                  if (shapes.put(name, shape) != null) {
                    throw new IllegalStateException("two tracks have a zone '" + name + "'");
                  }
                }));
  }

  /** What the tracks say of them, by name. */
  Map<String, ZoneFile.Shape> shapes() {
    return shapes;
  }

  /** All of them, by name. */
  Map<String, Zone> today() {
    return of(shapes, areas.today());
  }

  /** Zones as the ground was on a day; subjects have no history of their positions. */
  Map<String, Zone> of(Map<String, ZoneFile.Shape> some, LocalDate day) {
    var zones = new TreeMap<String, Zone>();
    some.forEach((name, shape) -> {
      var rings = rings(shape, day);
      if (rings.isEmpty() && toldMissing.add(name)) {
        log.warn("Nothing lies in the zone {}: its area or subject is not there", name);
      }
      zones.put(name, new Zone(rings));
    });
    return zones;
  }

  private List<double[][]> rings(ZoneFile.Shape shape, LocalDate day) {
    if (shape.area() != null) {
      return areas.listRings(shape.area(), day);
    }
    if (shape.around() != null && shape.metres() != null) {
      var metres = shape.metres();
      return sql.sql("select lon, lat from registry.subject where code = ?")
          .param(shape.around())
          .query(Point.class)
          .optional()
          .map(centre -> List.<double[][]>of(circle(centre, metres)))
          .orElse(List.of());
    }
    return shape.rings() == null
        ? List.of()
        : shape.rings().stream().map(ring -> ring.toArray(new double[0][])).toList();
  }

  /** On a sphere, with as many corners that its area is within 1 % of the circle's. */
  private static double[][] circle(Point centre, double metres) {
    var ring = new double[CORNERS][];
    var byLat = metres / METRES_PER_DEGREE;
    var byLon = byLat / Math.cos(Math.toRadians(centre.lat()));
    for (var i = 0; i < CORNERS; i++) {
      var angle = 2 * Math.PI * i / CORNERS;
      ring[i] =
          new double[] {
            centre.lon() + byLon * Math.cos(angle), centre.lat() + byLat * Math.sin(angle)
          };
    }
    return ring;
  }
}
