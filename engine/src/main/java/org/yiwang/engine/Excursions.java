package org.yiwang.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.yiwang.engine.program.Band;

/**
 * The way of readings beyond the limits of bands, as long as a series comes in order. What it can't
 * tell in one pass forward it hands over to {@link CarefulWay}.
 */
final class Excursions {
  private final Engine engine;
  private final List<Excursion> all = new ArrayList<>();

  Excursions(Engine engine) {
    this.engine = engine;
  }

  @Nullable Excursion find(int target, int series) {
    return find(engine.atWork.on(target), series);
  }

  private static @Nullable Excursion find(Stir stir, int series) {
    var at = stir.excursions;
    while (at != null && at.series != series) {
      at = at.next;
    }
    return at;
  }

  boolean isAway(int target, int series) {
    var excursion = find(target, series);
    return excursion != null && excursion.isAway;
  }

  /**
   * Takes a reading that is in the order of its series, which is not hot; false when it must go the
   * careful way.
   */
  boolean take(int series, int group, int source, long time, double value) {
    if (time <= engine.marks.forgotten[source] || !Double.isFinite(value)) {
      return false;
    }
    var groups = engine.groups;
    int target = groups.targetOf[series];
    var stir = engine.atWork.on(target);
    var excursion = find(stir, series);
    boolean isLoud = value < groups.low[group] || value > groups.high[group];
    if ((isLoud && !mayTake(excursion, series, group, value))
        || (excursion != null && time <= excursion.dueMillis)
        || !engine.lulls.take(stir, groups.deviceOf[series], target, series, time, value)) {
      return false;
    }
    if (isLoud || (excursion != null && excursion.isAway)) {
      append(excursion == null ? start(series, group, target, time) : excursion, time, value);
    }
    return true;
  }

  /** Whether all rules for which the value is loud are bands that hear this series alone. */
  private boolean mayTake(@Nullable Excursion excursion, int series, int group, double value) {
    var bands = engine.groups.bands[group];
    return bands != null
        && bands.isQuietForOthers(value)
        && (excursion != null || engine.groups.isAlone(series));
  }

  /** Starts one on the careful way, where nothing of its rules is at work yet; else null. */
  @Nullable Excursion startIfLoud(int series, int group, long time, double value) {
    var bands = engine.groups.bands[group];
    int target = engine.groups.targetOf[series];
    if (bands == null || !bands.isLoud(value) || !engine.groups.isAlone(series)) {
      return null;
    }
    for (int rule : bands.rules) {
      if (engine.atWork.find(target, rule) != null) {
        return null;
      }
    }
    return start(series, group, target, time);
  }

  private Excursion start(int series, int group, int target, long time) {
    var bands = Objects.requireNonNull(engine.groups.bands[group]);
    var excursion = bands.take(series, target, time - 1);
    var stir = engine.atWork.begin(target);
    excursion.next = stir.excursions;
    stir.excursions = excursion;
    excursion.place = all.size();
    all.add(excursion);
    return excursion;
  }

  void append(Excursion excursion, long time, double value) {
    excursion.append(time, value);
    if (!excursion.isAway) {
      mark(excursion, true);
    }
    if (excursion.judged == excursion.size - 1 && !excursion.goesOn() && time < excursion.wakeAt) {
      excursion.wakeAt = time;
      engine.waking.atLatest(excursion.target, time);
    }
  }

  private void mark(Excursion excursion, boolean isAway) {
    excursion.isAway = isAway;
    engine.atWork.markSeries(excursion.series);
  }

  /** Judges what a moment brings; afterwards it waits for the next. */
  void judge(Excursion excursion, long moment) {
    int end = excursion.judged;
    for (int i = 0; i < excursion.bands.bands.length; i++) {
      end = judge(excursion, i, moment);
    }
    excursion.judged = end;
    finish(excursion, moment);
  }

  /** Judges by one band alone, where its turn comes between other rules; see {@link #finish}. */
  int judge(Excursion excursion, int which, long moment) {
    var band = excursion.bands.bands[which];
    long[] live = excursion.live;
    int at = which * Band.WORDS;
    int i = excursion.judged;
    while (true) {
      long reading =
          i < excursion.size && excursion.times[i] <= moment ? excursion.times[i] : Long.MAX_VALUE;
      long due = band.due(live, at);
      if (due < moment && due < reading) {
        excursion.dueMillis = Math.max(excursion.dueMillis, due);
        emit(excursion, which, i, due, band.began(live, at, due));
      } else if (reading == Long.MAX_VALUE) {
        return i;
      } else {
        var kind = band.take(live, at, reading, excursion.values[i++]);
        if (kind != null) {
          emit(excursion, which, i, reading, kind);
        }
      }
    }
  }

  private void emit(Excursion excursion, int which, int taken, long moment, FindingKind kind) {
    boolean ended = kind == FindingKind.ENDED;
    var reason = new Reason(excursion, which, taken, ended, moment);
    var level = ended ? null : excursion.bands.bands[which].program().grade().onlyLevel();
    int rule = excursion.bands.rules[which];
    engine.emit(rule, excursion.target, kind, level, reason.start(), moment, reason);
    if (ended) {
      Band.closed(excursion.live, which * Band.WORDS);
    }
  }

  void finish(Excursion excursion, long moment) {
    long floor = engine.waking.floor(excursion.target);
    if (!excursion.isQuiet()) {
      excursion.wakeAt = excursion.wake();
      excursion.settle(Math.min(moment, floor));
    } else if (floor > excursion.lastTime()) {
      remove(excursion);
    } else {
      // Over, but what comes late may still change it; until then its readings are quiet ones.
      mark(excursion, false);
      int source = engine.waking.slowestSource(excursion.target);
      excursion.wakeAt = excursion.lastTime() + engine.marks.lateness[source] + 1;
    }
  }

  private void remove(Excursion excursion) {
    Excursion before = null;
    var stir = engine.atWork.begin(excursion.target);
    for (var at = stir.excursions; at != null && at != excursion; at = at.next) {
      before = at;
    }
    if (before == null) {
      stir.excursions = excursion.next;
    } else {
      before.next = excursion.next;
    }
    var last = all.remove(all.size() - 1);
    if (last != excursion) {
      all.set(excursion.place, last);
      last.place = excursion.place;
    }
    excursion.wakeAt = Long.MAX_VALUE;
    engine.atWork.tidy(excursion.target);
    engine.atWork.markSeries(excursion.series);
    excursion.bands.giveBack(excursion);
  }

  /** Hands over to judgements, so that a reading can be put in its place among the others. */
  void handOver(Excursion excursion) {
    var judgements = new ArrayList<Judgement>();
    for (int i = 0; i < excursion.bands.bands.length; i++) {
      judgements.add(judgement(excursion, i));
    }
    remove(excursion);
    for (var judgement : judgements) {
      if (!judgement.idle()) {
        engine.atWork.add(judgement);
        engine.waking.schedule(judgement);
      }
    }
  }

  /** Hands over those that are no longer alone, after series were added. */
  void handOverCrowded() {
    for (var excursion : List.copyOf(all)) {
      if (!engine.groups.isAlone(excursion.series)) {
        handOver(excursion);
      }
    }
  }

  /** The judgement of a rule as it would stand now; it is not put to work. */
  @Nullable Judgement judgement(int target, int rule) {
    for (var at = engine.atWork.on(target).excursions; at != null; at = at.next) {
      int which = at.bands.find(rule);
      if (which >= 0) {
        return judgement(at, which);
      }
    }
    return null;
  }

  private Judgement judgement(Excursion excursion, int which) {
    var bands = excursion.bands;
    var band = bands.bands[which];
    var judgement =
        new Judgement(band.program(), bands.rules[which], excursion.target, excursion.baseMillis);
    int word = bands.words[which];
    long[] base = excursion.base;
    if (base != null) {
      int last = excursion.settled - 1;
      judgement.base =
          band.cell(base, which * Band.WORDS, excursion.times[last], excursion.values[last], false);
    }
    judgement.live = judgement.base.clone();
    var use = engine.groups.useOf(excursion.series, bands.rules[which]);
    for (int i = 0; i < excursion.size; i++) {
      double value = excursion.values[i];
      int marked = use == null ? word : use.wordOf(value);
      if (i < excursion.settled) {
        judgement.append(excursion.series, excursion.times[i], value, marked);
        judgement.baseIndex = i + 1;
        judgement.liveIndex = i + 1;
      } else {
        judgement.insert(excursion.series, excursion.times[i], value, marked);
      }
    }
    if (use != null) {
      engine.rousing.recall(judgement, excursion.series, use, excursion.baseMillis);
    }
    judgement.advance(engine.waking.mark(excursion.target));
    judgement.settle(engine.waking.floor(excursion.target));
    return judgement;
  }

  /** Judgements that all excursions of a target would be handed over to. */
  List<Judgement> judgements(int target) {
    var judgements = new ArrayList<Judgement>();
    for (var at = engine.atWork.on(target).excursions; at != null; at = at.next) {
      for (int i = 0; i < at.bands.bands.length; i++) {
        var judgement = judgement(at, i);
        if (!judgement.idle()) {
          judgements.add(judgement);
        }
      }
    }
    return judgements;
  }

  long bytes() {
    long bytes = 0;
    for (var excursion : all) {
      bytes += excursion.bytes();
    }
    return bytes;
  }
}
