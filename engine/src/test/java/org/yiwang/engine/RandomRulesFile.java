package org.yiwang.engine;

import java.util.Random;

/** Random rule files for tests of the text they are written in. */
public final class RandomRulesFile {
  private RandomRulesFile() {}

  public static String of(Random random) {
    return new RandomRules(random).file();
  }
}
