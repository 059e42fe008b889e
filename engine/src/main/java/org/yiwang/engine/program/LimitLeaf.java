package org.yiwang.engine.program;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yiwang.engine.condition.Condition;
import org.yiwang.engine.condition.Quantity;

/**
 * Above, below or outside, with hysteresis. The limits are turned into each unit that readings come
 * in, once; readings are compared as they are, so that no rounding of a reading can tip a limit.
 */
final class LimitLeaf extends ValueLeaf implements UnitLeaf {

  /** The four bounds in one unit; what is not given lies at infinity. */
  record Bounds(double low, double high, double rearmLow, double rearmHigh) {}

  private final Condition.Limit limit;
  private final List<Bounds> byUnit = new ArrayList<>();

  LimitLeaf(String path, Layout layout, Condition.Limit limit) {
    super(path, layout, limit.sensors());
    this.limit = limit;
  }

  @Override
  public void check(Units units, String unit) {
    for (var given :
        new @Nullable Quantity[] {limit.low(), limit.high(), limit.rearmLow(), limit.rearmHigh()}) {
      if (given != null) {
        units.convert(given, unit, limit.property());
      }
    }
  }

  /** A unit that is another port's and means nothing here gets bounds that no value is beyond. */
  @Override
  public void addUnit(Units units, String unit) {
    try {
      check(units, unit);
    } catch (Units.Mismatch otherPort) {
      double infinite = Double.POSITIVE_INFINITY;
      byUnit.add(new Bounds(-infinite, infinite, -infinite, infinite));
      return;
    }
    double low = in(units, limit.low(), unit, Double.NEGATIVE_INFINITY);
    double high = in(units, limit.high(), unit, Double.POSITIVE_INFINITY);
    // Without a rearm value it ceases as soon as the value is back at the limit.
    double rearmLow = in(units, limit.rearmLow(), unit, Math.nextDown(low));
    double rearmHigh = in(units, limit.rearmHigh(), unit, Math.nextUp(high));
    byUnit.add(new Bounds(low, high, rearmLow, rearmHigh));
  }

  private double in(Units units, @Nullable Quantity quantity, String unit, double otherwise) {
    return quantity == null ? otherwise : units.convert(quantity, unit, limit.property());
  }

  Bounds bounds(int unit) {
    return byUnit.get(unit);
  }

  @Override
  boolean test(long[] cell, Readings readings, int at, boolean before) {
    double value = readings.value(at);
    var bounds = byUnit.get(readings.unit(at));
    if (value > bounds.high || value < bounds.low) {
      return true;
    }
    return before && !(value < bounds.rearmHigh && value > bounds.rearmLow);
  }

  @Override
  double quietHigh(int unit) {
    return byUnit.get(unit).high;
  }

  @Override
  double quietLow(int unit) {
    return byUnit.get(unit).low;
  }

  @Override
  double farther(double a, double b) {
    return limit.high() == null ? Math.min(a, b) : Math.max(a, b);
  }

  @Override
  double limit() {
    var shown = limit.high() != null ? limit.high() : limit.low();
    return shown == null ? Double.NaN : shown.value();
  }

  @Override
  @Nullable String unit() {
    var shown = limit.high() != null ? limit.high() : limit.low();
    return shown == null || shown.unit().isEmpty() ? null : shown.unit();
  }
}
