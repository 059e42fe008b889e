package org.yiwang.setting;

import org.jspecify.annotations.Nullable;

/**
 * How baselines are learnt, as the base track's {@code baselines.yaml} says it.
 *
 * @param weeks so many whole weeks before today
 * @param least an hour of the week with fewer readings of a datastream stays unknown
 * @param keepWeeks the first version of each week is kept so long, for who judges the past again; a
 *     half year where it is not said
 */
record BaselineFile(int version, int weeks, int least, @Nullable Integer keepWeeks) {
  static final BaselineFile USUAL = new BaselineFile(1, 4, 20, null);
  private static final int HALF_A_YEAR = 26;

  BaselineFile {
    if (weeks < 1 || weeks > 53) {
      throw new IllegalArgumentException("weeks must be between 1 and 53");
    }
    if (keepWeeks != null && keepWeeks < 1) {
      throw new IllegalArgumentException("keepWeeks must be 1 or more");
    }
    if (least < 1) {
      throw new IllegalArgumentException("least must be 1 or more");
    }
  }

  int weeksKept() {
    return keepWeeks == null ? HALF_A_YEAR : keepWeeks;
  }
}
