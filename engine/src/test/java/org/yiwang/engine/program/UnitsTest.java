package org.yiwang.engine.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yiwang.engine.condition.Quantity;

class UnitsTest {
  private final Units units = new Units(Map.of("methane", new Quantity(5, "%vol")));

  @ParameterizedTest
  @CsvSource({
    "25, %LEL, ppm, 12500",
    "25, %LEL, %vol, 1.25",
    "20, %LEL, %LEL, 20",
    "1.25, %vol, %LEL, 25",
    "12500, ppm, %LEL, 25",
    "21.5, Cel, K, 294.65",
    "1.8, m, cm, 180",
    "60, km/h, m/s, 16.666666666666668",
    "2.5, bar, kPa, 250",
    "35, ug/m3, mg/m3, 0.035",
    "36, m3/h, L/s, 10",
    "3, '', anything, 3",
    "-70, dBm, dBm, -70",
  })
  void turnsALimitIntoTheUnitOfTheReadings(double value, String from, String to, double expected) {
    assertThat(units.convert(new Quantity(value, from), to, "methane")).isEqualTo(expected);
  }

  @Test
  void refusesWhatDoesNotFit() {
    assertThatThrownBy(() -> units.convert(new Quantity(25, "Cel"), "ppm", "methane"))
        .isInstanceOf(Units.Mismatch.class)
        .hasMessage("'Cel' can't be compared with readings in 'ppm'");
    assertThatThrownBy(() -> units.convert(new Quantity(25, "%LEL"), "ppm", "hydrogen"))
        .isInstanceOf(Units.Mismatch.class);
  }
}
