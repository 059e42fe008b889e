package org.yiwang.district;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.geom.Polygon;

/**
 * Scatters the middle points of grids. Each street gets exactly its number of them, denser towards
 * its centre as towns are, all inside the outline and nearest to their own street's centre.
 */
final class Sites {
  /** Degrees; two middle points closer than this (about 40 m) would make a sliver of a grid. */
  private static final double LEAST_DISTANCE = 0.0004;

  private final IndexedPointInAreaLocator inside;
  private final Polygon outline;
  private final Random random;

  Sites(Polygon outline, Random random) {
    this.outline = outline;
    this.inside = new IndexedPointInAreaLocator(outline);
    this.random = random;
  }

  /** The sites of each street, in the order of {@code centres}. */
  List<List<Coordinate>> scatter(List<Coordinate> centres, List<Integer> counts) {
    var result = new ArrayList<List<Coordinate>>();
    for (var street = 0; street < centres.size(); street++) {
      var sites = new ArrayList<Coordinate>();
      while (sites.size() < counts.get(street)) {
        var site = draw();
        if (nearest(centres, site) == street && farFromAll(sites, site) && keep(centres, site)) {
          sites.add(site);
        }
      }
      result.add(sites);
    }
    return result;
  }

  /** A point of the outline, every place as likely as any other. */
  private Coordinate draw() {
    var box = outline.getEnvelopeInternal();
    while (true) {
      var point =
          new Coordinate(
              box.getMinX() + random.nextDouble() * box.getWidth(),
              box.getMinY() + random.nextDouble() * box.getHeight());
      if (inside.locate(point) == Location.INTERIOR) {
        return point;
      }
    }
  }

  private boolean keep(List<Coordinate> centres, Coordinate site) {
    var degrees = site.distance(centres.get(nearest(centres, site)));
    return random.nextDouble() < 0.15 + 0.85 / (1 + degrees * degrees * 10_000);
  }

  private static boolean farFromAll(List<Coordinate> sites, Coordinate site) {
    return sites.stream().allMatch(other -> other.distance(site) > LEAST_DISTANCE);
  }

  private static int nearest(List<Coordinate> centres, Coordinate site) {
    return IntStream.range(0, centres.size())
        .boxed()
        .min(Comparator.comparingDouble(i -> centres.get(i).distance(site)))
        .orElseThrow();
  }
}
