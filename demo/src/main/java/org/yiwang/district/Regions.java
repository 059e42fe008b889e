package org.yiwang.district;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.locationtech.jts.geom.Coordinate;

/**
 * Groups cells into connected regions: streets out of grids, communities out of a street's grids. A
 * cell that is cut off from the main part of its region joins the neighbouring region that touches
 * it most.
 */
final class Regions {
  private final List<Coordinate> sites;
  private final List<Set<Integer>> neighbours;

  Regions(List<Coordinate> sites, List<Set<Integer>> neighbours) {
    this.sites = sites;
    this.neighbours = neighbours;
  }

  /** Splits {@code members} into {@code count} compact regions (k-means on the sites). */
  List<List<Integer>> split(List<Integer> members, int count) {
    var centres = farthestFirst(members, count);
    var regionOf = new HashMap<Integer, Integer>();
    for (var round = 0; round < 20; round++) {
      for (var cell : members) {
        regionOf.put(cell, nearest(centres, sites.get(cell)));
      }
      for (var region = 0; region < count; region++) {
        var r = region;
        var own = members.stream().filter(cell -> Objects.equals(regionOf.get(cell), r)).toList();
        centres.set(
            region,
            new Coordinate(
                own.stream().mapToDouble(c -> sites.get(c).x).average().orElseThrow(),
                own.stream().mapToDouble(c -> sites.get(c).y).average().orElseThrow()));
      }
    }
    connect(regionOf);
    return group(regionOf, count);
  }

  /** Moves every cut-off part to a neighbouring region until all regions are connected. */
  void connect(HashMap<Integer, Integer> regionOf) {
    for (var changed = true; changed; ) {
      changed = false;
      for (var region : new HashSet<>(regionOf.values())) {
        var parts = parts(regionOf, region);
        for (var part : parts.subList(Math.min(1, parts.size()), parts.size())) {
          var target = mostTouched(part, regionOf, region);
          if (target >= 0) {
            part.forEach(cell -> regionOf.put(cell, target));
            changed = true;
          }
        }
      }
    }
  }

  static List<List<Integer>> group(HashMap<Integer, Integer> regionOf, int count) {
    var result = new ArrayList<List<Integer>>();
    for (var region = 0; region < count; region++) {
      var r = region;
      result.add(
          regionOf.keySet().stream()
              .filter(cell -> Objects.equals(regionOf.get(cell), r))
              .sorted()
              .toList());
    }
    return result;
  }

  /** The connected parts of a region, the largest first. */
  private List<List<Integer>> parts(HashMap<Integer, Integer> regionOf, int region) {
    var left = new TreeSet<Integer>();
    regionOf.forEach((cell, r) -> {
      if (r == region) {
        left.add(cell);
      }
    });
    var parts = new ArrayList<List<Integer>>();
    while (!left.isEmpty()) {
      var part = new ArrayList<Integer>();
      var queue = new ArrayDeque<Integer>();
      queue.add(left.removeFirst());
      while (!queue.isEmpty()) {
        var cell = queue.remove();
        part.add(cell);
        neighbours.get(cell).stream().sorted().filter(left::remove).forEach(queue::add);
      }
      parts.add(part);
    }
    parts.sort((a, b) -> Integer.compare(b.size(), a.size()));
    return parts;
  }

  private int mostTouched(List<Integer> part, HashMap<Integer, Integer> regionOf, int region) {
    var touches = new TreeMap<Integer, Integer>();
    for (var cell : part) {
      for (var neighbour : neighbours.get(cell)) {
        var other = regionOf.get(neighbour);
        if (other != null && other != region) {
          touches.merge(other, 1, Integer::sum);
        }
      }
    }
    return touches.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse(-1);
  }

  private List<Coordinate> farthestFirst(List<Integer> members, int count) {
    var centres = new ArrayList<Coordinate>();
    centres.add(sites.get(members.getFirst()));
    while (centres.size() < count) {
      var best = members.getFirst();
      var bestDistance = -1.0;
      for (var cell : members) {
        var site = sites.get(cell);
        var distance = site.distance(centres.get(nearest(centres, site)));
        if (distance > bestDistance) {
          best = cell;
          bestDistance = distance;
        }
      }
      centres.add(sites.get(best));
    }
    return centres;
  }

  private static int nearest(List<Coordinate> centres, Coordinate site) {
    var best = 0;
    for (var i = 1; i < centres.size(); i++) {
      if (centres.get(i).distance(site) < centres.get(best).distance(site)) {
        best = i;
      }
    }
    return best;
  }
}
