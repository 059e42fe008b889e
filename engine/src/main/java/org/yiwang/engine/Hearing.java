package org.yiwang.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells from the newest readings of a target alone whether none of its silences can have come due,
 * which is so nearly always. Where the series of a target are numbered one after the other, as they
 * are when a device is taken in, that needs no list of them: targets alike share one form.
 */
final class Hearing {
  /** The form of targets of which nothing can be told so. */
  private static final int NONE = 0;

  private static final long UNPLANNED = -1;

  private final Engine engine;
  private final List<long[]> forms = new ArrayList<>();
  private final Map<List<Long>, Integer> index = new HashMap<>();

  /** For each target its first series above, the number of its form below. */
  private long[] plans = new long[0];

  /** Targets that got another series and have to be planned for. */
  private int[] unplanned = new int[64];

  private int unplannedCount;

  Hearing(Engine engine) {
    this.engine = engine;
    newForm(List.of());
  }

  /** To be called when a target got another series. */
  void changed(int target) {
    if (target < 0) {
      return;
    }
    ensureTargets(target + 1);
    if (plans[target] != UNPLANNED) {
      plans[target] = UNPLANNED;
      if (unplannedCount == unplanned.length) {
        unplanned = Arrays.copyOf(unplanned, unplannedCount * 2);
      }
      unplanned[unplannedCount++] = target;
    }
  }

  private void ensureTargets(int count) {
    if (count > plans.length) {
      plans = Arrays.copyOf(plans, Math.max(count, plans.length / 8 * 9));
    }
  }

  /**
   * Plans for all targets that have changed. Done here and not when one is first asked for, so that
   * asking stays short.
   */
  void plan(int targets) {
    ensureTargets(targets);
    for (int i = 0; i < unplannedCount; i++) {
      plans[unplanned[i]] = planOf(unplanned[i]);
    }
    unplanned = new int[64];
    unplannedCount = 0;
  }

  /**
   * When to watch a target again whose watch stands at a moment, where all its silences were
   * plainly interrupted before that moment; else Engine.NEVER.
   */
  long watchAgain(int target, long moment) {
    var stir = engine.atWork.on(target);
    if (stir.judgements != null || stir.lulls != null) {
      return Engine.NEVER;
    }
    long plan = plans[target];
    int first = (int) (plan >>> 32);
    long[] form = forms.get((int) plan);
    long again = form.length == 0 ? Engine.NEVER : Long.MAX_VALUE;
    for (int i = 0; i < form.length; i += 2) {
      long span = form[i + 1];
      long newest = newest(first + (int) (form[i] >>> 32), (int) form[i]);
      // Heard after the reading it was set by, and so early that no gap is as long as the span.
      if (newest <= moment - 1 - span || newest >= moment) {
        return Engine.NEVER;
      }
      again = Math.min(again, newest + span + 1);
    }
    return again;
  }

  private long newest(int from, int count) {
    long newest = engine.state.last(from);
    for (int series = from + 1; series < from + count; series++) {
      newest = Math.max(newest, engine.state.last(series));
    }
    return newest;
  }

  /** The form says for each silence how its series lie behind the first, how many, and the span. */
  private long planOf(int target) {
    int first = Integer.MAX_VALUE;
    for (int series : engine.targets.series[target]) {
      first = Math.min(first, series);
    }
    var form = new ArrayList<Long>();
    for (var silence : engine.targets.silences[target]) {
      var property = silence.leaf().property();
      int least = Integer.MAX_VALUE;
      int most = -1;
      int count = 0;
      for (int series : engine.targets.series[target]) {
        if (property == null || property.equals(engine.catalog.getSeries(series).property())) {
          least = Math.min(least, series);
          most = Math.max(most, series);
          count++;
        }
      }
      if (count > 0 && most - least != count - 1) {
        return NONE;
      }
      if (count > 0) {
        add(form, (long) (least - first) << 32 | count, silence.leaf().forMillis());
      }
    }
    return (long) first << 32 | index.computeIfAbsent(form, this::newForm);
  }

  /** Of several silences over the same series the shortest is the one to watch. */
  private static void add(List<Long> form, long series, long span) {
    for (int i = 0; i < form.size(); i += 2) {
      if (form.get(i).longValue() == series) {
        form.set(i + 1, Math.min(form.get(i + 1), span));
        return;
      }
    }
    form.add(series);
    form.add(span);
  }

  private int newForm(List<Long> form) {
    forms.add(form.stream().mapToLong(Long::longValue).toArray());
    return forms.size() - 1;
  }
}
