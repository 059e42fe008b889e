package org.yiwang.engine.program.forest;

import com.amazon.randomcutforest.RandomCutForest;
import java.util.Arrays;

/**
 * A random cut forest (Guha et al., ICML 2016) grown from past readings of one series, four in a
 * row at a time. It is a function of these readings and its seed alone, so it needs no place in
 * snapshots: it is grown again from the readings that are kept.
 */
public final class Forest {
  /** Readings in a row that are looked at together: a value may be unusual only after others. */
  public static final int ROW = 4;

  /** From fewer readings nothing is learnt. */
  public static final int LEAST = 64;

  private static final int TREES = 30;
  private static final int SAMPLE = 128;

  private final double[] grownFrom;
  private final RandomCutForest forest;

  /**
   * @param past readings in their order
   */
  public Forest(double[] past, long seed) {
    grownFrom = past.clone();
    forest =
        RandomCutForest.builder()
            .dimensions(ROW)
            .shingleSize(ROW)
            .numberOfTrees(TREES)
            .sampleSize(SAMPLE)
            .randomSeed(seed)
            .parallelExecutionEnabled(false)
            .build();
    var row = new double[ROW];
    for (int end = ROW; end <= past.length; end++) {
      System.arraycopy(past, end - ROW, row, 0, ROW);
      forest.update(row);
    }
  }

  public boolean isGrownFrom(double[] past) {
    return Arrays.equals(grownFrom, past);
  }

  /**
   * How much the last value of a row stands out: about 1 is at the edge of what is usual, twice
   * that is far from it.
   */
  public double score(double[] row) {
    return forest.getAnomalyScore(row);
  }

  /** What would have been usual in place of the last value of a row. */
  public double expected(double[] row) {
    return forest.imputeMissingValues(row, 1, new int[] {ROW - 1})[ROW - 1];
  }
}
