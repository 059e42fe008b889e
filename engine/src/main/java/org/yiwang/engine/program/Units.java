package org.yiwang.engine.program;

import static javax.measure.MetricPrefix.CENTI;
import static javax.measure.MetricPrefix.HECTO;
import static javax.measure.MetricPrefix.KILO;
import static javax.measure.MetricPrefix.MEGA;
import static javax.measure.MetricPrefix.MICRO;
import static javax.measure.MetricPrefix.MILLI;
import static tech.units.indriya.AbstractUnit.ONE;
import static tech.units.indriya.unit.Units.AMPERE;
import static tech.units.indriya.unit.Units.CELSIUS;
import static tech.units.indriya.unit.Units.CUBIC_METRE;
import static tech.units.indriya.unit.Units.GRAM;
import static tech.units.indriya.unit.Units.HERTZ;
import static tech.units.indriya.unit.Units.HOUR;
import static tech.units.indriya.unit.Units.KELVIN;
import static tech.units.indriya.unit.Units.KILOMETRE_PER_HOUR;
import static tech.units.indriya.unit.Units.LITRE;
import static tech.units.indriya.unit.Units.METRE;
import static tech.units.indriya.unit.Units.METRE_PER_SECOND;
import static tech.units.indriya.unit.Units.MINUTE;
import static tech.units.indriya.unit.Units.PASCAL;
import static tech.units.indriya.unit.Units.SECOND;
import static tech.units.indriya.unit.Units.VOLT;
import static tech.units.indriya.unit.Units.WATT;

import java.math.BigDecimal;
import java.util.Map;
import javax.measure.IncommensurableException;
import javax.measure.Unit;
import org.jspecify.annotations.Nullable;
import org.yiwang.engine.condition.Quantity;

/**
 * Turns a quantity of a rule into the unit that readings come in, by the unit library. Texts are
 * those of UCUM where it has them ({@code Cel}, {@code m3/h}), and those people write besides. The
 * lower explosive limit differs by gas: {@code %LEL} needs it, as a share of the volume, for the
 * property.
 */
public final class Units {
  private static final String EXPLOSIVE = "%LEL";
  private static final Map<String, Unit<?>> KNOWN =
      Map.ofEntries(
          Map.entry("1", ONE),
          Map.entry("%", ONE.divide(100)),
          Map.entry("%vol", ONE.divide(100)),
          Map.entry("ppm", ONE.divide(1_000_000)),
          Map.entry("[ppm]", ONE.divide(1_000_000)),
          Map.entry("ppb", ONE.divide(1_000_000_000)),
          Map.entry("[ppb]", ONE.divide(1_000_000_000)),
          Map.entry("Cel", CELSIUS),
          Map.entry("°C", CELSIUS),
          Map.entry("K", KELVIN),
          Map.entry("m", METRE),
          Map.entry("km", KILO(METRE)),
          Map.entry("cm", CENTI(METRE)),
          Map.entry("mm", MILLI(METRE)),
          Map.entry("Pa", PASCAL),
          Map.entry("hPa", HECTO(PASCAL)),
          Map.entry("kPa", KILO(PASCAL)),
          Map.entry("MPa", MEGA(PASCAL)),
          Map.entry("bar", PASCAL.multiply(100_000)),
          Map.entry("mbar", PASCAL.multiply(100)),
          Map.entry("m/s", METRE_PER_SECOND),
          Map.entry("km/h", KILOMETRE_PER_HOUR),
          Map.entry("s", SECOND),
          Map.entry("min", MINUTE),
          Map.entry("h", HOUR),
          Map.entry("V", VOLT),
          Map.entry("mV", MILLI(VOLT)),
          Map.entry("kV", KILO(VOLT)),
          Map.entry("A", AMPERE),
          Map.entry("mA", MILLI(AMPERE)),
          Map.entry("W", WATT),
          Map.entry("kW", KILO(WATT)),
          Map.entry("Hz", HERTZ),
          Map.entry("g/m3", GRAM.divide(CUBIC_METRE)),
          Map.entry("mg/m3", MILLI(GRAM).divide(CUBIC_METRE)),
          Map.entry("ug/m3", MICRO(GRAM).divide(CUBIC_METRE)),
          Map.entry("µg/m3", MICRO(GRAM).divide(CUBIC_METRE)),
          Map.entry("L/s", LITRE.divide(SECOND)),
          Map.entry("m3/s", CUBIC_METRE.divide(SECOND)),
          Map.entry("m3/h", CUBIC_METRE.divide(HOUR)));

  private final Map<String, Quantity> lowerExplosiveLimits;

  /**
   * @param lowerExplosiveLimits by property, such as methane: 5 %vol
   */
  public Units(Map<String, Quantity> lowerExplosiveLimits) {
    this.lowerExplosiveLimits = Map.copyOf(lowerExplosiveLimits);
  }

  /** Two units that can't be turned into each other. */
  public static final class Mismatch extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Mismatch(String from, String to, @Nullable Throwable cause) {
      super("'" + from + "' can't be compared with readings in '" + to + "'", cause);
    }
  }

  /**
   * The number to compare readings of a property in this unit with. A plain number, and one in a
   * unit of the same name, is taken as it is, so that any unit of a device's own can be used.
   *
   * @throws Mismatch when one can't be turned into the other
   */
  public double convert(Quantity quantity, String unit, String property) {
    if (quantity.unit().isEmpty() || quantity.unit().equals(unit)) {
      return quantity.value();
    }
    var from = find(quantity.unit(), property);
    var to = find(unit, property);
    if (from == null || to == null) {
      throw new Mismatch(quantity.unit(), unit, null);
    }
    try {
      // From the decimal as written, so that 25 %LEL is 12,500 ppm and not a little more.
      var written = BigDecimal.valueOf(quantity.value());
      return from.getConverterToAny(to).convert(written).doubleValue();
    } catch (IncommensurableException e) {
      throw new Mismatch(quantity.unit(), unit, e);
    }
  }

  /**
   * The same for a difference of two quantities: 5 °C apart is 5 K apart.
   *
   * @throws Mismatch when one can't be turned into the other
   */
  public double convertDifference(Quantity difference, String unit, String property) {
    double zero = convert(new Quantity(0, difference.unit()), unit, property);
    double turned = convert(difference, unit, property);
    // Offsets have few decimals; what binary subtraction adds to them is taken off again.
    return zero == 0
        ? turned
        : BigDecimal.valueOf(turned).subtract(BigDecimal.valueOf(zero)).doubleValue();
  }

  private @Nullable Unit<?> find(String text, String property) {
    if (!text.equals(EXPLOSIVE)) {
      return KNOWN.get(text);
    }
    var limit = lowerExplosiveLimits.get(property);
    var of = limit == null ? null : KNOWN.get(limit.unit());
    // Percent of the limit, which is itself so many percent (or ppm) of the volume.
    return limit == null || of == null ? null : of.multiply(limit.value()).divide(100);
  }
}
