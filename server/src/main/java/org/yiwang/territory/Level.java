package org.yiwang.territory;

/**
 * A step of the nesting. Which there are is the city's data.
 *
 * @param rank 0 for the outermost; a child's rank is greater than its parent's
 * @param locality whether people name areas of this level before the grid to say where something is
 */
record Level(String code, int rank, String zh, String en, boolean locality) {}
