package org.yiwang.engine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.yiwang.engine.program.Band;
import org.yiwang.engine.program.Node;

/**
 * One series beyond the limit of a {@link Band}, from its first reading there until nothing late
 * can change how it went. All bands are judged together over the same readings, straight through.
 * It keeps those readings, so that it can be handed over to {@link Judgement}s when one does come
 * late: they begin where it began and come to the same.
 */
final class Excursion {
  /** Beyond so many readings those that nothing can change any more are let go. */
  private static final int MOST_KEPT = 128;

  private static final int KEPT_FOR_TRACE = 8;
  private static final int LEAST_ROOM = 4;

  final Bands bands;
  int series;
  int target;

  /** Next excursion of the same target. */
  @Nullable Excursion next;

  /** Its place among all. */
  int place;

  /** The moment for which it waits in a queue, or Long.MAX_VALUE. */
  long wakeAt;

  long[] times = new long[LEAST_ROOM];
  double[] values = new double[LEAST_ROOM];
  int size;

  /** Readings judged so far. */
  int judged;

  /** The last moment at which something came due between readings; what is not after it is late. */
  long dueMillis;

  /** Whether its series is still away: its readings, quiet ones too, belong to it. */
  boolean isAway;

  /** State of all bands after the readings judged. */
  final long[] live;

  /** State at base, before which nothing comes any more; null while that is a fresh one. */
  long @Nullable [] base;

  long baseMillis;

  /** Readings at or before base, kept for traces alone. */
  int settled;

  Excursion(Bands bands) {
    this.bands = bands;
    this.live = new long[bands.bands.length * Band.WORDS];
  }

  void begin(int ofSeries, int ofTarget, long atMillis) {
    series = ofSeries;
    target = ofTarget;
    next = null;
    isAway = false;
    wakeAt = Long.MAX_VALUE;
    size = 0;
    judged = 0;
    settled = 0;
    if (times.length > 2 * LEAST_ROOM) {
      times = new long[LEAST_ROOM];
      values = new double[LEAST_ROOM];
    }
    base = null;
    baseMillis = atMillis;
    dueMillis = atMillis;
    clear(live);
  }

  private static void clear(long[] words) {
    for (int at = 0; at < words.length; at += Band.WORDS) {
      Band.fresh(words, at);
    }
  }

  void append(long time, double value) {
    if (size == times.length) {
      int larger = size + Math.max(LEAST_ROOM, size / 2);
      times = Arrays.copyOf(times, larger);
      values = Arrays.copyOf(values, larger);
    }
    times[size] = time;
    values[size++] = value;
  }

  boolean isLate(long time) {
    return time <= dueMillis || (size > 0 && time <= lastTime());
  }

  long lastTime() {
    return times[size - 1];
  }

  /**
   * Judges the last reading at once where it does no more than prolong what there is: then it need
   * not wait for the watermark, since nothing will be said of it.
   */
  boolean goesOn() {
    int last = size - 1;
    if (last - settled >= MOST_KEPT) {
      return false;
    }
    for (int i = 0; i < bands.bands.length; i++) {
      if (!bands.bands[i].staysBeyond(live, i * Band.WORDS, times[last], values[last])) {
        return false;
      }
    }
    for (int i = 0; i < bands.bands.length; i++) {
      bands.bands[i].extend(live, i * Band.WORDS, values[last]);
    }
    judged = size;
    return true;
  }

  /** The watermark at which there is something to do, or Long.MAX_VALUE when it is over. */
  long wake() {
    long earliest = judged < size ? times[judged] : Long.MAX_VALUE;
    for (int i = 0; i < bands.bands.length; i++) {
      long due = bands.bands[i].due(live, i * Band.WORDS);
      earliest = due == Node.NOT_DUE ? earliest : Math.min(earliest, due + 1);
    }
    return earliest;
  }

  boolean isQuiet() {
    for (int at = 0; at < live.length; at += Band.WORDS) {
      if (!Band.isQuiet(live, at)) {
        return false;
      }
    }
    return judged == size;
  }

  /** Lets go of old readings, before a moment that nothing late comes before. */
  void settle(long before) {
    if (judged - settled < MOST_KEPT || before - 1 <= baseMillis) {
      return;
    }
    long[] state = base;
    if (state == null) {
      state = new long[live.length];
      clear(state);
    }
    int end = settled;
    for (int i = 0; i < bands.bands.length; i++) {
      end = settle(bands.bands[i], state, i * Band.WORDS, before - 1);
    }
    if (end > 0) {
      base = state;
      baseMillis = before - 1;
      settled = end;
      drop(settled - KEPT_FOR_TRACE);
    }
  }

  private int settle(Band band, long[] state, int at, long to) {
    int i = settled;
    while (true) {
      long reading = i < judged && times[i] <= to ? times[i] : Long.MAX_VALUE;
      long due = band.due(state, at);
      if (due <= to && due < reading) {
        band.began(state, at, due);
      } else if (reading == Long.MAX_VALUE) {
        return i;
      } else {
        if (band.take(state, at, reading, values[i++]) == FindingKind.ENDED) {
          Band.closed(state, at);
        }
      }
    }
  }

  private void drop(int count) {
    if (count > 0) {
      System.arraycopy(times, count, times, 0, size - count);
      System.arraycopy(values, count, values, 0, size - count);
      size -= count;
      judged -= count;
      settled -= count;
    }
  }

  long bytes() {
    long[] own = base;
    int words = live.length + (own == null ? 0 : own.length);
    return 80 + 3 * 16 + 8L * words + 16L * times.length;
  }
}
