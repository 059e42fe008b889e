package org.yiwang.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yiwang.engine.Groups.Silence;

/**
 * The silences there are, and what becomes of them while their targets are heard in order. What
 * comes late to one hands it over to a {@link Judgement}.
 */
final class Lulls {
  private final Engine engine;

  Lulls(Engine engine) {
    this.engine = engine;
  }

  @Nullable Lull find(int target, int rule) {
    var at = engine.atWork.on(target).lulls;
    while (at != null && at.silence.rule() != rule) {
      at = at.next;
    }
    return at;
  }

  /** Whether a rule is at work on a target already, though it may be in a lull that has ended. */
  boolean isOpen(int target, int rule) {
    var lull = find(target, rule);
    return lull != null && !lull.isEndSaid;
  }

  /** A silence has come due of which nothing newer has been heard. */
  void start(Silence silence, int target, long due) {
    var lull = new Lull(silence, target, due);
    Lull before = null;
    var stir = engine.atWork.begin(target);
    var after = stir.lulls;
    while (after != null && after.silence.rule() < silence.rule()) {
      before = after;
      after = after.next;
    }
    lull.next = after;
    if (before == null) {
      stir.lulls = lull;
    } else {
      before.next = lull;
    }
    engine.atWork.mark(target);
    engine.waking.atLatest(target, lull.wakeAt);
  }

  /** Tells all silences of a reading in order; false where it would change what was said of one. */
  boolean take(Stir stir, int device, int target, int series, long time, double value) {
    if (stir.lulls == null && device < 0) {
      return true;
    }
    if (isLate(target, series, time) || isLate(device, series, time)) {
      return false;
    }
    hear(target, series, time, value);
    hear(device, series, time, value);
    return true;
  }

  /** Whether a reading would change what was said of a silence. */
  boolean isLate(int target, int series, long time) {
    for (var at = engine.atWork.on(target).lulls; at != null; at = at.next) {
      if (at.isLate(time) && engine.groups.useOf(series, at.silence.rule()) != null) {
        return true;
      }
    }
    return false;
  }

  /** Tells the silences of a target of a reading. */
  void hear(int target, int series, long time, double value) {
    for (var at = engine.atWork.on(target).lulls; at != null; at = at.next) {
      var use = engine.groups.useOf(series, at.silence.rule());
      if (use != null) {
        at.hear(series, time, value, use.wordOf(value));
        engine.waking.atLatest(target, at.wakeAt);
      }
    }
  }

  void judgeAll(int target, long moment) {
    for (var at = engine.atWork.on(target).lulls; at != null; at = at.next) {
      judge(at, moment);
    }
  }

  void judge(Lull lull, long moment) {
    if (lull.wakeAt > moment) {
      return;
    }
    if (!lull.isStartSaid) {
      lull.isStartSaid = true;
      emit(lull, FindingKind.BEGAN, lull.start);
      lull.wakeAt = lull.endMillis;
    }
    if (lull.endMillis <= moment && !lull.isEndSaid) {
      lull.isEndSaid = true;
      emit(lull, FindingKind.ENDED, lull.endMillis);
      // The next silence is the watch's; this one waits for what may come late.
      engine.watches.watchAfter(lull, Math.max(moment, lull.endMillis + 1));
      int source = engine.waking.slowestSource(lull.target);
      lull.wakeAt = lull.endMillis + engine.marks.lateness[source] + 1;
    } else if (lull.isEndSaid && engine.waking.floor(lull.target) > lull.endMillis) {
      remove(lull);
    } else if (lull.isEndSaid) {
      lull.wakeAt = moment + engine.marks.lateness[engine.waking.slowestSource(lull.target)] + 1;
    }
  }

  private void emit(Lull lull, FindingKind kind, long moment) {
    boolean ended = kind == FindingKind.ENDED;
    var level = ended ? null : lull.silence.program().grade().onlyLevel();
    engine.emit(lull.silence.rule(), lull.target, kind, level, lull.start, moment, lull.why(ended));
  }

  private void remove(Lull lull) {
    Lull before = null;
    var stir = engine.atWork.begin(lull.target);
    for (var at = stir.lulls; at != null && at != lull; at = at.next) {
      before = at;
    }
    if (before == null) {
      stir.lulls = lull.next;
    } else {
      before.next = lull.next;
    }
    engine.atWork.tidy(lull.target);
    engine.atWork.mark(lull.target);
  }

  /** Hands over what a reading is late for, before it is remembered. */
  void handOverIfLate(int target, int series, long time) {
    if (isLate(target, series, time)) {
      handOver(target);
    }
  }

  /** Hands all silences of a target over. */
  void handOver(int target) {
    for (var at = engine.atWork.on(target).lulls; at != null; at = at.next) {
      var judgement = judgement(at);
      remove(at);
      if (!judgement.idle()) {
        engine.atWork.add(judgement);
        engine.waking.schedule(judgement);
      }
    }
  }

  /** The judgement of a silence as it would stand now; it is not put to work. */
  Judgement judgement(Lull lull) {
    var silence = lull.silence;
    var judgement = new Judgement(silence.program(), silence.rule(), lull.target, lull.start - 1);
    engine.rousing.fill(judgement, lull.start - 1);
    if (lull.isStartSaid) {
      judgement.advance(
          lull.isEndSaid ? lull.endMillis : lull.start,
          lull.isEndSaid ? lull.endMillis - 1 : lull.start);
    }
    judgement.settle(engine.waking.floor(lull.target));
    return judgement;
  }

  @Nullable Judgement judgement(int target, int rule) {
    var lull = find(target, rule);
    return lull == null ? null : judgement(lull);
  }

  /** Judgements that all silences of a target would be handed over to. */
  List<Judgement> judgements(int target) {
    var judgements = new ArrayList<Judgement>();
    for (var at = engine.atWork.on(target).lulls; at != null; at = at.next) {
      var judgement = judgement(at);
      if (!judgement.idle()) {
        judgements.add(judgement);
      }
    }
    return judgements;
  }
}
