package org.yiwang.engine.program;

/** A leaf that hears of the members of an area. */
interface GroupLeaf {

  /** How many members it sees concerned, for as long as it holds. */
  int concerned(long[] cell);
}
