package org.yiwang.territory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;

/** The index over the model's 1,300 grids finds what a look at every outline finds. */
class LocateTest {
  private static final LocalDate DAY = LocalDate.of(2026, 1, 1);
  private static final int COMPARED = 3_000;

  @Test
  void theIndexFindsWhatAScanOverAllOutlinesFinds() throws IOException {
    var areas = AreaFile.readFolder(Path.of("../demo/district"));
    var period = new Ground(areas, List.of(new Level("grid", 4, "网格", "Grid", false))).on(DAY);
    var grids = areas.stream().filter(area -> area.level().equals("grid")).toList();

    var random = new Random(1);
    var inside = 0;
    for (var i = 0; i < COMPARED; i++) {
      var point = GeoJson.GEOMETRY.createPoint(anywhere(random));
      var scanned =
          grids.stream()
              .filter(grid -> grid.outline().covers(point))
              .map(AreaVersion::code)
              .toList();
      var found = period.locate(point.getX(), point.getY()).map(Area::code);
      if (scanned.isEmpty()) {
        assertThat(found).as("%s", point).isEmpty();
      } else {
        // On a common border either neighbour is right.
        assertThat(scanned).as("%s", point).contains(found.orElse("none"));
        inside++;
      }
    }
    // About four of ten points of the box lie in the district.
    assertThat(inside).isBetween(COMPARED / 4, COMPARED / 2);
  }

  private static Coordinate anywhere(Random random) {
    return new Coordinate(106.45 + random.nextDouble() * 0.43, 29.55 + random.nextDouble() * 0.13);
  }
}
