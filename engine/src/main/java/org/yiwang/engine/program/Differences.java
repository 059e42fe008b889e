package org.yiwang.engine.program;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yiwang.engine.condition.Quantity;

/** A difference of values, such as {@code 5 Cel}, in each unit that readings come in. */
final class Differences {
  private final @Nullable Quantity given;
  private final String property;
  private final List<Double> byUnit = new ArrayList<>();

  /**
   * @param given null stands for no difference at all
   */
  Differences(@Nullable Quantity given, String property) {
    this.given = given;
    this.property = property;
  }

  void check(Units units, String unit) {
    if (given != null) {
      units.convertDifference(given, unit, property);
    }
  }

  /** A unit that means nothing here gets a difference that no value reaches. */
  void addUnit(Units units, String unit) {
    try {
      byUnit.add(given == null ? 0 : units.convertDifference(given, unit, property));
    } catch (Units.Mismatch otherPort) {
      byUnit.add(Double.POSITIVE_INFINITY);
    }
  }

  double in(int unit) {
    return byUnit.get(unit);
  }

  double value() {
    return given == null ? 0 : given.value();
  }

  @Nullable String unit() {
    return given == null || given.unit().isEmpty() ? null : given.unit();
  }
}
