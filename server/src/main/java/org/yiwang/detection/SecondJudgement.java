package org.yiwang.detection;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yiwang.engine.Catalog;
import org.yiwang.engine.Engine;
import org.yiwang.engine.ReadingBlock;
import org.yiwang.engine.RuleException;
import org.yiwang.engine.Setting;
import org.yiwang.intake.StoredReadings;
import org.yiwang.rules.ArmedRules;
import org.yiwang.setting.PastSetting;

/**
 * Readings judged a second time, only for the state that they leave behind: what they were found to
 * be is stored. Rules and baselines change where they changed the first time. The clock goes along
 * as it did then: behind the foremost reading by as much as a device may be ahead of it.
 */
final class SecondJudgement {
  private static final Logger log = LoggerFactory.getLogger(SecondJudgement.class);
  private static final long AHEAD_MILLIS = 300_000;
  private static final long STRETCH_MILLIS = 60_000;

  private final ArmedRules rules;
  private final PastSetting settings;
  private final Catalog catalog;
  private final List<Course.Step> steps;
  private final ReadingBlock stretch = new ReadingBlock(1 << 14);
  private Engine engine;
  private int next;
  private int baseline;
  private String fingerprint;
  private long newest = Long.MIN_VALUE;
  private long oldest = Long.MAX_VALUE;
  private long until = Long.MIN_VALUE;
  private long count;

  /** Begins by the first of the steps. */
  SecondJudgement(
      ArmedRules rules, PastSetting settings, Catalog catalog, List<Course.Step> steps) {
    this.rules = rules;
    this.settings = settings;
    this.catalog = catalog;
    this.steps = steps;
    var first = steps.getFirst();
    baseline = first.baseline();
    fingerprint = first.rules();
    engine = new Engine(rules.ruleSetOf(fingerprint), catalog, setting());
    next = 1;
  }

  /** Readings whose numbers are not known any more, in the order of their times. */
  void acceptByTime(int[] series, long[] times, double[] values, int size) {
    for (var i = 0; i < size; i++) {
      while (next < steps.size() && steps.get(next).at().toEpochMilli() <= times[i]) {
        rearm();
      }
      add(series[i], times[i], values[i]);
    }
  }

  /** Readings in the order in which they were judged the first time. */
  void acceptByNumber(StoredReadings group) {
    for (var i = 0; i < group.size(); i++) {
      while (next < steps.size() && steps.get(next).afterSeq() < group.firstSeq() + i) {
        rearm();
      }
      add(group.datastreams()[i], group.timeMillis()[i], group.values()[i]);
    }
  }

  /** The state after all readings, under the rules of the last of them. */
  Engine finish() {
    while (next < steps.size()) {
      rearm();
    }
    judge();
    return engine;
  }

  /** Version of the baselines that the state was judged by. */
  int baseline() {
    return baseline;
  }

  /** The rules that the state was judged by. */
  String fingerprint() {
    return fingerprint;
  }

  /** Readings so far. */
  long count() {
    return count;
  }

  /** The time of the oldest of them. */
  Optional<Instant> oldest() {
    return count == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(oldest));
  }

  private void add(int series, long time, double value) {
    if (time > until) {
      judge();
      until = time + STRETCH_MILLIS;
    }
    newest = Math.max(newest, time);
    oldest = Math.min(oldest, time);
    stretch.add(series, time, value);
    count++;
    if (stretch.size() == 1 << 14) {
      judge();
    }
  }

  private void judge() {
    if (stretch.size() > 0) {
      engine.advanceTo(newest - AHEAD_MILLIS, finding -> {});
      engine.accept(stretch, finding -> {});
      stretch.clear();
    }
  }

  private void rearm() {
    judge();
    var step = steps.get(next++);
    var usualBefore = baseline;
    try {
      baseline = step.baseline();
      var ruleSet = rules.ruleSetOf(step.rules());
      engine =
          Engine.restore(
              engine.snapshot(), ruleSet, catalog, settings.at(ruleSet, step.at(), baseline));
      fingerprint = step.rules();
    } catch (RuleException e) {
      log.warn("Rules of {} can't be used any more, the former go on", step.at(), e);
      baseline = usualBefore;
    }
  }

  private Setting setting() {
    return settings.at(rules.ruleSetOf(fingerprint), steps.getFirst().at(), baseline);
  }
}
