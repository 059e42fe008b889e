package org.yiwang.territory;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Polygon;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The areas of the installation, on any day. All answers come from memory: {@link #locate} takes
 * well under five microseconds and may be called for every reading and report.
 */
@Component
public class Areas {
  private record Loaded(long revision, Ground ground) {}

  private final AreaStore store;
  private final Clock clock;
  private volatile Loaded loaded;

  Areas(AreaStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
    // The revision first: a change between the two reads is then seen as one and loaded again.
    loaded = new Loaded(store.revision(), store.load());
  }

  /** The city's today, in the zone of the installation's clock. */
  public LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), clock.getZone());
  }

  public Optional<Area> find(String code, LocalDate day) {
    return on(day).find(code);
  }

  /** Path of the area that has this code on that day, such as {@code /500000/500105/}. */
  public Optional<String> findPath(String code, LocalDate day) {
    return find(code, day).map(Area::path);
  }

  /** From the root down to the area itself; empty where there is no such area on that day. */
  public List<Area> listPath(String code, LocalDate day) {
    return on(day).path(code);
  }

  public List<Area> listChildren(String code, LocalDate day) {
    return on(day).children(code);
  }

  /** All areas of the day, by code. */
  public Collection<Area> listAll(LocalDate day) {
    return on(day).areas();
  }

  /** Whether areas took or lost force at the beginning of a day. */
  public boolean isChanged(LocalDate day) {
    return !listAll(day).equals(listAll(day.minusDays(1)));
  }

  /** The areas that lie in no other: usually one city. */
  public List<Area> listRoots(LocalDate day) {
    return on(day).areas().stream().filter(area -> area.parent() == null).toList();
  }

  /** The box around an area; empty where it has no outline on that day. */
  public Optional<Bounds> findBounds(String code, LocalDate day) {
    var version = on(day).version(code);
    return version == null || version.outline().isEmpty()
        ? Optional.empty()
        : Optional.of(Bounds.of(version.outline().getEnvelopeInternal()));
  }

  /**
   * The outline of an area as closed lines of longitude and latitude, a hole as a line within
   * another; empty where it has none on that day.
   */
  public List<double[][]> listRings(String code, LocalDate day) {
    var version = on(day).version(code);
    var rings = new ArrayList<double[][]>();
    for (var i = 0; version != null && i < version.outline().getNumGeometries(); i++) {
      if (version.outline().getGeometryN(i) instanceof Polygon polygon) {
        rings.add(ring(polygon.getExteriorRing()));
        for (var hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
          rings.add(ring(polygon.getInteriorRingN(hole)));
        }
      }
    }
    return rings;
  }

  private static double[][] ring(LineString line) {
    return Arrays.stream(line.getCoordinates())
        .map(point -> new double[] {point.x, point.y})
        .toArray(double[][]::new);
  }

  /** Codes of the area and of all below it. */
  public List<String> listSubtree(String code, LocalDate day) {
    var result = new ArrayList<String>();
    collect(code, on(day), result);
    return result;
  }

  /** Code of an area, the last step of its path. */
  public static String codeOf(String path) {
    var inner = path.substring(0, path.length() - 1);
    return inner.substring(inner.lastIndexOf('/') + 1);
  }

  private static void collect(String code, Period period, List<String> codes) {
    if (period.find(code).isPresent()) {
      codes.add(code);
      period.children(code).forEach(child -> collect(child.code(), period, codes));
    }
  }

  /** The smallest area around a point on a day: a grid. Empty outside the territory. */
  public Optional<Area> locate(double lon, double lat, LocalDate day) {
    return on(day).locate(lon, lat);
  }

  /**
   * How a person on the spot calls an area: its street and itself, {@code 鱼嘴镇 · 3-12网格}. Areas
   * above the street stand alone.
   */
  public String placeName(String code, LocalDate day) {
    var path = on(day).path(code);
    if (path.isEmpty()) {
      return code;
    }
    var levels = loaded.ground.levels();
    var last = path.getLast();
    return path.stream()
        .filter(area -> isLocality(levels.get(area.level())))
        .filter(locality -> !locality.code().equals(last.code()))
        .findFirst()
        .map(locality -> locality.name() + " · " + last.name())
        .orElse(last.name());
  }

  private static boolean isLocality(@Nullable Level level) {
    return level != null && level.locality();
  }

  /**
   * The area that stands on {@code day} where an area ended: itself if it is in force, its only
   * successor, or of several the one around the point.
   */
  public Optional<Area> successor(String code, double lon, double lat, LocalDate day) {
    var period = on(day);
    var same = period.find(code);
    if (same.isPresent()) {
      return same;
    }
    var next = store.successors(code, day);
    if (next.size() == 1) {
      return next.getFirst().equals(code)
          ? Optional.empty()
          : successor(next.getFirst(), lon, lat, day);
    }
    var around = period.locate(lon, lat);
    return next.stream()
        .map(period::find)
        .flatMap(Optional::stream)
        .filter(area -> around.map(grid -> grid.liesIn(area)).orElse(false))
        .findFirst();
  }

  /**
   * The areas that stand on {@code day} for a code: itself if it is in force, else all that its
   * land went to. Empty for a code that has not begun, or ended without a successor.
   */
  public List<Area> standingFor(String code, LocalDate day) {
    var standing = new LinkedHashMap<String, Area>();
    collectStanding(code, day, standing, new HashSet<>());
    return List.copyOf(standing.values());
  }

  private void collectStanding(
      String code, LocalDate day, Map<String, Area> standing, Set<String> seen) {
    if (!seen.add(code)) {
      return;
    }
    var same = on(day).find(code);
    if (same.isPresent()) {
      standing.put(code, same.get());
    } else {
      store.successors(code, day).forEach(next -> collectStanding(next, day, standing, seen));
    }
  }

  Period on(LocalDate day) {
    return loaded.ground.on(day);
  }

  Ground ground() {
    return loaded.ground;
  }

  /** Grows with every change: a mark for caches outside. */
  long revision() {
    return loaded.revision;
  }

  /**
   * Takes over what this or another process changed; the old map answers until the new one is
   * whole. Never goes back: a change of this process may be shown a moment before it is committed.
   */
  @Scheduled(fixedDelay = 500)
  synchronized void refresh() {
    var revision = store.revision();
    if (revision > loaded.revision) {
      loaded = new Loaded(revision, store.load());
    }
  }

  /** Shows what is stored, even if that means taking back what was never committed. */
  synchronized void settle() {
    var revision = store.revision();
    if (revision != loaded.revision) {
      loaded = new Loaded(revision, store.load());
    }
  }
}
