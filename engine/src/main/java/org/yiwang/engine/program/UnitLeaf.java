package org.yiwang.engine.program;

/** A leaf with quantities that are turned into each unit its readings come in, once. */
interface UnitLeaf {
  /**
   * Refuses a unit that its quantities can't be turned into.
   *
   * @throws Units.Mismatch for such a unit
   */
  void check(Units units, String unit);

  /** Adds a unit that readings come in; units are numbered in the order they are added. */
  void addUnit(Units units, String unit);
}
