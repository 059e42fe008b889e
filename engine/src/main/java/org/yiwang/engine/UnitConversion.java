package org.yiwang.engine;

import java.util.Map;
import org.yiwang.engine.condition.Quantity;
import org.yiwang.engine.program.Units;

/** Turns values from one unit of measure into another, by the same table the rules use. */
public final class UnitConversion {
  private static final Units UNITS = new Units(Map.of());

  private UnitConversion() {}

  /**
   * A value in another unit; the units are written as UCUM or people write them ({@code Cel},
   * {@code mg/m3}).
   *
   * @throws IllegalArgumentException when one can't be turned into the other
   */
  public static double convert(double value, String from, String to) {
    try {
      return UNITS.convert(new Quantity(value, from), to, "");
    } catch (Units.Mismatch e) {
      throw new IllegalArgumentException("'" + from + "' can't be turned into '" + to + "'", e);
    }
  }
}
