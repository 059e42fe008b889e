package org.yiwang.engine.condition;

/** A number with its unit as written in a rule; the unit is empty for a plain number. */
public record Quantity(double value, String unit) {}
