package org.yiwang.setting;

/**
 * How baselines are learnt, as the base track's {@code baselines.yaml} says it.
 *
 * @param weeks so many whole weeks before today
 * @param least an hour of the week with fewer readings of a datastream stays unknown
 */
record BaselineFile(int version, int weeks, int least) {
  static final BaselineFile USUAL = new BaselineFile(1, 4, 20);

  BaselineFile {
    if (weeks < 1 || weeks > 53) {
      throw new IllegalArgumentException("weeks must be between 1 and 53");
    }
    if (least < 1) {
      throw new IllegalArgumentException("least must be 1 or more");
    }
  }
}
