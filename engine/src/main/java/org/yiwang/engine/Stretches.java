package org.yiwang.engine;

import java.util.ArrayDeque;

/**
 * Readings under numbers that count up. Those whose arrays were given away stay where they are; the
 * others are copied into chunks, which are used again when all that was in them is let go. Nothing
 * that lies there is ever moved.
 */
final class Stretches {
  /** Fewer given readings than this are copied: to note where they lie would cost more. */
  private static final int WORTH_KEEPING = 64;

  private static final int LEAST_CHUNK = 1 << 10;
  private static final int MOST_CHUNK = 1 << 14;

  /** Readings side by side, from a place in the arrays of a block on. */
  private static final class Stretch {
    final ReadingBlock in;
    final boolean isChunk;
    final long first;
    final int from;
    int size;

    Stretch(ReadingBlock in, boolean isChunk, long first, int from) {
      this.in = in;
      this.isChunk = isChunk;
      this.first = first;
      this.from = from;
    }

    boolean has(long number) {
      return number >= first && number < first + size;
    }

    int place(long number) {
      return from + (int) (number - first);
    }
  }

  /** In the order of their numbers from {@link #oldest} on, in as many places as a power of two. */
  private Stretch[] all = new Stretch[16];

  private int oldest;
  private int count;

  /** The one asked for last: the next question is mostly about the same. */
  private Stretch found;

  private ReadingBlock chunk = new ReadingBlock(LEAST_CHUNK);
  private final ArrayDeque<ReadingBlock> spare = new ArrayDeque<>();
  private long inChunks = LEAST_CHUNK;
  private long inGiven;

  Stretches() {
    found = new Stretch(chunk, true, 0, 0);
  }

  /** Appends a reading; numbers have to follow one on the other. */
  void append(long number, int series, long time, double value) {
    var last = lastWithRoom(number);
    chunk.add(series, time, value);
    last.size++;
  }

  /** Appends readings of a block from a place on; says how many, which may be less than asked. */
  int append(long number, ReadingBlock block, int from, int most) {
    if (block.isGiven() && most >= WORTH_KEEPING) {
      begin(block.copyOfView(), false, number, from).size = most;
      inGiven += most;
      return most;
    }
    var last = lastWithRoom(number);
    int fitting = Math.min(most, chunk.room());
    chunk.addAll(block, from, fitting);
    last.size += fitting;
    return fitting;
  }

  private Stretch lastWithRoom(long number) {
    if (chunk.room() == 0) {
      chunk = spare.isEmpty() ? newChunk(number) : spare.pop();
    } else if (count > 0 && at(count - 1).in == chunk) {
      return at(count - 1);
    }
    return begin(chunk, true, number, chunk.to);
  }

  /** An eighth of what is kept, so that neither much room is left over nor many chunks are. */
  private ReadingBlock newChunk(long number) {
    long kept = count == 0 ? 0 : number - at(0).first;
    int entries = (int) Math.max(LEAST_CHUNK, Math.min(MOST_CHUNK, kept / 8));
    inChunks += entries;
    return new ReadingBlock(entries);
  }

  private Stretch begin(ReadingBlock in, boolean isChunk, long first, int from) {
    if (count == all.length) {
      var larger = new Stretch[count * 2];
      for (int i = 0; i < count; i++) {
        larger[i] = at(i);
      }
      all = larger;
      oldest = 0;
    }
    var stretch = new Stretch(in, isChunk, first, from);
    count++;
    all[oldest + count - 1 & all.length - 1] = stretch;
    return stretch;
  }

  private Stretch at(int i) {
    return all[oldest + i & all.length - 1];
  }

  /** Lets go of what stands before a number, stretch by stretch. */
  void letGoBefore(long number) {
    while (count > 0 && at(0).first + at(0).size <= number) {
      var gone = at(0);
      oldest = oldest + 1 & all.length - 1;
      count--;
      if (!gone.isChunk) {
        inGiven -= gone.size;
      } else if (gone.from + gone.size == gone.in.capacity()) {
        gone.in.clear();
        if (gone.in != chunk) {
          spare.push(gone.in);
        }
      }
    }
  }

  private Stretch find(long number) {
    if (!found.has(number)) {
      int low = 0;
      int high = count - 1;
      while (low < high) {
        int middle = (low + high + 1) >>> 1;
        if (at(middle).first <= number) {
          low = middle;
        } else {
          high = middle - 1;
        }
      }
      found = at(low);
    }
    return found;
  }

  int series(long number) {
    var stretch = find(number);
    return stretch.in.series[stretch.place(number)];
  }

  long time(long number) {
    var stretch = find(number);
    return stretch.in.timeMillis[stretch.place(number)];
  }

  double value(long number) {
    var stretch = find(number);
    return stretch.in.value[stretch.place(number)];
  }

  /**
   * The first number from one to another whose reading is not of before a moment, else the last.
   */
  long firstFrom(long from, long to, long moment) {
    long number = from;
    while (number < to) {
      var stretch = find(number);
      long[] times = stretch.in.timeMillis;
      int first = stretch.place(number);
      int end = stretch.from + (int) Math.min(stretch.size, to - stretch.first);
      int at = first;
      while (at < end && times[at] < moment) {
        at++;
      }
      number += at - first;
      if (at < end) {
        return number;
      }
    }
    return to;
  }

  /** Puts another time and value in the place of a reading. */
  void replace(long number, long time, double value) {
    var stretch = find(number);
    stretch.in.timeMillis[stretch.place(number)] = time;
    stretch.in.value[stretch.place(number)] = value;
  }

  long bytes() {
    return (inChunks + inGiven) * 20;
  }
}
