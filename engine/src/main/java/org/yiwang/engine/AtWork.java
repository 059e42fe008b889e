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
    markHot(judgement.target);
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
    markHot(target);
  }

  boolean has(int target, int series, long time) {
    for (var at = first[target]; at != null; at = at.next) {
      if (at.has(series, time)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Marks the series that a judgement at work listens to, and those never heard: their readings
   * take the careful way.
   */
  void markHot(int target) {
    var groups = engine.groups;
    for (int series : groups.targets.series[target]) {
      int group = groups.state.group(series);
      if (group == -1) {
        continue;
      }
      boolean hot =
          groups.state.last(series) == Engine.NEVER
              || isListening(groups.targetOf[series], series)
              || (groups.deviceOf[series] >= 0 && isListening(groups.deviceOf[series], series));
      int away = groups.state.marks(series) & Engine.AWAY;
      groups.state.setGroup(series, group, hot ? Engine.HOT | away : away);
    }
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
