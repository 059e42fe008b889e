package org.yiwang.district;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.locationtech.jts.coverage.CoverageUnion;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineSegment;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.PrecisionModel;
import org.locationtech.jts.geom.util.LinearComponentExtracter;
import org.locationtech.jts.index.kdtree.KdNode;
import org.locationtech.jts.index.kdtree.KdTree;
import org.locationtech.jts.operation.overlayng.UnaryUnionNG;
import org.locationtech.jts.operation.polygonize.Polygonizer;
import org.locationtech.jts.triangulate.VoronoiDiagramBuilder;

/**
 * Cells of land around sites: a Voronoi diagram cut to the outline.
 *
 * <p>Clipping cell by cell and rounding afterwards would leave hair gaps. Instead all lines are
 * noded together on a grid of 1e-6 degrees (0.1 m) and the faces between them are taken, so that
 * neighbours share every vertex and the cells fill the outline exactly.
 */
final class Cells {
  private static final PrecisionModel MICRODEGREES = new PrecisionModel(1e6);
  private static final GeometryFactory GEOMETRY = new GeometryFactory(MICRODEGREES);

  private Cells() {}

  /** One polygon a site, in the order of the sites. */
  static List<Polygon> around(List<Coordinate> sites, Polygon outline) {
    var faces = facesOf(voronoi(sites, outline), outline);
    var owners = ownersOf(faces, sites);
    var pieces = new ArrayList<List<Polygon>>();
    sites.forEach(site -> pieces.add(new ArrayList<>()));
    for (var i = 0; i < faces.size(); i++) {
      pieces.get(owners[i]).add(faces.get(i));
    }
    return pieces.stream().map(Cells::dissolve).map(Polygon.class::cast).toList();
  }

  /** The union of cells that share their edges vertex by vertex. */
  static Geometry dissolve(Collection<? extends Geometry> parts) {
    return CoverageUnion.union(parts.toArray(Geometry[]::new)).norm();
  }

  /** For each cell the cells that share at least one edge with it. */
  static List<Set<Integer>> neighbours(List<Polygon> cells) {
    Map<LineSegment, Integer> seen = new HashMap<>();
    var result = new ArrayList<Set<Integer>>();
    for (var i = 0; i < cells.size(); i++) {
      result.add(new HashSet<>());
      for (var edge : edges(cells.get(i))) {
        var other = seen.putIfAbsent(edge, i);
        if (other != null && other != i) {
          result.get(i).add(other);
          result.get(other).add(i);
        }
      }
    }
    return result;
  }

  private static Geometry voronoi(List<Coordinate> sites, Polygon outline) {
    var builder = new VoronoiDiagramBuilder();
    builder.setSites(sites);
    builder.setClipEnvelope(outline.getEnvelopeInternal());
    return builder.getDiagram(GEOMETRY);
  }

  @SuppressWarnings("unchecked")
  private static List<Polygon> facesOf(Geometry diagram, Polygon outline) {
    var lines = new ArrayList<Geometry>(LinearComponentExtracter.getLines(diagram));
    lines.add(outline.getExteriorRing());
    var noded = UnaryUnionNG.union(lines, GEOMETRY, MICRODEGREES);
    var polygonizer = new Polygonizer();
    polygonizer.add(noded);
    return ((Collection<Polygon>) polygonizer.getPolygons())
        .stream()
            .filter(face -> outline.contains(face.getInteriorPoint()))
            .map(face -> (Polygon) face.norm())
            .sorted()
            .toList();
  }

  /**
   * The site that owns each face. A bay of the outline may cut a cell in two; the piece without the
   * site then goes to the neighbour it shares the longest edge with.
   */
  @SuppressWarnings("unchecked")
  private static int[] ownersOf(List<Polygon> faces, List<Coordinate> sites) {
    var tree = new KdTree();
    for (var i = 0; i < sites.size(); i++) {
      tree.insert(sites.get(i), i);
    }
    var owners = new int[faces.size()];
    var lost = new ArrayList<Integer>();
    for (var i = 0; i < faces.size(); i++) {
      var face = faces.get(i);
      var hits =
          ((List<KdNode>) tree.query(face.getEnvelopeInternal()))
              .stream()
                  .filter(node -> face.contains(GEOMETRY.createPoint(node.getCoordinate())))
                  .toList();
      if (hits.size() == 1) {
        owners[i] = (Integer) hits.getFirst().getData();
      } else {
        owners[i] = -1;
        lost.add(i);
      }
    }
    for (var i : lost) {
      owners[i] = longestNeighbour(i, faces, owners);
    }
    return owners;
  }

  private static int longestNeighbour(int lost, List<Polygon> faces, int[] owners) {
    var mine = new HashSet<>(edges(faces.get(lost)));
    var lengths = new HashMap<Integer, Double>();
    for (var i = 0; i < faces.size(); i++) {
      if (owners[i] < 0 || !faces.get(i).intersects(faces.get(lost))) {
        continue;
      }
      for (var edge : edges(faces.get(i))) {
        if (mine.contains(edge)) {
          lengths.merge(owners[i], edge.getLength(), Double::sum);
        }
      }
    }
    return lengths.entrySet().stream()
        .max(
            Comparator.comparingDouble((Map.Entry<Integer, Double> e) -> e.getValue())
                .thenComparing(Map.Entry::getKey))
        .orElseThrow()
        .getKey();
  }

  private static List<LineSegment> edges(Polygon polygon) {
    var ring = polygon.getExteriorRing().getCoordinates();
    var edges = new ArrayList<LineSegment>();
    for (var i = 1; i < ring.length; i++) {
      var edge = new LineSegment(ring[i - 1], ring[i]);
      edge.normalize();
      edges.add(edge);
    }
    return edges;
  }
}
