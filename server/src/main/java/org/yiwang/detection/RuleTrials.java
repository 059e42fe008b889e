package org.yiwang.detection;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.yiwang.backtest.Span;
import org.yiwang.backtest.Trial;
import org.yiwang.detection.Episodes.Episode;
import org.yiwang.engine.Rule;
import org.yiwang.engine.RuleSet;
import org.yiwang.intake.PastReadings;
import org.yiwang.platform.Caller;
import org.yiwang.platform.Refused;
import org.yiwang.setting.EngineSetting;

/**
 * Rules tried on the installation's own past readings, one after the other beside the daily work.
 * What came of them is kept in memory for the last few.
 */
@Component
public class RuleTrials implements DisposableBean {
  private static final Logger log = LoggerFactory.getLogger(RuleTrials.class);
  private static final int KEPT = 50;
  private static final int WAITING = 10;

  /** One rule to be judged over the past. */
  public record Asked(
      Rule rule, RuleSet among, @Nullable Rule other, @Nullable RuleSet otherAmong, Span span) {}

  /** What one run over the readings came to. */
  public record Run(
      long readings, long judged, long cpuMillis, List<String> problems, List<Episode> episodes) {}

  private final PastReadings readings;
  private final RuleChecks checks;
  private final EngineSetting setting;
  private final AtomicLong numbers = new AtomicLong();
  private final Map<Long, RuleTrial> byNumber = new HashMap<>();
  private final Deque<Long> order = new ArrayDeque<>();
  private final ThreadPoolExecutor worker =
      new ThreadPoolExecutor(
          1,
          1,
          1,
          TimeUnit.MINUTES,
          new ArrayBlockingQueue<>(WAITING),
          Thread.ofPlatform().name("rule-trial").priority(Thread.MIN_PRIORITY).factory());

  RuleTrials(PastReadings readings, RuleChecks checks, EngineSetting setting) {
    this.readings = readings;
    this.checks = checks;
    this.setting = setting;
  }

  /**
   * Starts a trial, behind those that wait.
   *
   * @throws Refused when too many wait
   */
  public RuleTrial start(Asked asked, Caller caller) {
    var trial = new RuleTrial(numbers.incrementAndGet(), asked, caller.kind(), caller.id());
    try {
      worker.execute(() -> run(trial));
    } catch (RejectedExecutionException e) {
      throw Refused.tooMany("too many trials are waiting", 10);
    }
    synchronized (byNumber) {
      byNumber.put(trial.id(), trial);
      order.add(trial.id());
      while (order.size() > KEPT) {
        byNumber.remove(order.remove());
      }
    }
    return trial;
  }

  /**
   * A trial of the caller's own.
   *
   * @throws Refused when there is none, or no longer
   */
  public RuleTrial get(long id, Caller caller) {
    synchronized (byNumber) {
      var found = byNumber.get(id);
      if (found == null || !found.isOf(caller)) {
        throw Refused.notFound("trial", id);
      }
      return found;
    }
  }

  private void run(RuleTrial trial) {
    try {
      var asked = trial.asked();
      var parts = asked.other() == null ? 1 : 2;
      var ours = run(asked.rule(), asked.among(), trial, 0, parts);
      Run others = null;
      if (asked.other() != null && asked.otherAmong() != null) {
        others = run(asked.other(), asked.otherAmong(), trial, 1, parts);
      }
      trial.done(ours, others);
    } catch (RuleTrial.Stopped e) {
      trial.stopped();
    } catch (RuntimeException e) {
      log.error("A trial of rule {} failed", trial.asked().rule().id(), e);
      trial.failed();
    }
  }

  private Run run(Rule rule, RuleSet among, RuleTrial trial, int part, int parts) {
    var span = trial.asked().span();
    var history =
        new CoveredHistory(
            readings, checks.members(rule), span, at -> trial.reached(part, parts, at, span));
    var only = among.only(rule.id());
    var usual = setting.of(only, setting.newestBaseline());
    var run = new Trial(only, history, usual, finding -> {});
    var episodes =
        run.episodes().stream()
            .filter(episode -> episode.rule().equals(rule.id()))
            .map(history::episode)
            .toList();
    return new Run(
        run.readings(), run.counts().judged(), run.nanos() / 1_000_000, run.problems(), episodes);
  }

  @Override
  public void destroy() {
    synchronized (byNumber) {
      byNumber.values().forEach(RuleTrial::stop);
    }
    worker.shutdownNow();
  }
}
