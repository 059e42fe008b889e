package org.yiwang.detection;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.yiwang.dayfiles.Rows;
import org.yiwang.engine.Engine;
import org.yiwang.engine.Finding;
import org.yiwang.engine.ReadingBlock;
import org.yiwang.engine.Rehearsal;
import org.yiwang.engine.RuleException;
import org.yiwang.engine.Setting;
import org.yiwang.intake.LateReadings;
import org.yiwang.intake.Readings;
import org.yiwang.intake.StoredReadings;
import org.yiwang.platform.DatabaseAway;
import org.yiwang.platform.OneThread;
import org.yiwang.platform.Settings;
import org.yiwang.registry.Datastream;
import org.yiwang.registry.Datastreams;
import org.yiwang.rules.ArmedRules;
import org.yiwang.rules.RulesChanged;
import org.yiwang.setting.EngineSetting;
import org.yiwang.setting.SettingChanged;

/**
 * The one thread that judges: it takes committed groups in the order of their numbers, and stores
 * what the engine finds before it goes on. The state is snapshotted with the last number it saw,
 * but only after the findings up to there are stored; a start replays the rest, and findings made
 * again have the same keys.
 */
@Component
@ConditionalOnProperty(
    name = "yiwang.detection.runtime",
    havingValue = "embedded",
    matchIfMissing = true)
public class Detector implements SmartLifecycle, Runnable {
  private static final Logger log = LoggerFactory.getLogger(Detector.class);
  private static final long TICK_MILLIS = 100;

  /** Groups that may wait; when it is full the writer waits, and so do the senders. */
  private static final int WAITING_GROUPS = 64;

  /** Series from which on the rules are rehearsed at the start; two seconds are little to them. */
  private static final int REHEARSED_FROM = 10_000;

  /** Readings to be judged, and when they came in. */
  private record Handed(StoredReadings group, long moment) {}

  private final Settings settings;
  private final Readings readings;
  private final Findings findings;
  private final UsableFindings usable;
  private final LateReadings late;
  private final Course course;
  private final StateAnew stateAnew;
  private final ArmedRules rules;
  private final EngineSetting setting;
  private final Datastreams datastreams;
  private final Clock clock;
  private final BlockingQueue<Handed> waiting = new ArrayBlockingQueue<>(WAITING_GROUPS);
  private final ConcurrentLinkedQueue<List<Datastream>> added = new ConcurrentLinkedQueue<>();
  private final KnownSeries known = new KnownSeries();
  private final List<Finding> made = new ArrayList<>();
  private final Rows tooLate = new Rows();
  private final OneThread thread = new OneThread("detector");
  private final SnapshotWriter snapshots;
  private long lastSeq;

  /** By the clock; all readings that came in until then have been judged. */
  private long heard;

  private volatile long handedSeq;
  private volatile long judgedSeq;
  private volatile boolean rulesChanged;

  /** Version of the baselines that are judged by; the snapshot names it. */
  private int baseline;

  Detector(
      Readings readings,
      Findings findings,
      UsableFindings usable,
      LateReadings late,
      Course course,
      StateAnew stateAnew,
      ArmedRules rules,
      EngineSetting setting,
      Datastreams datastreams,
      Clock clock,
      Settings settings) {
    this.settings = settings;
    this.readings = readings;
    this.findings = findings;
    this.usable = usable;
    this.late = late;
    this.course = course;
    this.stateAnew = stateAnew;
    this.rules = rules;
    this.setting = setting;
    this.datastreams = datastreams;
    this.clock = clock;
    this.snapshots = new SnapshotWriter(findings, readings, clock);
    readings.follow(this::enqueue);
  }

  /** Whether everything that intake has handed over is judged. */
  public boolean hasJudgedAll() {
    return judgedSeq >= handedSeq;
  }

  private void enqueue(StoredReadings group) {
    handedSeq = group.lastSeq();
    try {
      waiting.put(new Handed(group, clock.millis()));
    } catch (InterruptedException e) {
      // The program stops: what is not judged now is replayed at the next start.
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void run() {
    try {
      var judge = restore();
      while (!Thread.currentThread().isInterrupted()) {
        var handed = waiting.poll(TICK_MILLIS, TimeUnit.MILLISECONDS);
        addNewSeries();
        if (rulesChanged) {
          judge = rearm(judge);
        }
        if (handed != null) {
          var group = handed.group();
          if (group.firstSeq() > lastSeq + 1) {
            var current = judge;
            readings.replayAfter(lastSeq, missed -> judge(current, missed));
          }
          judge(judge, group);
        }
        heard = heardUntil(handed);
        judge.advanceTo(heard, made::add);
        storeMade();
        judgedSeq = lastSeq;
        snapshots.writeIfDue(judge, lastSeq, baseline);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      if (thread.isWanted()) {
        log.error("Detection has stopped; a restart goes on from the last snapshot", e);
      }
    }
  }

  /**
   * All that came in until this moment has been judged. Where more is waiting it came when the
   * clock stood elsewhere, perhaps far behind: moved to now, it would come too late.
   */
  private long heardUntil(@Nullable Handed last) {
    var now = clock.millis();
    return waiting.isEmpty() ? now : last == null ? heard : last.moment();
  }

  private Engine restore() {
    addNewSeries();
    var restored = findings.findSnapshot().map(this::restore).orElseGet(this::fresh);
    course.note(lastSeq, clock.instant(), rules.fingerprint(), baseline);
    readings.judgedThrough(lastSeq);
    restored.problems().forEach(problem -> log.warn("A rule can't be applied: {}", problem));
    rehearse();
    heard = clock.millis();
    readings.replayAfter(lastSeq, missed -> judge(restored, missed));
    return restored;
  }

  /**
   * Where many series report, the first seconds and what waits to be judged bring more readings
   * than code can take that is not compiled yet. A small installation would only start later by it.
   */
  private void rehearse() {
    if (known.catalog().series().size() < REHEARSED_FROM) {
      return;
    }
    long end = System.nanoTime() + Rehearsal.USUAL.toNanos();
    long judged =
        new Rehearsal(rules.ruleSet(), known.catalog(), setting())
            .play(() -> System.nanoTime() < end && !Thread.currentThread().isInterrupted());
    log.info("Rehearsed the rules with {} made-up readings", judged);
  }

  private Engine restore(Findings.SnapshotRow snapshot) {
    baseline = snapshot.baseline();
    lastSeq = snapshot.seq();
    snapshots.found(lastSeq);
    var restored = usable(snapshot);
    // What was learnt since takes force after the replay.
    rulesChanged |= baseline != setting.newestBaseline();
    return restored;
  }

  private Engine usable(Findings.SnapshotRow snapshot) {
    if (!snapshot.isWhole()) {
      return anew(snapshot, "it is damaged");
    }
    try {
      return Engine.restore(snapshot.state(), rules.ruleSet(), known.catalog(), setting());
    } catch (IllegalArgumentException e) {
      // Of another version of the engine: the readings themselves have all that it held.
      return anew(snapshot, String.valueOf(e.getMessage()));
    }
  }

  private Engine anew(Findings.SnapshotRow snapshot, String reason) {
    var made = stateAnew.make(snapshot, reason, known.catalog());
    baseline = made.baseline();
    snapshots.writeNow(made.engine(), lastSeq, baseline);
    return made.engine();
  }

  private Engine fresh() {
    baseline = setting.newestBaseline();
    return new Engine(rules.ruleSet(), known.catalog(), setting());
  }

  private Setting setting() {
    return setting.of(rules.ruleSet(), baseline);
  }

  /**
   * Goes on under other rules or in another setting, with all state that still makes sense. The
   * snapshot is written before the next reading: after a crash nothing is judged by what came
   * later.
   */
  private Engine rearm(Engine judge) {
    rulesChanged = false;
    snapshots.await();
    var before = baseline;
    try {
      baseline = setting.newestBaseline();
      var next = Engine.restore(judge.snapshot(), rules.ruleSet(), known.catalog(), setting());
      next.advanceTo(heard, made::add);
      storeMade();
      snapshots.writeNow(next, lastSeq, baseline);
      course.note(lastSeq, clock.instant(), rules.fingerprint(), baseline);
      next.problems().forEach(problem -> log.warn("A rule can't be applied: {}", problem));
      return next;
    } catch (RuleException e) {
      log.error("Other rules can't be used, the former go on", e);
      baseline = before;
      return judge;
    }
  }

  @EventListener({RulesChanged.class, SettingChanged.class})
  void goOnOtherwise() {
    rulesChanged = true;
  }

  /** Judges a group, or that part of it which was not judged before. */
  private void judge(Engine judge, StoredReadings group) {
    var skip = (int) Math.min(group.size(), Math.max(0, lastSeq + 1 - group.firstSeq()));
    if (skip == group.size()) {
      return;
    }
    var block = new ReadingBlock(group.size() - skip).giveAway();
    block.fill(group.datastreams(), group.timeMillis(), group.values(), skip, group.size());
    judge.tellTooLate(tooLate::add);
    // Intake looked at its own clock: by one of a moment ago what came just now could seem to be of
    // the future, and would be left out. A demo's clock leaps minutes in that moment, and a replay
    // may take as long.
    judge.resumeAt(clock.millis());
    judge.accept(block, made::add);
    markTooLate();
    storeMade();
    lastSeq = group.lastSeq();
  }

  private void markTooLate() {
    if (tooLate.size() > 0) {
      DatabaseAway.sitOut(() -> late.mark(tooLate, clock.instant()));
      tooLate.clear();
    }
  }

  /** While the database is away findings are tried again until they are stored. */
  private void storeMade() {
    if (!made.isEmpty()) {
      DatabaseAway.sitOut(() -> usable.store(made));
      made.clear();
    }
  }

  private void addNewSeries() {
    for (var some = added.poll(); some != null; some = added.poll()) {
      known.add(some);
    }
  }

  @Override
  public void start() {
    datastreams.follow(added::add);
    readings.willBeJudged();
    // A name that is not there stops the start, as any fault of a track does.
    rules.ruleSet().check(setting.plain());
    thread.start(this);
  }

  @Override
  public void stop() {
    thread.stop();
    snapshots.await();
  }

  /** Not in a command beside a running server. */
  @Override
  public boolean isAutoStartup() {
    return !settings.tool();
  }

  @Override
  public boolean isRunning() {
    return thread.isWanted();
  }

  /** After the readings are there, before the senders. */
  @Override
  public int getPhase() {
    return 50;
  }
}
