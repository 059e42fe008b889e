package org.yiwang.engine.program;

import java.util.Arrays;

/** Hands out the slots of a cell while a rule is compiled, and keeps what a fresh cell holds. */
final class Layout {
  private long[] fresh = new long[16];
  private int size;

  int take(int slots) {
    int first = size;
    size += slots;
    if (size > fresh.length) {
      fresh = Arrays.copyOf(fresh, size * 2);
    }
    return first;
  }

  void start(int slot, long value) {
    fresh[slot] = value;
  }

  long[] fresh() {
    return Arrays.copyOf(fresh, size);
  }
}
