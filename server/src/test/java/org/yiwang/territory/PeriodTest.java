package org.yiwang.territory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PeriodTest {
  private final Period period = new Period(Squares.map(), Squares.DAY, Squares.LEVELS);

  @Test
  void aPointIsInItsGridAndTheGridInItsStreetAndDistrict() {
    var grid = period.locate(Squares.lon(2.5), 29.505).orElseThrow();

    assertThat(grid.code()).isEqualTo("G3");
    assertThat(grid.path()).isEqualTo("/D/S2/G3/");
    assertThat(period.path("G3")).extracting(Area::code).containsExactly("D", "S2", "G3");
    assertThat(grid.liesIn(period.find("S2").orElseThrow())).isTrue();
    assertThat(grid.liesIn(period.find("S1").orElseThrow())).isFalse();
  }

  @Test
  void aPointOnABorderIsInTheSmallerCode() {
    assertThat(period.locate(Squares.lon(1), 29.505)).map(Area::code).contains("G1");
    assertThat(period.locate(Squares.lon(2), 29.51)).map(Area::code).contains("G2");
  }

  @Test
  void outsideThereIsNothing() {
    assertThat(period.locate(100, 20)).isEmpty();
    assertThat(period.find("X")).isEmpty();
    assertThat(period.path("X")).isEmpty();
  }

  @Test
  void eachDayHasTheMapOfItsTime() {
    var versions = new ArrayList<AreaVersion>();
    for (var area : Squares.map()) {
      if (area.code().equals("G1")) {
        versions.addAll(
            History.with(List.of(area), area.named("later", null).beginningOn(Squares.DAY)));
      } else {
        versions.add(area);
      }
    }
    var ground = new Ground(versions, List.copyOf(Squares.LEVELS.values()));

    assertThat(nameOn(ground, Squares.DAY.minusDays(1))).isEqualTo("name of G1");
    assertThat(nameOn(ground, Squares.DAY)).isEqualTo("later");
    assertThat(ground.on(LocalDate.of(2019, 12, 31)).areas()).isEmpty();
    assertThat(ground.on(Squares.DAY)).isSameAs(ground.on(Squares.DAY.plusYears(3)));
  }

  private static String nameOn(Ground ground, LocalDate day) {
    return ground.on(day).locate(Squares.lon(0.5), 29.505).orElseThrow().name();
  }
}
