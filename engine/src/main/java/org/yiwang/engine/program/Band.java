package org.yiwang.engine.program;

import org.jspecify.annotations.Nullable;
import org.yiwang.engine.FindingKind;

/**
 * A rule that says no more than "beyond a limit", perhaps for a time, as a few comparisons. Most
 * rules are of this kind and most findings come from them, so they are judged without walking their
 * nodes. The words it keeps say the same as the cell of the rule, and {@link #cell} turns them into
 * it.
 */
public final class Band {
  /** Words of state a rule takes. */
  public static final int WORDS = 4;

  private static final int SINCE = 0;
  private static final int SINCE_VALUE = 1;
  private static final int EXTREME = 2;
  private static final int START = 3;

  private final Program program;
  private final LimitLeaf leaf;
  private final @Nullable SustainedNode sustained;
  private final long forMillis;
  private final double low;
  private final double high;
  private final double rearmLow;
  private final double rearmHigh;

  Band(
      Program program, LimitLeaf leaf, @Nullable SustainedNode sustained, LimitLeaf.Bounds bounds) {
    this.program = program;
    this.leaf = leaf;
    this.sustained = sustained;
    this.forMillis = sustained == null ? 0 : sustained.spanMillis;
    this.low = bounds.low();
    this.high = bounds.high();
    this.rearmLow = bounds.rearmLow();
    this.rearmHigh = bounds.rearmHigh();
  }

  public Program program() {
    return program;
  }

  /** Puts the words at a place to what they are of a subject of which nothing was heard. */
  public static void fresh(long[] words, int at) {
    words[at + SINCE] = Node.NEVER;
    words[at + START] = Node.NEVER;
  }

  /** Takes the next reading and says what changes with it, if anything. */
  public @Nullable FindingKind take(long[] words, int at, long time, double value) {
    boolean beyond = value > high || value < low;
    long since = words[at + SINCE];
    if (since == Node.NEVER) {
      if (!beyond) {
        return null;
      }
      words[at + SINCE] = time;
      words[at + SINCE_VALUE] = Double.doubleToRawLongBits(value);
      words[at + EXTREME] = words[at + SINCE_VALUE];
      return forMillis <= 0 ? began(words, at, time) : null;
    }
    if (beyond || !(value < rearmHigh && value > rearmLow)) {
      extend(words, at, value);
      boolean due = words[at + START] == Node.NEVER && time - since >= forMillis;
      return due ? began(words, at, time) : null;
    }
    words[at + SINCE] = Node.NEVER;
    return words[at + START] == Node.NEVER ? null : FindingKind.ENDED;
  }

  /** Whether a reading changes nothing but the extreme: the limit stays passed, nothing is due. */
  public boolean staysBeyond(long[] words, int at, long time, double value) {
    boolean isWaiting = words[at + START] == Node.NEVER;
    return words[at + SINCE] != Node.NEVER
        && (value > high || value < low)
        && !(isWaiting && time - words[at + SINCE] >= forMillis);
  }

  /** Takes a reading of which {@link #staysBeyond} is true. */
  public void extend(long[] words, int at, double value) {
    double extreme = Double.longBitsToDouble(words[at + EXTREME]);
    words[at + EXTREME] = Double.doubleToRawLongBits(leaf.farther(extreme, value));
  }

  /** Lets the time come at which it has held long enough. */
  public FindingKind began(long[] words, int at, long time) {
    words[at + START] = time;
    return FindingKind.BEGAN;
  }

  /** To be called when all has been said about an end. */
  public static void closed(long[] words, int at) {
    words[at + START] = Node.NEVER;
  }

  /** When it will have held long enough if nothing comes, else {@link Node#NOT_DUE}. */
  public long due(long[] words, int at) {
    boolean waits = words[at + SINCE] != Node.NEVER && words[at + START] == Node.NEVER;
    return waits ? words[at + SINCE] + forMillis : Node.NOT_DUE;
  }

  public static boolean isQuiet(long[] words, int at) {
    return words[at + SINCE] == Node.NEVER && words[at + START] == Node.NEVER;
  }

  /** Since when the limit is passed, or {@link Node#NEVER}. */
  public static long since(long[] words, int at) {
    return words[at + SINCE];
  }

  /** Start of the episode that is open or just ended. */
  public static long start(long[] words, int at) {
    return words[at + START];
  }

  /**
   * The same as a cell of the rule.
   *
   * @param lastTime of the last reading taken, with its value
   * @param ended whether the episode that these words tell of has ended
   */
  public long[] cell(long[] words, int at, long lastTime, double lastValue, boolean ended) {
    var cell = program.freshCell();
    long since = words[at + SINCE];
    leaf.restore(cell, lastTime, lastValue, since, words[at + SINCE_VALUE], words[at + EXTREME]);
    if (sustained != null) {
      sustained.waitSince(cell, since);
    }
    if (words[at + START] != Node.NEVER) {
      program.grade().restore(cell, words[at + START], ended, lastTime - words[at + START]);
    }
    return cell;
  }
}
