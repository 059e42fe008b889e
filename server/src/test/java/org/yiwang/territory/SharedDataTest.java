package org.yiwang.territory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.yiwang.support.SharedData;

/** The importer and the conversions on published data. */
class SharedDataTest {
  /** Half of the last of four decimals: about five metres. */
  private static final double FOUR_DECIMALS = 0.5e-4;

  private static final double SIX_DECIMALS = 0.5e-6;

  private record City(Position wgs84, Position gcj02, Position bd09) {}

  @Test
  void citiesOfChinaAreConvertedToFourDecimalsAndBetter() throws IOException {
    for (var city : cities()) {
      assertNear(CoordinateSystem.GCJ02.toWgs84(city.gcj02), city.wgs84, FOUR_DECIMALS);
      assertNear(CoordinateSystem.BD09.toWgs84(city.bd09), city.wgs84, FOUR_DECIMALS);
      assertNear(CoordinateSystem.GCJ02.fromWgs84(city.wgs84), city.gcj02, FOUR_DECIMALS);
      assertNear(
          CoordinateSystem.BD09.fromWgs84(CoordinateSystem.GCJ02.toWgs84(city.gcj02)),
          city.bd09,
          SIX_DECIMALS);
    }
  }

  private static void assertNear(Position actual, Position expected, double degrees) {
    assertThat(actual.lon()).isCloseTo(expected.lon(), offset(degrees));
    assertThat(actual.lat()).isCloseTo(expected.lat(), offset(degrees));
  }

  private static List<City> cities() throws IOException {
    var lines = Files.readAllLines(SharedData.file("coordinates/china-cities.tsv"));
    return lines.stream()
        .skip(1)
        .map(line -> line.split("\t"))
        .map(cells -> new City(position(cells, 4), position(cells, 6), position(cells, 8)))
        .toList();
  }

  private static Position position(String[] cells, int at) {
    return new Position(Double.parseDouble(cells[at]), Double.parseDouble(cells[at + 1]));
  }

  @Test
  void theRealOutlineOfTheDistrictIsReadAndConverted() throws IOException {
    var file = SharedData.file("territory/jiangbei-outline.geojson");
    var content =
        AreaFile.read(
            List.of(file),
            CoordinateSystem.GCJ02,
            new AreaFile.Defaults(LocalDate.of(1955, 1, 1), "district", "500000"));

    assertThat(content.problems()).isEmpty();
    var district = content.areas().getFirst();
    assertThat(district.code()).isEqualTo("500105");
    assertThat(district.name()).isEqualTo("江北区");
    // 221 km² by the district's own word; the published outline follows the middle of the rivers.
    assertThat(Surface.squareMetres(district.outline()) / 1e6)
        .isCloseTo(221, Percentage.withPercentage(3));
    assertThat(district.outline().isValid()).isTrue();
  }

  @Test
  void theRealStreetsAreReadWithTheirLevelAndParentGivenOnce() throws IOException {
    var file = SharedData.file("territory/streets.csv");
    var content =
        AreaFile.read(
            List.of(file),
            CoordinateSystem.WGS84,
            new AreaFile.Defaults(LocalDate.of(2020, 1, 1), "street", "500105"));

    assertThat(content.problems()).isEmpty();
    assertThat(content.areas()).hasSize(12);
    assertThat(content.areas()).allMatch(area -> "500105".equals(area.parent()));
    assertThat(content.areas()).extracting(AreaVersion::name).contains("鱼嘴镇");
  }
}
