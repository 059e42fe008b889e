package org.yiwang.engine;

import java.util.Arrays;

/**
 * How far each source has come. Up to its watermark a source is taken as complete; below its floor
 * nothing is accepted any more. Each source has its own queue of what waits for it.
 */
final class Watermarks {
  private static final long UNSET = Long.MIN_VALUE;
  private static final long FAR_BEHIND = 600_000;
  private static final long LONGEST_LAG = 3_600_000;

  /** A source far behind that says nothing for so long has no more to tell of the past. */
  private static final long PATIENCE = 3_600_000;

  /** A little past is kept even where nothing late is granted: a minute's rhythm is no gap. */
  private static final long LEAST_PAST = 120_000;

  private final Catalog catalog;
  long[] newest = new long[0];
  long[] mark = new long[0];
  long[] floor = new long[0];

  /** Up to when the past of a source had to be forgotten in a flood. */
  long[] forgotten = new long[0];

  long[] disorder = new long[0];
  long[] lateness = new long[0];
  private long[] clockLag = new long[0];

  /** Until when, by the clock, a source that was far behind goes by its own time. */
  long[] behindUntil = new long[0];

  WakeQueue[] queues = new WakeQueue[0];

  /** Watches for silence wait apart: they are many and long, the others few and short. */
  WakeQueue[] watches = new WakeQueue[0];

  /** What waits for the foremost of all watermarks: areas wait for none of their sources. */
  final WakeQueue groups = new WakeQueue();

  /** The foremost watermark. */
  long foremost = UNSET;

  /** The same, up to which all that was due has been judged: the watermark of areas. */
  long settled = UNSET;

  /** Longest time for which the past of a series may still be asked for. */
  long horizon;

  Watermarks(Catalog catalog) {
    this.catalog = catalog;
  }

  void ensure(int source) {
    int before = mark.length;
    if (source < before) {
      return;
    }
    newest = Arrays.copyOf(newest, source + 1);
    mark = Arrays.copyOf(mark, source + 1);
    floor = Arrays.copyOf(floor, source + 1);
    forgotten = Arrays.copyOf(forgotten, source + 1);
    disorder = Arrays.copyOf(disorder, source + 1);
    lateness = Arrays.copyOf(lateness, source + 1);
    clockLag = Arrays.copyOf(clockLag, source + 1);
    behindUntil = Arrays.copyOf(behindUntil, source + 1);
    queues = Arrays.copyOf(queues, source + 1);
    watches = Arrays.copyOf(watches, source + 1);
    for (int i = before; i <= source; i++) {
      var found = catalog.findSource(i);
      var given = found == null ? Catalog.Source.usual(i) : found;
      newest[i] = UNSET;
      mark[i] = UNSET;
      floor[i] = UNSET;
      forgotten[i] = UNSET;
      behindUntil[i] = UNSET;
      disorder[i] = given.disorderMillis();
      lateness[i] = given.latenessMillis();
      clockLag[i] = Math.max(given.clockLagMillis(), given.disorderMillis());
      queues[i] = new WakeQueue();
      watches[i] = new WakeQueue();
      horizon = Math.max(horizon, Math.max(lateness[i], LEAST_PAST) + disorder[i]);
    }
  }

  /** Grants a lateness to a series of a source; its floor follows the most patient one. */
  void grant(int source, long latenessMillis) {
    if (latenessMillis > lateness[source]) {
      lateness[source] = latenessMillis;
      horizon = Math.max(horizon, latenessMillis + disorder[source]);
    }
  }

  /** The only source there is, or -1. */
  int sole() {
    return mark.length == 1 ? 0 : -1;
  }

  /** The earliest moment that anyone waits for. */
  long firstWake(int source) {
    return Math.min(queues[source].first(), watches[source].first());
  }

  /**
   * Takes the time of a reading; true when the watermark moved. A source whose readings are far
   * behind the clock as they come (a file of last month, a gateway that was cut off) goes by its
   * own time: if its watermark followed the clock, all the rest it has to tell would be too late.
   */
  boolean see(int source, long time, long clock) {
    if (time <= newest[source]) {
      return false;
    }
    boolean isFarBehind = clock != UNSET && time < clock - FAR_BEHIND;
    behindUntil[source] = isFarBehind ? clock + PATIENCE : UNSET;
    newest[source] = time;
    return raise(source, time - disorder[source]);
  }

  /** Lets the watermark of a source that has delivered before follow the clock. */
  boolean follow(int source, long now) {
    return newest[source] != UNSET
        && now >= behindUntil[source]
        && raise(source, now - clockLag[source]);
  }

  /** Tells that the readings up to a moment are no longer remembered. */
  void forgetUntil(int source, long moment) {
    forgotten[source] = Math.max(forgotten[source], moment);
  }

  private boolean raise(int source, long to) {
    if (to <= mark[source]) {
      return false;
    }
    mark[source] = to;
    foremost = Math.max(foremost, to);
    floor[source] = to - lateness[source];
    return true;
  }

  /**
   * Readings older than this are of no more use to anyone. A source more than an hour behind the
   * foremost one is not waited for, or it would keep everything in memory.
   */
  long forgetBefore() {
    long least = Long.MAX_VALUE;
    long most = Long.MIN_VALUE;
    for (int i = 0; i < floor.length; i++) {
      if (mark[i] != UNSET) {
        long past = mark[i] - Math.max(lateness[i], LEAST_PAST);
        least = Math.min(least, past);
        most = Math.max(most, past);
      }
    }
    return most == Long.MIN_VALUE ? most : Math.max(least, most - LONGEST_LAG);
  }
}
