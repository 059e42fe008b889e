package org.yiwang.territory;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The grid around a point on a day, among the 1,300 grids of the model district: random points
 * within the district, and random points of the box around it, six of ten of which lie outside.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LocatePoint {
  private static final LocalDate DAY = LocalDate.of(2026, 1, 1);
  private static final int POINTS = 1 << 16;

  private Ground ground = new Ground(List.of(), List.of());
  private Coordinate[] within = new Coordinate[0];
  private Coordinate[] around = new Coordinate[0];
  private int next;

  @Setup
  public void begin() throws IOException {
    var district = Path.of(System.getProperty("yiwang.home", "."), "demo", "district");
    var areas = AreaFile.readFolder(district);
    var levels =
        List.of(
            new Level("street", 2, "街镇", "Street", true),
            new Level("grid", 4, "网格", "Grid", false));
    ground = new Ground(areas, levels);
    var box = new Envelope();
    areas.forEach(area -> box.expandToInclude(area.outline().getEnvelopeInternal()));
    var random = new Random(1);
    var points =
        Stream.generate(() ->
            new Coordinate(
                box.getMinX() + random.nextDouble() * box.getWidth(),
                box.getMinY() + random.nextDouble() * box.getHeight()));
    around = points.limit(POINTS).toArray(Coordinate[]::new);
    within =
        Stream.generate(() -> around[random.nextInt(POINTS)])
            .filter(point -> ground.on(DAY).locate(point.x, point.y).isPresent())
            .limit(POINTS)
            .toArray(Coordinate[]::new);
  }

  @Benchmark
  public Optional<Area> withinTheDistrict() {
    return locate(within);
  }

  @Benchmark
  public Optional<Area> aroundTheDistrict() {
    return locate(around);
  }

  /** As the server asks: the day's areas first, then the grid. */
  private Optional<Area> locate(Coordinate[] points) {
    next = (next + 1) % POINTS;
    var point = points[next];
    return ground.on(DAY).locate(point.x, point.y);
  }
}
