package org.yiwang.detection;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
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
import org.yiwang.engine.Watched;
import org.yiwang.intake.PastReadings;
import org.yiwang.platform.Caller;
import org.yiwang.platform.Refused;
import org.yiwang.setting.PastSetting;

/**
 * Rules tried on the installation's own past readings, one after the other beside the daily work.
 * What came of them is kept in the database for a while.
 */
@Component
public class RuleTrials implements DisposableBean {
  private static final Logger log = LoggerFactory.getLogger(RuleTrials.class);
  private static final int WAITING = 10;

  /**
   * One rule to be judged over the past.
   *
   * @param text of the rule
   * @param compareWith version of the same rule that is run beside it, or null
   * @param from first moment
   * @param to moment after the last
   */
  public record Asked(
      String text,
      Rule rule,
      RuleSet among,
      @Nullable Integer compareWith,
      @Nullable Rule other,
      @Nullable RuleSet otherAmong,
      Instant from,
      Instant to) {
    Span span() {
      return new Span(from.toEpochMilli(), to.toEpochMilli());
    }
  }

  /**
   * A trial as it stands.
   *
   * @param by who asked for it
   * @param state {@code running}, {@code done}, {@code stopped}, {@code failed} or {@code
   *     interrupted} by the end of the program
   * @param progress share of the period that is judged, 0 to 1
   * @param watched what the rule looks at; empty before the end
   * @param ours what the rule came to, or null before the end
   * @param others what the rule beside it came to, or null
   */
  public record Seen(
      long id,
      String rule,
      String text,
      @Nullable Integer compareWith,
      Instant from,
      Instant to,
      String by,
      Instant startedAt,
      String state,
      double progress,
      List<Watched> watched,
      @Nullable Run ours,
      @Nullable Run others) {
    Seen running(double share) {
      return new Seen(
          id,
          rule,
          text,
          compareWith,
          from,
          to,
          by,
          startedAt,
          state,
          share,
          watched,
          ours,
          others);
    }
  }

  /**
   * What one run over the readings came to.
   *
   * @param used by which calendars, zones, areas and baselines was judged
   */
  public record Run(
      long readings,
      long judged,
      long cpuMillis,
      List<String> problems,
      PastSetting.Used used,
      List<Episode> episodes) {}

  private final PastReadings readings;
  private final RuleChecks checks;
  private final PastSetting setting;
  private final TrialStore store;
  private final Map<Long, RuleTrial> running = new ConcurrentHashMap<>();
  private volatile boolean isClosing;
  private final ThreadPoolExecutor worker =
      new ThreadPoolExecutor(
          1,
          1,
          1,
          TimeUnit.MINUTES,
          new ArrayBlockingQueue<>(WAITING),
          Thread.ofPlatform().name("rule-trial").priority(Thread.MIN_PRIORITY).factory());

  RuleTrials(PastReadings readings, RuleChecks checks, PastSetting setting, TrialStore store) {
    this.store = store;
    this.readings = readings;
    this.checks = checks;
    this.setting = setting;
  }

  /**
   * Starts a trial, behind those that wait.
   *
   * @throws Refused when too many wait
   */
  public Seen start(Asked asked, Caller caller) {
    var trial = new RuleTrial(store.begin(asked, caller), asked);
    running.put(trial.id(), trial);
    try {
      worker.execute(() -> run(trial));
    } catch (RejectedExecutionException e) {
      running.remove(trial.id());
      store.forget(trial.id());
      throw Refused.tooMany("too many trials are waiting", 10);
    }
    return get(trial.id(), caller);
  }

  /**
   * A trial of the caller's own.
   *
   * @throws Refused when there is none, or no longer
   */
  public Seen get(long id, Caller caller) {
    // In this order: what ends in between is found with its result.
    var live = running.get(id);
    var seen = store.find(id, caller).orElseThrow(() -> Refused.notFound("trial", id));
    return live == null || !seen.state().equals("running") ? seen : seen.running(live.progress());
  }

  /** Ends a trial of the caller's own with the next readings. */
  public Seen stop(long id, Caller caller) {
    var seen = get(id, caller);
    var live = running.get(id);
    if (live != null) {
      live.stop();
    }
    return seen;
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
    if (!isClosing) {
      keep(trial);
    }
  }

  private void keep(RuleTrial trial) {
    try {
      store.end(trial);
      running.remove(trial.id());
    } catch (RuntimeException e) {
      // The next start tells that it came to nothing.
      log.error("What came of the trial {} is not kept", trial.id(), e);
    }
  }

  private Run run(Rule rule, RuleSet among, RuleTrial trial, int part, int parts) {
    var span = trial.asked().span();
    var history =
        new CoveredHistory(
            readings, checks.members(rule), span, at -> trial.reached(part, parts, at, span));
    var only = among.only(rule.id());
    var changes = setting.during(only, trial.asked().from(), trial.asked().to());
    var run = new Trial(only, history, setting.over(only, changes), finding -> {});
    var episodes =
        run.episodes().stream()
            .filter(episode -> episode.rule().equals(rule.id()))
            .map(history::episode)
            .toList();
    return new Run(
        run.readings(),
        run.counts().judged(),
        run.nanos() / 1_000_000,
        run.problems(),
        changes.used(),
        episodes);
  }

  @Override
  public void destroy() {
    isClosing = true;
    running.values().forEach(RuleTrial::stop);
    worker.shutdownNow();
  }
}
