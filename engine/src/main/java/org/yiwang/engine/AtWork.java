package org.yiwang.engine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The judgements at work, chained by target, and the marks on the series they listen to. */
final class AtWork {
  private final Engine engine;
  @Nullable Judgement[] first = new Judgement[0];

  /** For each target the moment for which it waits in a queue, or Long.MAX_VALUE. */
  long[] wakeAt = new long[0];

  AtWork(Engine engine) {
    this.engine = engine;
  }

  void ensureTargets(int count) {
    if (count > first.length) {
      int known = first.length;
      first = Arrays.copyOf(first, count);
      wakeAt = Arrays.copyOf(wakeAt, count);
      Arrays.fill(wakeAt, known, count, Long.MAX_VALUE);
    }
  }

  @Nullable Judgement find(int target, int rule) {
    var at = first[target];
    while (at != null && at.rule != rule) {
      at = at.next;
    }
    return at;
  }

  /** Puts a judgement to work. Those of a target stand in the order of their rules. */
  void add(Judgement judgement) {
    Judgement before = null;
    var after = first[judgement.target];
    while (after != null && after.rule < judgement.rule) {
      before = after;
      after = after.next;
    }
    judgement.next = after;
    if (before == null) {
      first[judgement.target] = judgement;
    } else {
      before.next = judgement;
    }
    mark(judgement.target);
  }

  void remove(Judgement judgement) {
    int target = judgement.target;
    Judgement before = null;
    for (var at = first[target]; at != null && at != judgement; at = at.next) {
      before = at;
    }
    if (before == null) {
      first[target] = judgement.next;
    } else {
      before.next = judgement.next;
    }
    mark(target);
  }

  boolean has(int target, int series, long time) {
    for (var at = first[target]; at != null; at = at.next) {
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
            || engine.lulls.first(target) != null
            || engine.lulls.first(device) != null;
    groups.state.setGroup(series, group, (hot ? Engine.HOT : 0) | (away ? Engine.AWAY : 0));
  }

  private boolean isListening(int target, int series) {
    for (var at = first[target]; at != null; at = at.next) {
      if (engine.groups.useOf(series, at.rule) != null) {
        return true;
      }
    }
    return false;
  }

  long bytes() {
    long bytes = first.length * 12L;
    for (var head : first) {
      for (var at = head; at != null; at = at.next) {
        bytes += at.bytes();
      }
    }
    return bytes;
  }
}
