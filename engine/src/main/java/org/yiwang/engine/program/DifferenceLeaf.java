package org.yiwang.engine.program;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yiwang.engine.condition.Quantity;

/** A value judged by a difference, such as {@code 5 Cel}, in each unit that readings come in. */
abstract class DifferenceLeaf extends ValueLeaf implements UnitLeaf {
  private final @Nullable Quantity given;
  private final String property;
  private final List<Double> byUnit = new ArrayList<>();

  /**
   * @param given null stands for no difference at all
   */
  DifferenceLeaf(
      String path, Layout layout, int sensors, @Nullable Quantity given, String property) {
    super(path, layout, sensors);
    this.given = given;
    this.property = property;
  }

  /** The difference in the unit of a reading. */
  final double difference(Readings readings, int at) {
    return byUnit.get(readings.unit(at));
  }

  @Override
  public final void check(Units units, String unit) {
    if (given != null) {
      units.convertDifference(given, unit, property);
    }
  }

  /** A unit that means nothing here gets a difference that no value reaches. */
  @Override
  public final void addUnit(Units units, String unit) {
    try {
      byUnit.add(given == null ? 0 : units.convertDifference(given, unit, property));
    } catch (Units.Mismatch otherPort) {
      byUnit.add(Double.POSITIVE_INFINITY);
    }
  }

  /** Neither way is farther than the other: the newest value counts. */
  @Override
  double farther(double a, double b) {
    return b;
  }

  @Override
  double limit() {
    return given == null ? 0 : given.value();
  }

  @Override
  @Nullable String unit() {
    return given == null || given.unit().isEmpty() ? null : given.unit();
  }
}
