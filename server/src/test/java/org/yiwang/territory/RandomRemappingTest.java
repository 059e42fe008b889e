package org.yiwang.territory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/**
 * Whatever is merged, split and moved in whatever order: the map stays sound, no land is lost, and
 * every code that ended leads to areas in force; those of a grid hold its land. (A street may have
 * given a grid away before it ended.)
 */
class RandomRemappingTest {
  private static final int MAPS = 300;
  private static final int STREETS = 4;
  private static final int GRIDS = 6;

  @Test
  void anyChangesLeaveASoundMapAndLoseNoLand() {
    for (var seed = 0; seed < MAPS; seed++) {
      var random = new Random(seed);
      var before = map();
      var outlines = new HashMap<String, Geometry>();
      var changes = new ArrayList<Remap.Change>();
      var map = before;
      var steps = 1 + random.nextInt(5);
      for (var step = 0; step < steps; step++) {
        changes.add(change(random, map, step, outlines));
        map = work(before, changes, outlines).after();
      }
      check(seed, before, work(before, changes, outlines), changes);
    }
  }

  private static void check(
      int seed, List<AreaVersion> before, Remapping.Outcome outcome, List<Remap.Change> changes) {
    var what = "seed " + seed + ": " + changes;
    assertThat(outcome.problems()).as(what).isEmpty();
    assertThat(Validation.check(outcome.after(), Squares.LEVELS, 1)).as(what).isEmpty();
    var after = outcome.after().stream().collect(Collectors.toMap(AreaVersion::code, area -> area));
    for (var old : before) {
      if (!after.containsKey(old.code())) {
        var next = outcome.successors().getOrDefault(old.code(), List.of());
        assertThat(next).as(what + " " + old.code()).isNotEmpty();
        var land =
            next.stream().map(code -> Objects.requireNonNull(after.get(code)).outline()).toList();
        var lost = old.outline().difference(GeoJson.GEOMETRY.buildGeometry(land).union());
        if (old.level().equals("grid")) {
          assertThat(Surface.squareMetres(lost)).as(what).isLessThan(1);
        }
      }
    }
    assertThat(area(outcome.after())).as(what).isCloseTo(area(before), offset(1e-12));
  }

  /** Square degrees: square metres would depend a little on how land is cut into shapes. */
  private static double area(List<AreaVersion> areas) {
    return areas.stream()
        .filter(area -> area.level().equals("grid"))
        .mapToDouble(area -> area.outline().getArea())
        .sum();
  }

  private static Remapping.Outcome work(
      List<AreaVersion> before, List<Remap.Change> changes, HashMap<String, Geometry> outlines) {
    return Remapping.work(before, new Remap(Squares.DAY, List.copyOf(changes)), outlines);
  }

  private static Remap.Change change(
      Random random, List<AreaVersion> map, int step, HashMap<String, Geometry> outlines) {
    var grids = map.stream().filter(area -> area.level().equals("grid")).toList();
    var streets = map.stream().filter(area -> area.level().equals("street")).toList();
    var grid = grids.get(random.nextInt(grids.size()));
    return switch (random.nextInt(5)) {
      case 0 -> {
        var box = grid.outline().getEnvelopeInternal();
        var middle = box.getMinX() + box.getWidth() / 2;
        var west = new Envelope(box.getMinX(), middle, box.getMinY(), box.getMaxY());
        var east = new Envelope(middle, box.getMaxX(), box.getMinY(), box.getMaxY());
        var parts = List.of(named("W" + step), named("E" + step));
        outlines.put("W" + step, grid.outline().intersection(GeoJson.GEOMETRY.toGeometry(west)));
        outlines.put("E" + step, grid.outline().intersection(GeoJson.GEOMETRY.toGeometry(east)));
        yield new Remap.Split(grid.code(), parts);
      }
      case 1 -> {
        var siblings =
            grids.stream().filter(other -> String.valueOf(other.parent()).equals(grid.parent()));
        var codes = siblings.map(AreaVersion::code).limit(2).toList();
        yield new Remap.Merge(codes, named("M" + step), false);
      }
      case 2 ->
          new Remap.Move(List.of(grid.code()), streets.get(random.nextInt(streets.size())).code());
      case 3 -> {
        var first = streets.get(random.nextInt(streets.size()));
        var second = streets.get(random.nextInt(streets.size()));
        var codes = first == second ? List.of(first.code()) : List.of(first.code(), second.code());
        yield new Remap.Merge(codes, named("T" + step), random.nextBoolean() && codes.size() == 1);
      }
      default -> new Remap.Rename(grid.code(), "named in step " + step, null);
    };
  }

  private static Remap.Named named(String code) {
    return new Remap.Named(code, "new " + code, null, null, null);
  }

  /** Streets beside each other, each of a column of grids. */
  private static List<AreaVersion> map() {
    var areas = new ArrayList<AreaVersion>();
    areas.add(Squares.area("D", "district", null, box(0, STREETS, 0, GRIDS)));
    for (var street = 0; street < STREETS; street++) {
      var code = "S" + street;
      areas.add(Squares.area(code, "street", "D", box(street, street + 1, 0, GRIDS)));
      for (var grid = 0; grid < GRIDS; grid++) {
        var outline = box(street, street + 1, grid, grid + 1);
        areas.add(Squares.area(code + "-" + grid, "grid", code, outline));
      }
    }
    return areas;
  }

  private static Geometry box(int west, int east, int south, int north) {
    return GeoJson.GEOMETRY.toGeometry(
        new Envelope(
            106 + west / 100.0, 106 + east / 100.0, 29 + south / 100.0, 29 + north / 100.0));
  }
}
