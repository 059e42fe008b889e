package org.yiwang.engine.program;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yiwang.engine.Trace.Predicate;
import org.yiwang.engine.condition.Condition;
import org.yiwang.engine.program.forest.Forest;

/**
 * A value that stands out from those of the last hours or days. The values of an hour are held
 * against a forest grown from the span before that hour, so that the answer depends on readings and
 * their times alone, however and whenever they came. Slots: the last score and what was expected.
 *
 * <p>Forests are kept beside it, like any value that can be worked out again: of each series that
 * of the hour and the one before, since late data is judged with the hour it belongs to.
 */
final class ForestLeaf extends ValueLeaf {
  private static final long HOUR = 3_600_000;

  private final int slot;
  private final double over;
  private final long withinMillis;
  private final long seed;
  private final Map<Long, Forest> grown = new HashMap<>();

  ForestLeaf(String path, Layout layout, Condition.Forest forest) {
    super(path, layout, 1);
    this.slot = layout.take(2);
    this.over = forest.over();
    this.withinMillis = forest.withinMillis();
    this.seed = (forest.property() + path).hashCode();
    layout.start(slot, Double.doubleToRawLongBits(Double.NaN));
  }

  @Override
  boolean test(long[] cell, Readings readings, int at, boolean before) {
    cell[slot] = Double.doubleToRawLongBits(Double.NaN);
    var row = row(readings, at);
    long hour = Math.floorDiv(readings.time(at), HOUR);
    if (row == null) {
      return false;
    }
    var forest = forest(readings, at, hour);
    if (forest == null) {
      return false;
    }
    double score = forest.score(row);
    cell[slot] = Double.doubleToRawLongBits(score);
    cell[slot + 1] = Double.doubleToRawLongBits(forest.expected(row));
    return score > over;
  }

  /** The value with those before it, or null where there are too few. */
  private double @Nullable [] row(Readings readings, int at) {
    var row = new double[Forest.ROW];
    int from = at;
    for (int i = Forest.ROW - 1; i >= 0; i--) {
      if (from < 0) {
        return null;
      }
      row[i] = readings.value(from);
      from = readings.before(from, readings.time(at) - withinMillis);
    }
    return row;
  }

  private @Nullable Forest forest(Readings readings, int at, long hour) {
    long start = hour * HOUR;
    var past = new double[16];
    int count = 0;
    for (int i = readings.before(at, start - withinMillis);
        i >= 0;
        i = readings.before(i, start - withinMillis)) {
      if (readings.time(i) < start) {
        if (count == past.length) {
          past = Arrays.copyOf(past, count * 2);
        }
        past[count++] = readings.value(i);
      }
    }
    if (count < Forest.LEAST) {
      return null;
    }
    past = reversed(past, count);
    long key = (long) readings.series(at) << 1 | hour & 1;
    var forest = grown.get(key);
    if (forest == null || !forest.isGrownFrom(past)) {
      forest = new Forest(past, seed + readings.series(at));
      grown.put(key, forest);
    }
    return forest;
  }

  private static double[] reversed(double[] values, int count) {
    var turned = new double[count];
    for (int i = 0; i < count; i++) {
      turned[i] = values[count - 1 - i];
    }
    return turned;
  }

  @Override
  long memoryMillis() {
    return withinMillis + HOUR;
  }

  @Override
  double farther(double a, double b) {
    return b;
  }

  @Override
  double limit() {
    return Double.NaN;
  }

  @Override
  @Nullable String unit() {
    return null;
  }

  @Override
  public void describe(long[] cell, long now, List<Predicate> into) {
    super.describe(cell, now, into);
    boolean holds = holds(cell, now);
    double score = Double.longBitsToDouble(cell[slot]);
    boolean known = !Double.isNaN(score);
    Double expected = known ? Double.longBitsToDouble(cell[slot + 1]) : null;
    into.add(
        new Predicate(
            path + ".score",
            holds,
            known ? score : null,
            over,
            null,
            null,
            null,
            null,
            null,
            null));
    into.add(
        new Predicate(
            path + ".expected", holds, expected, null, null, null, null, null, null, null));
  }
}
