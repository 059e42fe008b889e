package org.yiwang.engine;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;

/**
 * The readings of the last minutes, in the order they came. It answers what was heard of a series
 * around a moment that late data may still reach; what is older is forgotten.
 *
 * <p>They lie in columns ({@link Stretches}), so that a run of quiet readings is copied, or left
 * where it is, and not walked through. Which entries are those of one series is worked out only
 * when someone asks, for all that has come since the last question: hash chains through a ring, as
 * compressors keep them. A reading that follows a gap longer than the ring remembers is preceded by
 * a mark (value NaN) with the time of the reading before the gap.
 */
final class Recent {
  private static final long NONE = -1;

  private static final int LEAST = 1024;

  /** Readings kept at most: 42 MB. Two minutes of them at 17,000 readings a second. */
  private static final int MOST = 1 << 21;

  /**
   * Chains hold the lower half of numbers; they are made anew before one could mean two entries.
   */
  private static final long CHAINED_MOST = 1L << 31;

  private static final ReadingBlock NOTHING = new ReadingBlock(0);

  private final Stretches entries = new Stretches();

  /** As many entries as there may be before something is forgotten, less one: a power of two. */
  private int mask = LEAST - 1;

  /** Numbers of entries go on for ever; their place in a chain is what the mask leaves. */
  private long head;

  private long tail;

  /** For each hash the newest entry chained; for each entry the one before it in its chain. */
  private int[] newest = new int[0];

  private int[] before = new int[0];
  private long chainedFrom;
  private long chainedTo;

  /** The block that is being judged, and the readings of it that are taken but not copied yet. */
  private ReadingBlock block = NOTHING;

  private int from;
  private int to;

  private final Watermarks marks;
  private final Groups groups;

  Recent(Watermarks marks, Groups groups) {
    this.marks = marks;
    this.groups = groups;
  }

  /** How many entries fit before something has to be forgotten. */
  private int room() {
    return (int) (tail + mask + 1 - head);
  }

  /** Begins a block: its readings are taken one after the other and copied when someone asks. */
  void begin(ReadingBlock judged) {
    block = judged;
    from = judged.from;
    to = judged.from;
  }

  /** Takes the readings of the block up to a place. */
  void take(int upTo) {
    to = upTo;
  }

  /** How far readings can be taken, up to a place, before something has to be forgotten. */
  int reach(int upTo) {
    return Math.min(upTo, from + room());
  }

  /** Takes those up to a place, but not the one that stands there. */
  void leaveOut(int place) {
    to = place;
    copyTaken();
    from = place + 1;
    to = place + 1;
  }

  /** To be called before a watermark moves: what is forgotten to make room depends on it. */
  void keepWithinRoom() {
    if (to - from > room()) {
      copyTaken();
    }
  }

  /** Ends the block, whose arrays may hold other readings from now on. */
  void end() {
    copyTaken();
    block = NOTHING;
  }

  private void copyTaken() {
    if (to > from) {
      int first = from;
      from = to;
      addAll(block, first, to);
    }
  }

  /** Adds a reading; when the ring is full, entries that nothing late can reach make room. */
  void add(int of, long at, double measured) {
    copyTaken();
    if (room() == 0) {
      makeRoom(marks.forgetBefore());
    }
    entries.append(head++, of, at, measured);
  }

  /** Adds the readings of a block from one place to another. */
  void addAll(ReadingBlock block, int first, int end) {
    int at = first;
    while (at < end) {
      if (room() == 0) {
        makeRoom(marks.forgetBefore());
      }
      int count = entries.append(head, block, at, Math.min(end - at, room()));
      head += count;
      at += count;
    }
  }

  private void makeRoom(long forgetBefore) {
    long kept = entries.firstFrom(tail, head, forgetBefore);
    if (kept > tail && Double.isNaN(value(kept - 1))) {
      // A mark is as old as the reading it stands before.
      kept--;
    }
    tail = kept;
    if (head - tail > MOST - MOST / 8) {
      forgetOldest(MOST / 8);
    } else if (head - tail > mask / 2 && mask < MOST - 1) {
      mask = mask * 2 + 1;
      newest = new int[0];
    }
    entries.letGoBefore(tail);
  }

  /**
   * In a flood memory stays as it is, and what comes later than the rest that is remembered is too
   * late: without the readings around it nobody could say what it changes.
   */
  private void forgetOldest(int entries) {
    int sole = marks.sole();
    for (int i = 0; i < entries; i++, tail++) {
      if (!Double.isNaN(value(tail))) {
        marks.forgetUntil(sole >= 0 ? sole : groups.sourceOf[series(tail)], time(tail));
      }
    }
  }

  private int place(long entry) {
    return (int) entry & mask;
  }

  /** The newest entry of a series, or -1; follow it with {@link #before}. */
  long newest(int of) {
    chain();
    return own(newest[hash(of)], of);
  }

  /** The entry of the same series that came before this one, or -1. */
  long before(long entry) {
    return own(before[place(entry)], series(entry));
  }

  /** Goes along a chain to the next entry of a series; what has left the ring ends it. */
  private long own(int lower, int of) {
    long entry = whole(lower);
    while (entry >= tail && entry < head) {
      if (series(entry) == of) {
        return entry;
      }
      entry = whole(before[place(entry)]);
    }
    return NONE;
  }

  private long whole(int lower) {
    return head - Integer.toUnsignedLong((int) head - lower);
  }

  private void chain() {
    copyTaken();
    if (newest.length == 0 || head - chainedFrom > CHAINED_MOST) {
      newest = new int[mask + 1];
      before = new int[mask + 1];
      Arrays.fill(newest, (int) (tail - 1));
      chainedFrom = tail;
      chainedTo = tail;
    }
    for (long entry = Math.max(chainedTo, tail); entry < head; entry++) {
      int hash = hash(series(entry));
      before[place(entry)] = newest[hash];
      newest[hash] = (int) entry;
    }
    chainedTo = head;
  }

  /** Numbers of series are dense: as they are, they spread best. */
  private int hash(int of) {
    return of & mask;
  }

  private int series(long entry) {
    return entries.series(entry);
  }

  long time(long entry) {
    return entries.time(entry);
  }

  double value(long entry) {
    return entries.value(entry);
  }

  boolean has(int of, long at) {
    for (long entry = newest(of); entry != NONE; entry = before(entry)) {
      if (time(entry) == at && !Double.isNaN(value(entry))) {
        return true;
      }
    }
    return false;
  }

  /** Takes a reading back: it is as if it had never come. */
  void forget(int of, long at) {
    for (long entry = newest(of); entry != NONE; entry = before(entry)) {
      if (time(entry) == at && !Double.isNaN(value(entry))) {
        entries.replace(entry, Long.MIN_VALUE, Double.NaN);
      }
    }
  }

  /** The latest reading at or before a moment that is remembered, else {@code otherwise}. */
  long lastAtOrBefore(int of, long moment, long otherwise) {
    long latest = otherwise;
    for (long entry = newest(of); entry != NONE; entry = before(entry)) {
      long at = time(entry);
      if (at <= moment && at > latest) {
        latest = at;
      }
    }
    return latest;
  }

  void write(DataOutputStream out) throws IOException {
    out.writeInt(size());
    for (long entry = tail; entry < head; entry++) {
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
      if (of < groups.state.size()) {
        add(of, at, measured);
      }
    }
  }

  /** Entries that are remembered. */
  int size() {
    return (int) (head - tail);
  }

  long bytes() {
    return entries.bytes() + (newest.length + before.length) * (long) Integer.BYTES;
  }
}
