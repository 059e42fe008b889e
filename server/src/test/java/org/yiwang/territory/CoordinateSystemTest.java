package org.yiwang.territory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.data.Offset.offset;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CoordinateSystemTest {
  @ParameterizedTest
  @EnumSource
  void thereAndBackIsTheSamePlaceToAMillimetre(CoordinateSystem system) {
    var random = new Random(1);
    for (var i = 0; i < 10_000; i++) {
      var place = new Position(75 + random.nextDouble() * 58, 18 + random.nextDouble() * 34);
      var back = system.toWgs84(system.fromWgs84(place));
      assertThat(back.metresTo(place)).isLessThan(0.001);
    }
  }

  @Test
  void theShiftInChongqingIsAboutHalfAKilometre() {
    var place = new Position(106.55, 29.57);
    assertThat(CoordinateSystem.GCJ02.fromWgs84(place).metresTo(place)).isBetween(400.0, 600.0);
    assertThat(CoordinateSystem.BD09.fromWgs84(place).metresTo(place)).isBetween(800.0, 1500.0);
  }

  @Test
  void outsideChinaNothingIsShifted() {
    var paris = new Position(2.35, 48.86);
    for (var system : CoordinateSystem.values()) {
      assertThat(system.toWgs84(paris)).isEqualTo(paris);
    }
  }

  @Test
  void whatIsNoPositionIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Position(181, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Position(0, Double.NaN));
  }

  @Test
  void distancesAreThoseOfTheSphere() {
    var metres = new Position(106, 29).metresTo(new Position(106, 30));
    assertThat(metres).isCloseTo(111_195, offset(1.0));
  }
}
