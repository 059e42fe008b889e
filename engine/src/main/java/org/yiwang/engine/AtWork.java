package org.yiwang.engine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The judgements at work, chained by subject, and the marks on the series they listen to. */
final class AtWork {
  private final Engine engine;
  @Nullable Judgement[] first = new Judgement[0];

  AtWork(Engine engine) {
    this.engine = engine;
  }

  void ensureSubjects(int count) {
    if (count > first.length) {
      first = Arrays.copyOf(first, count);
    }
  }

  @Nullable Judgement find(int subject, int rule) {
    var at = first[subject];
    while (at != null && at.rule != rule) {
      at = at.next;
    }
    return at;
  }

  void add(Judgement judgement) {
    judgement.next = first[judgement.subject];
    first[judgement.subject] = judgement;
    markHot(judgement.subject);
  }

  void remove(Judgement judgement) {
    int subject = judgement.subject;
    Judgement before = null;
    for (var at = first[subject]; at != null && at != judgement; at = at.next) {
      before = at;
    }
    if (before == null) {
      first[subject] = judgement.next;
    } else {
      before.next = judgement.next;
    }
    markHot(subject);
  }

  boolean has(int subject, int series, long time) {
    for (var at = first[subject]; at != null; at = at.next) {
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
  void markHot(int subject) {
    var groups = engine.groups;
    for (int series : groups.seriesOfSubject[subject]) {
      int group = groups.groupOf[series];
      if (group == -1) {
        continue;
      }
      boolean hot = engine.last[series] == Engine.NEVER;
      for (var at = first[subject]; at != null && !hot; at = at.next) {
        hot = groups.useOf(series, at.rule) != null;
      }
      groups.groupOf[series] = hot ? group | Engine.HOT : group & ~Engine.HOT;
    }
  }

  long bytes() {
    long bytes = first.length * 4L;
    for (var head : first) {
      for (var at = head; at != null; at = at.next) {
        bytes += at.bytes();
      }
    }
    return bytes;
  }
}
