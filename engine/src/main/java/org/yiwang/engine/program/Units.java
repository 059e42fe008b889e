package org.yiwang.engine.program;

import org.yiwang.engine.condition.Quantity;

/** Turns a quantity of a rule into the unit that readings come in. */
public final class Units {

  /** Two units that can't be turned into each other. */
  public static final class Mismatch extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Mismatch(String from, String to) {
      super("'" + from + "' can't be compared with readings in '" + to + "'");
    }
  }

  /** The number to compare readings in this unit with. */
  public double convert(Quantity quantity, String unit) {
    if (quantity.unit().isEmpty() || quantity.unit().equals(unit)) {
      return quantity.value();
    }
    throw new Mismatch(quantity.unit(), unit);
  }
}
