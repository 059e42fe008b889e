package org.yiwang.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.yiwang.engine.program.Program;
import org.yiwang.engine.program.Units;

/**
 * Judges readings by rules. For one thread; a larger installation runs one engine a shard of
 * subjects.
 *
 * <p>Almost every reading is quiet: its series is in order, nothing is going on with its subject,
 * and its value is within the limits of every rule. {@link #accept} sees that in a few comparisons
 * on primitive arrays and goes on. Only what is not quiet rouses a {@link Judgement}. The output
 * depends on the sequence of readings and clock moves alone, not on how they were cut into blocks
 * nor on snapshots in between.
 *
 * <pre>{@code
 * var engine = new Engine(RuleSet.parse(sources), catalog);
 * engine.accept(block, finding -> store(finding));
 * engine.advanceTo(clock.millis(), finding -> store(finding));
 * }</pre>
 */
public final class Engine {
  /** A device clock may be ahead of ours by this much. */
  private static final long AHEAD_MILLIS = 300_000;

  static final long NEVER = Long.MIN_VALUE;
  static final int HOT = 1 << 31;

  final List<Program> programs = new ArrayList<>();
  final Map<String, Integer> ruleIndex = new HashMap<>();
  final RuleSet ruleSet;
  final Catalog catalog;
  final Groups groups;
  final Watermarks marks;
  final Recent recent;
  final Tally tally = new Tally();

  /** Time of the newest reading of each series. */
  long[] last = new long[0];

  final AtWork atWork = new AtWork(this);
  final Watches watches = new Watches(this);
  final Rousing rousing = new Rousing(this);

  long clock = NEVER;
  long aheadOf = Long.MAX_VALUE;
  private FindingSink sink = finding -> {};

  public Engine(RuleSet ruleSet, Catalog catalog) {
    this.ruleSet = ruleSet;
    this.catalog = catalog;
    var units = new Units(ruleSet.lowerExplosiveLimits());
    for (var rule : ruleSet.rules()) {
      ruleIndex.put(rule.id(), programs.size());
      programs.add(new Program(rule, units));
    }
    groups = new Groups(programs, catalog);
    marks = new Watermarks(catalog);
    recent = new Recent(marks);
    attachNew();
  }

  /**
   * An engine that goes on where a snapshot was taken. Of a rule that differs in limits and spans
   * only, all state is kept; of one that has other conditions, the open episode. Traces tell of the
   * change. A rule that is gone leaves its episodes as they are.
   */
  public static Engine restore(byte[] snapshot, RuleSet ruleSet, Catalog catalog) {
    var engine = new Engine(ruleSet, catalog);
    Snapshot.read(snapshot, engine);
    return engine;
  }

  /** The whole state; {@link #restore} goes on from it as if nothing had happened. */
  public byte[] snapshot() {
    return Snapshot.write(this);
  }

  /** Judges the readings of a block in their order. */
  public void accept(ReadingBlock block, FindingSink findings) {
    attachNew();
    sink = findings;
    int[] groupOf = groups.groupOf;
    for (int i = 0; i < block.size; i++) {
      int series = block.series[i];
      long time = block.timeMillis[i];
      double value = block.value[i];
      int group = series >= 0 && series < groupOf.length ? groupOf[series] : -1;
      if (group >= 0 && value >= groups.low[group] && value <= groups.high[group]) {
        long before = last[series];
        int source = groups.source[group];
        if (time > before
            && time - before <= marks.horizon
            && time >= marks.floor[source]
            && time <= aheadOf) {
          last[series] = time;
          recent.add(series, time, value);
          tally.judged++;
          if (time > marks.newest[source] && marks.see(source, time, clock)) {
            wakeIfDue(source);
          }
          continue;
        }
      }
      acceptLoud(series, time, value);
    }
  }

  /**
   * Tells the time before a live installation goes on, without moving anything: readings stored
   * while the engine was away are then seen to be of the past, as they were when they came.
   */
  public void resumeAt(long nowMillis) {
    clock = Math.max(clock, nowMillis);
    aheadOf = clock + AHEAD_MILLIS;
  }

  /**
   * Moves the clock of a live installation. The watermarks of idle sources follow it, so that
   * silences and durations come due although nothing arrives.
   */
  public void advanceTo(long nowMillis, FindingSink findings) {
    attachNew();
    sink = findings;
    resumeAt(nowMillis);
    for (int source = 0; source < marks.mark.length; source++) {
      if (marks.follow(source, clock)) {
        wake(source);
      }
    }
  }

  /** Why a rule does, or does not, see anything in a subject at a moment. */
  public Explanation explain(String rule, int subject, long timeMillis) {
    return Explainer.explain(this, rule, subject, timeMillis);
  }

  /** What became of the readings so far. */
  public Counts counts() {
    return tally.counts();
  }

  /**
   * Rules that could not be applied to some series, and why; for example a unit that mismatches.
   */
  public List<String> problems() {
    return groups.problems();
  }

  /**
   * Bytes held for judging: series, watches, queues and judgements at work, without the ring of
   * recent readings, which {@link #recentBytes} tells.
   */
  public long stateBytes() {
    long bytes = last.length * 8L + watches.at.length * 8L + atWork.bytes();
    for (int source = 0; source < marks.queues.length; source++) {
      bytes += marks.queues[source].bytes() + marks.watches[source].bytes();
    }
    return bytes;
  }

  /** Bytes of the ring that keeps recent readings for late data: it grows with the lateness. */
  public long recentBytes() {
    return recent.bytes();
  }

  private void wakeIfDue(int source) {
    if (marks.firstWake(source) <= marks.mark[source]) {
      wake(source);
    }
  }

  private void attachNew() {
    if (!groups.attachNew()) {
      return;
    }
    int series = groups.groupOf.length;
    marks.ensure(catalog.sources() - 1);
    recent.ensureSeries(series);
    if (last.length < series) {
      int known = last.length;
      last = Arrays.copyOf(last, series);
      Arrays.fill(last, known, series, NEVER);
    }
    atWork.ensureSubjects(groups.seriesOfSubject.length);
    watches.ensureSubjects(groups.seriesOfSubject.length);
  }

  /** The way of every reading that is not plainly quiet. */
  private void acceptLoud(int series, long time, double value) {
    var of = series < 0 ? null : catalog.findSeries(series);
    if (of == null || groups.groupOf[series] == -1) {
      tally.unknown++;
      return;
    }
    int group = groups.groupOf[series] & ~HOT;
    int source = groups.source[group];
    if (!Double.isFinite(value)) {
      tally.notFinite++;
    } else if (time > aheadOf) {
      tally.ahead++;
    } else if (marks.floor[source] != NEVER && time < marks.floor[source]) {
      tally.tooLate++;
    } else if (time == last[series]
        || (time < last[series]
            && (atWork.has(of.subject(), series, time) || recent.has(series, time)))) {
      tally.duplicate++;
    } else {
      tally.judged++;
      boolean first = last[series] == NEVER;
      if (marks.mark[source] == NEVER) {
        // Before anything is queued: what waits must wait for a source that delivers.
        marks.see(source, time, clock);
      }
      remember(series, time, value);
      for (var use : groups.uses[group]) {
        feed(of.subject(), use, series, time, value);
      }
      if (groups.watched[group]) {
        watches.watch(of.subject(), time);
      }
      if (first) {
        atWork.markHot(of.subject());
      }
      marks.see(source, time, clock);
      wakeIfDue(source);
      wakeIfDue(slowestSource(of.subject()));
    }
  }

  private void remember(int series, long time, double value) {
    long before = last[series];
    if (time > before) {
      if (before != NEVER && time - before > marks.horizon) {
        recent.add(series, before, Double.NaN);
      }
      last[series] = time;
    } else {
      tally.late++;
    }
    recent.add(series, time, value);
  }

  private void feed(int subject, Groups.Use use, int series, long time, double value) {
    boolean loud = !use.isQuiet(value);
    var judgement = atWork.find(subject, use.rule());
    if (judgement == null) {
      if (loud) {
        schedule(
            rousing.start(subject, use.rule(), rousing.quietUpTo(subject, use.program(), time)));
      }
      return;
    }
    if (time > judgement.baseMillis) {
      if (judgement.insert(series, time, value, use.port() | (loud ? 1 : 0))) {
        amend(judgement, time);
      }
    } else if (loud || !use.program().silents().isEmpty()) {
      // Base was fresh when this judgement was roused: rouse it again from before this reading.
      rousing.fill(judgement, time - 1);
      amend(judgement, time);
    }
    schedule(judgement);
  }

  private void amend(Judgement judgement, long lateMillis) {
    var before = List.copyOf(judgement.emitted);
    judgement.again(mark(judgement.subject));
    for (var emission : Amendment.of(judgement, before, lateMillis)) {
      emit(judgement, emission);
    }
  }

  /** The least watermark of a subject's sources: up to there all about it is known. */
  long mark(int subject) {
    return marks.mark[slowestSource(subject)];
  }

  int slowestSource(int subject) {
    int sole = groups.sourceOfSubject[subject];
    return sole == Groups.SEVERAL ? slowestOfSeveral(subject) : sole;
  }

  private int slowestOfSeveral(int subject) {
    int slowest = -1;
    for (int series : groups.seriesOfSubject[subject]) {
      int source = catalog.getSeries(series).source();
      // A source that has never delivered is not waited for.
      if (slowest < 0
          || marks.mark[slowest] == NEVER
          || (marks.mark[source] != NEVER && marks.mark[source] < marks.mark[slowest])) {
        slowest = source;
      }
    }
    return slowest;
  }

  void schedule(Judgement judgement) {
    long moment = judgement.wake();
    if (moment < judgement.wakeAt) {
      judgement.wakeAt = moment;
      enqueue(judgement.subject, judgement.rule, moment);
    }
  }

  private void enqueue(int subject, int rule, long moment) {
    marks.queues[slowestSource(subject)].add(moment, (long) subject << 16 | rule);
  }

  /** Wakes all that waits for the watermark of a source, the earliest first. */
  private void wake(int source) {
    var queue = marks.queues[source];
    var silences = marks.watches[source];
    while (true) {
      boolean silence = silences.first() <= queue.first();
      var earliest = silence ? silences : queue;
      long moment = earliest.first();
      if (moment > marks.mark[source]) {
        break;
      }
      long who = earliest.firstWho();
      earliest.removeFirst();
      if (silence) {
        watches.wake((int) who, moment);
      } else {
        wakeJudgement((int) (who >>> 16), (int) (who & 0xffff), moment);
      }
    }
  }

  private void wakeJudgement(int subject, int rule, long moment) {
    var judgement = atWork.find(subject, rule);
    if (judgement == null || judgement.wakeAt != moment) {
      return;
    }
    if (mark(subject) < moment) {
      enqueue(subject, rule, moment);
      return;
    }
    judgement.wakeAt = Long.MAX_VALUE;
    int said = judgement.emitted.size();
    judgement.advance(moment);
    for (; said < judgement.emitted.size(); said++) {
      emit(judgement, judgement.emitted.get(said));
    }
    judgement.settle(Math.min(moment, marks.floor[slowestSource(subject)]));
    if (judgement.idle()) {
      dismiss(judgement, moment);
    } else {
      schedule(judgement);
    }
  }

  private void dismiss(Judgement judgement, long moment) {
    atWork.remove(judgement);
    if (!judgement.program.silents().isEmpty()) {
      watches.watch(judgement.subject, moment);
    }
  }

  private void emit(Judgement judgement, Judgement.Emission emission) {
    var rule = judgement.program.rule();
    tally.findings++;
    sink.accept(
        new Finding(
            rule.id() + ":" + judgement.subject + ":" + Long.toString(emission.key(), 36),
            rule.id(),
            rule.version(),
            judgement.subject,
            null,
            emission.kind(),
            emission.level(),
            emission.start(),
            emission.time(),
            emission.trace()));
  }

  void resumeClock() {
    aheadOf = clock == NEVER ? Long.MAX_VALUE : clock + AHEAD_MILLIS;
  }

  void resumeSeries(long[] lastBefore) {
    System.arraycopy(lastBefore, 0, last, 0, Math.min(last.length, lastBefore.length));
    for (int series = 0; series < last.length; series++) {
      if (last[series] != NEVER && groups.groupOf[series] != -1) {
        groups.groupOf[series] &= ~HOT;
      }
    }
  }

  void resume(Judgement judgement) {
    atWork.add(judgement);
    schedule(judgement);
  }
}
