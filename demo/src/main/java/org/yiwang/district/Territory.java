package org.yiwang.district;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;

/**
 * Builds all areas of the model, the smallest first: grids, then the communities, streets, district
 * and city that are their unions. Codes follow GB/T 34300-2017: district 6 digits, street 9,
 * community 12, grid 15.
 */
final class Territory {
  private final Table areas;
  private final Table words;
  private final Random random;

  Territory(Table areas, Table words, Random random) {
    this.areas = areas;
    this.words = words;
    this.random = random;
  }

  /** All areas, parents before children. */
  List<Area> build(Polygon outline) {
    var streets = ofLevel("street");
    var centres =
        streets.stream().map(s -> new Coordinate(number(s, "lon"), number(s, "lat"))).toList();
    var counts = streets.stream().map(s -> Integer.parseInt(s.get("grids"))).toList();
    var scattered = new Sites(outline, random).scatter(centres, counts);

    var sites = new ArrayList<Coordinate>();
    var streetOf = new HashMap<Integer, Integer>();
    for (var street = 0; street < scattered.size(); street++) {
      for (var site : scattered.get(street)) {
        streetOf.put(sites.size(), street);
        sites.add(site);
      }
    }
    var cells = Cells.around(sites, outline);
    var regions = new Regions(sites, Cells.neighbours(cells));
    regions.connect(streetOf);

    var whole = Cells.dissolve(cells);
    var city = area(ofLevel("city").getFirst(), null, whole);
    var district = area(ofLevel("district").getFirst(), city, whole);
    var result = new ArrayList<>(List.of(city, district));
    var members = Regions.group(streetOf, streets.size());
    for (var i = 0; i < streets.size(); i++) {
      var row = streets.get(i);
      var street = area(row, district, union(cells, members.get(i)));
      result.add(street);
      var groups = regions.split(members.get(i), Integer.parseInt(row.get("communities")));
      addCommunities(result, street, westFirst(groups, sites), cells, sites);
    }
    return result;
  }

  private void addCommunities(
      List<Area> result,
      Area street,
      List<List<Integer>> groups,
      List<Polygon> cells,
      List<Coordinate> sites) {
    var names = new ArrayList<>(words.rows());
    Collections.shuffle(names, random);
    var town = street.name().endsWith("镇");
    for (var i = 0; i < groups.size(); i++) {
      var community =
          new Area(
              "%s%03d".formatted(street.code(), i + 1),
              names.get(i).get("zh") + (town ? "村" : "社区"),
              names.get(i).get("en") + (town ? " Village" : " Community"),
              "community",
              street,
              union(cells, groups.get(i)));
      result.add(community);
      var grids = new ArrayList<>(groups.get(i));
      grids.sort(Comparator.comparingDouble(cell -> sites.get(cell).x));
      for (var j = 0; j < grids.size(); j++) {
        result.add(
            new Area(
                "%s%03d".formatted(community.code(), j + 1),
                "%d-%d网格".formatted(i + 1, j + 1),
                "Grid %d-%d".formatted(i + 1, j + 1),
                "grid",
                community,
                cells.get(grids.get(j))));
      }
    }
  }

  private static List<List<Integer>> westFirst(List<List<Integer>> groups, List<Coordinate> sites) {
    var sorted = new ArrayList<>(groups);
    sorted.sort(
        Comparator.comparingDouble(
            group -> group.stream().mapToDouble(c -> sites.get(c).x).average().orElseThrow()));
    return sorted;
  }

  private static Geometry union(List<Polygon> cells, List<Integer> members) {
    return Cells.dissolve(members.stream().map(cells::get).toList());
  }

  private static Area area(Table.Row row, @Nullable Area parent, Geometry shape) {
    return new Area(
        row.get("code"), row.get("name"), row.get("en"), row.get("level"), parent, shape);
  }

  private List<Table.Row> ofLevel(String level) {
    return areas.rows().stream().filter(row -> row.get("level").equals(level)).toList();
  }

  private static double number(Table.Row row, String column) {
    return Double.parseDouble(row.get(column));
  }

  /** The polygon of an outline table, closed. */
  static Polygon outline(Table table) {
    var ring = new ArrayList<Coordinate>();
    table.rows().forEach(row -> ring.add(new Coordinate(number(row, "lon"), number(row, "lat"))));
    ring.add(ring.getFirst().copy());
    return new GeometryFactory().createPolygon(ring.toArray(Coordinate[]::new));
  }
}
