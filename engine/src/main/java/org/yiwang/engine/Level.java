package org.yiwang.engine;

/**
 * How grave a finding is, after the national warning colours: I red, II orange, III yellow, IV
 * blue.
 */
public enum Level {
  I,
  II,
  III,
  IV;

  /** 4 for I down to 1 for IV: greater is graver. */
  public int severity() {
    return 4 - ordinal();
  }

  /** The level of a severity from 1 (IV) to 4 (I). */
  public static Level ofSeverity(int severity) {
    return values()[4 - severity];
  }
}
