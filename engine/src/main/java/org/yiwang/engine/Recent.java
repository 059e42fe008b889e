package org.yiwang.engine;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.function.IntUnaryOperator;

/**
 * The readings of the last minutes, in the order they came, chained by series. It answers what was
 * heard of a series around a moment that late data may still reach; what is older is forgotten.
 *
 * <p>A ring in one array, three words an entry: the series above and the entry before it below, the
 * time, the value. A reading that follows a gap longer than the ring remembers is preceded by a
 * mark (value NaN) with the time of the reading before the gap.
 */
final class Recent {
  private static final int NONE = -1;

  /** Readings kept at most: 50 MB. Two minutes of them at 17,000 readings a second. */
  private static final int MOST = 1 << 21;

  private static final int WORDS = 3;

  private long[] ring = new long[0];
  private int mask;
  private int head;
  private int tail;

  private final Watermarks marks;
  private final IntUnaryOperator sourceOf;
  private final SeriesState state;

  /**
   * @param sourceOf source of a series, by number
   */
  Recent(Watermarks marks, SeriesState state, IntUnaryOperator sourceOf) {
    this.marks = marks;
    this.state = state;
    this.sourceOf = sourceOf;
    allocate(1024);
  }

  private void allocate(int capacity) {
    ring = new long[capacity * WORDS];
    mask = capacity - 1;
  }

  /** Adds a reading; when the ring is full, entries that nothing late can reach make room. */
  void add(int of, long at, double measured) {
    if (head - tail > mask) {
      makeRoom(marks.forgetBefore());
    }
    int place = (head & mask) * WORDS;
    long[] words = state.words;
    long word = words[2 * of + 1];
    ring[place] = (long) of << 32 | word & 0xffffffffL;
    ring[place + 1] = at;
    ring[place + 2] = Double.doubleToRawLongBits(measured);
    words[2 * of + 1] = word & ~0xffffffffL | head++ & 0xffffffffL;
  }

  private void makeRoom(long forgetBefore) {
    int kept = tail;
    while (kept != head && isOld(kept, forgetBefore)) {
      kept++;
    }
    tail = kept;
    if (head - tail > MOST - MOST / 8) {
      forgetOldest(MOST / 8);
    } else if (head - tail > mask / 2 && mask < MOST - 1) {
      grow();
    }
  }

  /**
   * In a flood memory stays as it is, and what comes later than the rest that is remembered is too
   * late: without the readings around it nobody could say what it changes.
   */
  private void forgetOldest(int entries) {
    for (int i = 0; i < entries; i++, tail++) {
      if (!Double.isNaN(value(tail))) {
        marks.forgetUntil(sourceOf.applyAsInt(series(tail)), time(tail));
      }
    }
  }

  private boolean isOld(int entry, long forgetBefore) {
    if (!Double.isNaN(value(entry))) {
      return time(entry) < forgetBefore;
    }
    int next = entry + 1;
    return next != head && time(next) < forgetBefore;
  }

  private void grow() {
    var old = ring;
    int oldMask = mask;
    allocate((mask + 1) * 2);
    for (int entry = tail; entry != head; entry++) {
      System.arraycopy(old, (entry & oldMask) * WORDS, ring, (entry & mask) * WORDS, WORDS);
    }
  }

  /** The newest entry of a series, or -1; follow it with {@link #before}. */
  int newest(int of) {
    return live(state.newest(of), of);
  }

  /** The entry of the same series that came before this one, or -1. */
  int before(int entry) {
    return live((int) ring[(entry & mask) * WORDS], series(entry));
  }

  /** Entries fall out of the ring without being unchained, so each step is checked. */
  private int live(int entry, int of) {
    boolean inRing = entry != NONE && entry - tail >= 0 && head - entry > 0;
    return inRing && series(entry) == of ? entry : NONE;
  }

  private int series(int entry) {
    return (int) (ring[(entry & mask) * WORDS] >>> 32);
  }

  long time(int entry) {
    return ring[(entry & mask) * WORDS + 1];
  }

  double value(int entry) {
    return Double.longBitsToDouble(ring[(entry & mask) * WORDS + 2]);
  }

  boolean has(int of, long at) {
    for (int entry = newest(of); entry != NONE; entry = before(entry)) {
      if (time(entry) == at && !Double.isNaN(value(entry))) {
        return true;
      }
    }
    return false;
  }

  /** Takes a reading back: it is as if it had never come. */
  void forget(int of, long at) {
    for (int entry = newest(of); entry != NONE; entry = before(entry)) {
      if (time(entry) == at && !Double.isNaN(value(entry))) {
        ring[(entry & mask) * WORDS + 1] = Long.MIN_VALUE;
        ring[(entry & mask) * WORDS + 2] = Double.doubleToRawLongBits(Double.NaN);
      }
    }
  }

  /** The latest reading at or before a moment that is remembered, else {@code otherwise}. */
  long lastAtOrBefore(int of, long moment, long otherwise) {
    long latest = otherwise;
    for (int entry = newest(of); entry != NONE; entry = before(entry)) {
      long at = time(entry);
      if (at <= moment && at > latest) {
        latest = at;
      }
    }
    return latest;
  }

  void write(DataOutputStream out) throws IOException {
    out.writeInt(head - tail);
    for (int entry = tail; entry != head; entry++) {
      out.writeInt(series(entry));
      out.writeLong(time(entry));
      out.writeDouble(value(entry));
    }
  }

  /** Adds what was written; a series that is gone since is left out. */
  void read(DataInputStream in) throws IOException {
    for (int i = in.readInt(); i > 0; i--) {
      int of = in.readInt();
      long at = in.readLong();
      double measured = in.readDouble();
      if (of < state.size()) {
        add(of, at, measured);
      }
    }
  }

  /** Entries that are remembered. */
  int size() {
    return head - tail;
  }

  int bytes() {
    return ring.length * Long.BYTES;
  }
}
