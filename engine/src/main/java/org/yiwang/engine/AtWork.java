package org.yiwang.engine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What is at work on each target, and the marks on the series that it listens to. */
final class AtWork {
  private final Engine engine;
  private @Nullable Stir[] stirs = new Stir[0];

  AtWork(Engine engine) {
    this.engine = engine;
  }

  void ensureTargets(int count) {
    if (count > stirs.length) {
      stirs = Arrays.copyOf(stirs, count);
    }
  }

  /** What is going on with a target, to be looked at; of -1 nothing is. */
  Stir on(int target) {
    var stir = target < 0 ? null : stirs[target];
    return stir == null ? Stir.NONE : stir;
  }

  boolean isQuiet(int target) {
    return stirs[target] == null;
  }

  /** What is going on with a target, to be added to. */
  Stir begin(int target) {
    var stir = stirs[target];
    if (stir == null) {
      stir = new Stir();
      stirs[target] = stir;
    }
    return stir;
  }

  /** To be called when something on a target has been taken away. */
  void tidy(int target) {
    if (on(target).isOver()) {
      stirs[target] = null;
    }
  }

  @Nullable Judgement find(int target, int rule) {
    var at = on(target).judgements;
    while (at != null && at.rule != rule) {
      at = at.next;
    }
    return at;
  }

  /** Puts a judgement to work. Those of a target stand in the order of their rules. */
  void add(Judgement judgement) {
    Judgement before = null;
    var stir = begin(judgement.target);
    var after = stir.judgements;
    while (after != null && after.rule < judgement.rule) {
      before = after;
      after = after.next;
    }
    judgement.next = after;
    if (before == null) {
      stir.judgements = judgement;
    } else {
      before.next = judgement;
    }
    mark(judgement.target);
  }

  void remove(Judgement judgement) {
    int target = judgement.target;
    Judgement before = null;
    var stir = begin(target);
    for (var at = stir.judgements; at != null && at != judgement; at = at.next) {
      before = at;
    }
    if (before == null) {
      stir.judgements = judgement.next;
    } else {
      before.next = judgement.next;
    }
    tidy(target);
    mark(target);
  }

  boolean has(int target, int series, long time) {
    for (var at = on(target).judgements; at != null; at = at.next) {
      if (at.has(series, time)) {
        return true;
      }
    }
    return false;
  }

  /** Marks all series of a target by how their readings have to be taken. */
  void mark(int target) {
    for (int series : engine.targets.series[target]) {
      markSeries(series);
    }
  }

  /**
   * Hot are those that a judgement at work listens to, and those never heard: their readings take
   * the careful way. Away are those on an excursion, or whose silence is still spoken of.
   */
  void markSeries(int series) {
    var groups = engine.groups;
    int group = groups.state.group(series);
    if (group == -1) {
      return;
    }
    int target = groups.targetOf[series];
    int device = groups.deviceOf[series];
    boolean hot =
        groups.state.last(series) == Engine.NEVER
            || isListening(target, series)
            || (device >= 0 && isListening(device, series));
    boolean away =
        engine.excursions.isAway(target, series)
            || on(target).lulls != null
            || on(device).lulls != null;
    groups.state.setGroup(
        series, group, (hot ? SeriesState.HOT : 0) | (away ? SeriesState.AWAY : 0));
  }

  private boolean isListening(int target, int series) {
    for (var at = on(target).judgements; at != null; at = at.next) {
      if (engine.groups.useOf(series, at.rule) != null) {
        return true;
      }
    }
    return false;
  }

  long bytes() {
    long bytes = stirs.length * 4L;
    for (var stir : stirs) {
      if (stir == null) {
        continue;
      }
      bytes += 40;
      for (var at = stir.judgements; at != null; at = at.next) {
        bytes += at.bytes();
      }
    }
    return bytes;
  }
}
