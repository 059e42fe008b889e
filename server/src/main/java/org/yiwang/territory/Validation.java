package org.yiwang.territory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.index.strtree.STRtree;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;
import org.locationtech.jts.operation.valid.IsValidOp;

/**
 * Finds what is wrong with the areas in force on one day: the nesting first (levels, parents,
 * circles), then the outlines (crossing themselves, overlapping their like, leaving their parent,
 * not filling it). Land below the tolerance is rounding and not reported.
 */
final class Validation {
  private final Map<String, AreaVersion> areas = new TreeMap<>();
  private final Map<String, Level> levels;
  private final double toleranceSquareMetres;
  private final List<Flaw> flaws = new ArrayList<>();

  private Validation(
      Collection<AreaVersion> areas, Map<String, Level> levels, double toleranceSquareMetres) {
    areas.forEach(area -> this.areas.put(area.code(), area));
    this.levels = levels;
    this.toleranceSquareMetres = toleranceSquareMetres;
  }

  static List<Flaw> check(
      Collection<AreaVersion> areas, Map<String, Level> levels, double toleranceSquareMetres) {
    var validation = new Validation(areas, levels, toleranceSquareMetres);
    validation.checkNesting();
    validation.checkOutlines();
    return List.copyOf(validation.flaws);
  }

  private void checkNesting() {
    for (var area : areas.values()) {
      var level = levels.get(area.level());
      if (level == null) {
        report(Flaw.Kind.UNKNOWN_LEVEL, 0, area.code());
      }
      if (area.parent() == null) {
        continue;
      }
      var parent = areas.get(area.parent());
      if (parent == null) {
        report(Flaw.Kind.UNKNOWN_PARENT, 0, area.code(), area.parent());
        continue;
      }
      var above = levels.get(parent.level());
      if (level != null && above != null && above.rank() >= level.rank()) {
        report(Flaw.Kind.WRONG_LEVEL_ORDER, 0, area.code(), parent.code());
      }
      if (inCircle(area)) {
        report(Flaw.Kind.CIRCLE, 0, area.code());
      }
    }
  }

  private boolean inCircle(AreaVersion area) {
    var seen = new HashSet<String>();
    for (var at = area; at != null; at = at.parent() == null ? null : areas.get(at.parent())) {
      if (!seen.add(at.code())) {
        return true;
      }
    }
    return false;
  }

  private void checkOutlines() {
    var sound = new ArrayList<AreaVersion>();
    for (var area : areas.values()) {
      if (!new IsValidOp(area.outline()).isValid()) {
        report(Flaw.Kind.SELF_INTERSECTION, 0, area.code());
      } else if (!area.outline().isEmpty()) {
        sound.add(area);
      }
    }
    var outlined = new HashSet<String>();
    sound.forEach(area -> outlined.add(area.code()));
    var byLevel = new TreeMap<String, List<AreaVersion>>();
    var byParent = new TreeMap<String, List<AreaVersion>>();
    for (var area : sound) {
      byLevel.computeIfAbsent(area.level(), level -> new ArrayList<>()).add(area);
      if (area.parent() != null && outlined.contains(area.parent())) {
        byParent.computeIfAbsent(area.parent(), code -> new ArrayList<>()).add(area);
      }
    }
    byLevel.values().forEach(this::checkOverlaps);
    for (var parent : sound) {
      var children = byParent.get(parent.code());
      if (children != null) {
        checkFilled(parent, children);
      }
    }
  }

  private void checkOverlaps(List<AreaVersion> sameLevel) {
    var tree = new STRtree();
    sameLevel.forEach(area -> tree.insert(area.outline().getEnvelopeInternal(), area));
    tree.build();
    for (var area : sameLevel) {
      @SuppressWarnings("unchecked")
      List<AreaVersion> near = tree.query(area.outline().getEnvelopeInternal());
      for (var other : near) {
        if (area.code().compareTo(other.code()) < 0) {
          var shared = overlay(area.outline(), other.outline(), OverlayNG.INTERSECTION);
          reportLand(Flaw.Kind.OVERLAP, shared, area.code(), other.code());
        }
      }
    }
  }

  private void checkFilled(AreaVersion parent, List<AreaVersion> children) {
    var union = OverlayNGRobust.union(children.stream().map(AreaVersion::outline).toList());
    reportLand(
        Flaw.Kind.GAP, overlay(parent.outline(), union, OverlayNG.DIFFERENCE), parent.code());
    for (var child : children) {
      var outside = overlay(child.outline(), parent.outline(), OverlayNG.DIFFERENCE);
      reportLand(Flaw.Kind.OUTSIDE_PARENT, outside, child.code(), parent.code());
    }
  }

  private static Geometry overlay(Geometry a, Geometry b, int operation) {
    return OverlayNGRobust.overlay(a, b, operation);
  }

  private void reportLand(Flaw.Kind kind, Geometry land, String... codes) {
    var squareMetres = Surface.squareMetres(land);
    if (squareMetres > toleranceSquareMetres) {
      report(kind, squareMetres, codes);
    }
  }

  private void report(Flaw.Kind kind, double squareMetres, String... codes) {
    flaws.add(new Flaw(kind, List.of(codes), squareMetres));
  }
}
