package org.yiwang.engine.program;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yiwang.engine.Trace.Predicate;

/**
 * A test of single values, remembered for each of up to 64 sensors as a bit. Beside the bits it
 * keeps what a trace tells: the last value, the one that made it hold and the farthest since.
 */
abstract class ValueLeaf extends Leaf {
  static final int SLOTS = 6;
  private static final int HOLDING = 0;
  private static final int AT = 1;
  private static final int VALUE = 2;
  private static final int SINCE = 3;
  private static final int SINCE_VALUE = 4;
  private static final int EXTREME = 5;

  private final int slot;
  private final int sensors;

  ValueLeaf(String path, Layout layout, int sensors) {
    super(path);
    this.slot = layout.take(SLOTS);
    this.sensors = sensors;
    layout.start(slot + AT, NEVER);
    layout.start(slot + SINCE, NEVER);
  }

  /** Whether the reading makes it hold, given whether this sensor made it hold before. */
  abstract boolean test(long[] cell, Readings readings, int at, boolean before);

  abstract double farther(double a, double b);

  @Override
  void take(long[] cell, Readings readings, int at) {
    long now = readings.time(at);
    double value = readings.value(at);
    long bit = 1L << readings.sensor(at);
    boolean held = Long.bitCount(cell[slot + HOLDING]) >= sensors;
    if (test(cell, readings, at, (cell[slot + HOLDING] & bit) != 0)) {
      cell[slot + HOLDING] |= bit;
    } else {
      cell[slot + HOLDING] &= ~bit;
    }
    cell[slot + AT] = now;
    cell[slot + VALUE] = Double.doubleToRawLongBits(value);
    if (Long.bitCount(cell[slot + HOLDING]) < sensors) {
      cell[slot + SINCE] = NEVER;
    } else if (!held) {
      cell[slot + SINCE] = now;
      cell[slot + SINCE_VALUE] = cell[slot + VALUE];
      cell[slot + EXTREME] = cell[slot + VALUE];
    } else {
      double extreme = Double.longBitsToDouble(cell[slot + EXTREME]);
      cell[slot + EXTREME] = Double.doubleToRawLongBits(farther(extreme, value));
    }
  }

  /** Puts a cell to what one sensor has said. */
  void restore(
      long[] cell, long time, double value, long since, long sinceValueBits, long extremeBits) {
    cell[slot + HOLDING] = since == NEVER ? 0 : 1;
    cell[slot + AT] = time;
    cell[slot + VALUE] = Double.doubleToRawLongBits(value);
    cell[slot + SINCE] = since;
    cell[slot + SINCE_VALUE] = sinceValueBits;
    cell[slot + EXTREME] = extremeBits;
  }

  boolean isOfOneSensor() {
    return sensors == 1;
  }

  @Override
  public boolean holds(long[] cell, long now) {
    return Long.bitCount(cell[slot + HOLDING]) >= sensors;
  }

  @Override
  public boolean quiet(long[] cell) {
    return cell[slot + HOLDING] == 0;
  }

  abstract double limit();

  abstract @Nullable String unit();

  @Override
  public void describe(long[] cell, long now, List<Predicate> into) {
    boolean known = cell[slot + AT] != NEVER;
    boolean holds = holds(cell, now);
    into.add(
        new Predicate(
            path,
            holds,
            known ? value(cell, VALUE) : null,
            limit(),
            unit(),
            known ? cell[slot + AT] : null,
            holds ? cell[slot + SINCE] : null,
            holds ? value(cell, SINCE_VALUE) : null,
            holds ? value(cell, EXTREME) : null,
            null));
  }

  private double value(long[] cell, int which) {
    return Double.longBitsToDouble(cell[slot + which]);
  }
}
