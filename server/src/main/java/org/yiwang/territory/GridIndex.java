package org.yiwang.territory;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.index.strtree.STRtree;

/**
 * Which of many outlines is a point in: a tree of their boxes, and for each a locator that has its
 * edges indexed. Built once and only read afterwards, by any number of threads.
 *
 * <p>A point on a shared border belongs to the smallest code, so that the answer does not depend on
 * the order of the import.
 */
final class GridIndex {
  private record Entry(String code, IndexedPointInAreaLocator locator) {}

  private final STRtree tree;

  GridIndex(Collection<AreaVersion> areas) {
    tree = new STRtree();
    for (var area : areas) {
      if (!area.outline().isEmpty()) {
        var entry = new Entry(area.code(), new IndexedPointInAreaLocator(area.outline()));
        // The first question builds a locator's index: ask it now, not in the hot path.
        entry.locator.locate(area.outline().getCoordinate());
        tree.insert(area.outline().getEnvelopeInternal(), entry);
      }
    }
    tree.build();
  }

  @Nullable String find(double lon, double lat) {
    var point = new Coordinate(lon, lat);
    @SuppressWarnings("unchecked")
    List<Entry> boxes = tree.query(new Envelope(point));
    String found = null;
    for (var entry : boxes) {
      if ((found == null || entry.code.compareTo(found) < 0)
          && entry.locator.locate(point) != Location.EXTERIOR) {
        found = entry.code;
      }
    }
    return found;
  }
}
