package org.yiwang.territory;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The areas between two days on which anything changed. Immutable; made whole or not at all. */
final class Period {
  private final Map<String, AreaVersion> versions = new TreeMap<>();
  private final Map<String, Area> areas = new LinkedHashMap<>();
  private final Map<String, List<String>> children = new HashMap<>();
  private final GridIndex grids;

  /** The areas of {@code all} that are in force on {@code day}. */
  Period(Collection<AreaVersion> all, LocalDate day, Map<String, Level> levels) {
    for (var version : all) {
      if (version.inForce(day)) {
        versions.put(version.code(), version);
      }
    }
    versions.values().forEach(version -> describe(version, 0));
    for (var version : versions.values()) {
      if (version.parent() != null) {
        children.computeIfAbsent(version.parent(), code -> new ArrayList<>()).add(version.code());
      }
    }
    var finest = levels.values().stream().mapToInt(Level::rank).max().orElse(0);
    grids =
        new GridIndex(
            versions.values().stream()
                .filter(version -> rank(levels, version.level()) == finest)
                .toList());
  }

  private static int rank(Map<String, Level> levels, String code) {
    var level = levels.get(code);
    return level == null ? -1 : level.rank();
  }

  /** Describes an area after its parent, whose path it continues. */
  private Area describe(AreaVersion version, int depth) {
    var known = areas.get(version.code());
    if (known != null) {
      return known;
    }
    var parent = version.parent() == null ? null : versions.get(version.parent());
    // A circle of parents can't be stored (the import refuses it); don't hang if it is all the
    // same.
    var above = parent == null || depth > 50 ? "/" : describe(parent, depth + 1).path();
    var label = version.outline().isEmpty() ? null : version.outline().getInteriorPoint();
    var area =
        new Area(
            version.code(),
            version.name(),
            version.en(),
            version.level(),
            version.parent(),
            above + version.code() + "/",
            version.from(),
            version.to(),
            label == null ? 0 : GeoJson.micro(label.getX()),
            label == null ? 0 : GeoJson.micro(label.getY()));
    areas.put(version.code(), area);
    return area;
  }

  Optional<Area> find(String code) {
    return Optional.ofNullable(areas.get(code));
  }

  @Nullable AreaVersion version(String code) {
    return versions.get(code);
  }

  Collection<AreaVersion> versions() {
    return versions.values();
  }

  Collection<Area> areas() {
    return areas.values();
  }

  List<Area> children(String code) {
    return children.getOrDefault(code, List.of()).stream()
        .map(areas::get)
        .map(Objects::requireNonNull)
        .toList();
  }

  /** From the root down to the area itself. */
  List<Area> path(String code) {
    var result = new ArrayList<Area>();
    for (var area = areas.get(code); area != null; area = above(area)) {
      result.addFirst(area);
      if (result.size() > 50) {
        break;
      }
    }
    return result;
  }

  private @Nullable Area above(Area area) {
    return area.parent() == null ? null : areas.get(area.parent());
  }

  Optional<Area> locate(double lon, double lat) {
    var code = grids.find(lon, lat);
    return code == null ? Optional.empty() : find(code);
  }
}
