package org.yiwang.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.yiwang.engine.condition.Condition;
import org.yiwang.engine.program.Program;
import org.yiwang.engine.program.Units;

/**
 * Judges readings by rules. For one thread; a larger installation runs one engine a shard of
 * subjects.
 *
 * <p>Almost every reading is quiet: its series is in order, nothing is going on with its subject,
 * and its value is within the limits of every rule. {@link QuietWay} sees that in a few comparisons
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
  private static final long CLOCK_AHEAD_MILLIS = 300_000;

  static final long NEVER = Long.MIN_VALUE;

  final List<Program> programs = new ArrayList<>();
  final Map<String, Integer> ruleIndex = new HashMap<>();
  final RuleSet ruleSet;
  final Setting setting;
  final Catalog catalog;
  final Groups groups;
  final Targets targets;
  final Watermarks marks;
  final Recent recent;
  final Tally tally = new Tally();

  final SeriesState state;

  final AtWork atWork = new AtWork(this);
  final Watches watches = new Watches(this);
  final Rousing rousing = new Rousing(this);
  final Waking waking = new Waking(this);
  final Excursions excursions = new Excursions(this);
  final Lulls lulls = new Lulls(this);
  final Areas areas;

  /** How many of the programs are rules; those behind are parts of rules about areas. */
  private int visible;

  final CarefulWay careful = new CarefulWay(this);
  private final QuietWay quiet = new QuietWay(this);

  long clock = NEVER;
  long aheadOf = SeriesState.LATEST;
  private FindingSink sink = finding -> {};
  LateSink tooLate = (series, timeMillis, value) -> {};

  /** Of rules that are gone; to be said at the next call that takes findings. */
  private final List<Finding> withdrawals = new ArrayList<>();

  public Engine(RuleSet ruleSet, Catalog catalog) {
    this(ruleSet, catalog, Setting.none());
  }

  /**
   * @throws RuleException where a rule refers to a name that the setting does not have
   */
  public Engine(RuleSet ruleSet, Catalog catalog, Setting setting) {
    ruleSet.check(setting);
    this.setting = setting;
    this.ruleSet = ruleSet;
    this.catalog = catalog;
    var units = new Units(ruleSet.lowerExplosiveLimits());
    for (var rule : ruleSet.rules()) {
      ruleIndex.put(rule.id(), programs.size());
      programs.add(new Program(rule, units, setting));
    }
    areas = new Areas(this, fans(units));
    groups = new Groups(programs, catalog, rule -> areas.membership.fans(rule).isEmpty());
    targets = groups.targets;
    state = groups.state;
    marks = new Watermarks(catalog);
    recent = new Recent(marks, groups);
    attachNew();
  }

  /** Compiles the parts of rules about areas that judge their members, and says where they go. */
  private List<List<Areas.Fan>> fans(Units units) {
    int visible = programs.size();
    var fans = new ArrayList<List<Areas.Fan>>();
    programs.forEach(program -> fans.add(new ArrayList<>()));
    for (int rule = 0; rule < visible; rule++) {
      var program = programs.get(rule);
      for (int i = 0; i < program.members().size(); i++) {
        boolean devices =
            switch (program.members().get(i)) {
              case Condition.Members c -> c.devices();
              case Condition.Events c -> c.devices();
              default -> false;
            };
        var of = program.members().get(i).parts().get(0);
        int member = programs.size();
        if (of instanceof Condition.OfRule other) {
          member = Objects.requireNonNull(ruleIndex.get(other.rule()));
        } else {
          var part = program.rule().part(program.rule().id() + "#" + i, of, devices);
          ruleIndex.put(part.id(), member);
          programs.add(new Program(part, units, setting));
          fans.add(new ArrayList<>());
        }
        int port = program.port(Program.memberPort(i));
        fans.get(member).add(new Areas.Fan(rule, program, port, devices));
      }
    }
    this.visible = visible;
    return fans;
  }

  /**
   * An engine that goes on where a snapshot was taken. Of a rule that differs in limits and spans
   * only, all state is kept; of one that has other conditions, the open episode. Traces tell of the
   * change. Open episodes of a rule that is gone are withdrawn with the next findings.
   */
  public static Engine restore(byte[] snapshot, RuleSet ruleSet, Catalog catalog) {
    return restore(snapshot, ruleSet, catalog, Setting.none());
  }

  /** The same with what the rules refer to by name. */
  public static Engine restore(byte[] snapshot, RuleSet ruleSet, Catalog catalog, Setting setting) {
    var engine = new Engine(ruleSet, catalog, setting);
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
    sayWithdrawals();
    quiet.accept(block);
  }

  /**
   * Tells the time before a live installation goes on, without moving anything: readings stored
   * while the engine was away are then seen to be of the past, as they were when they came.
   */
  public void resumeAt(long nowMillis) {
    clock = Math.max(clock, nowMillis);
    aheadOf = clock + CLOCK_AHEAD_MILLIS;
  }

  /**
   * Moves the clock of a live installation. The watermarks of idle sources follow it, so that
   * silences and durations come due although nothing arrives.
   */
  public void advanceTo(long nowMillis, FindingSink findings) {
    attachNew();
    sink = findings;
    sayWithdrawals();
    resumeAt(nowMillis);
    for (int source = 0; source < marks.mark.length; source++) {
      if (marks.follow(source, clock)) {
        waking.wake(source);
      }
    }
    waking.wakeGroups();
  }

  /** Says who is to be told of readings that come too late to be judged. */
  public void tellTooLate(LateSink told) {
    tooLate = told;
  }

  /** Why a rule does, or does not, see anything in a subject at a moment. */
  public Explanation explain(String rule, int subject, long timeMillis) {
    var index = ruleIndex.get(rule);
    boolean around = index != null && programs.get(index).rule().about() == About.AROUND;
    var kind = around ? Targets.Kind.AROUND : Targets.Kind.SUBJECT;
    return explain(rule, new Targets.Target(kind, subject, ""), timeMillis);
  }

  /** The same of a rule about devices. */
  public Explanation explain(String rule, int subject, String device, long timeMillis) {
    return explain(rule, new Targets.Target(Targets.Kind.DEVICE, subject, device), timeMillis);
  }

  /** The same of a rule about areas. */
  public Explanation explainArea(String rule, String area, long timeMillis) {
    return explain(rule, new Targets.Target(Targets.Kind.AREA, -1, area), timeMillis);
  }

  private Explanation explain(String rule, Targets.Target about, long timeMillis) {
    return Explainer.explain(this, rule, about, timeMillis);
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
    long bytes = state.bytes() + watches.bytes() + atWork.bytes() + excursions.bytes();
    for (int source = 0; source < marks.queues.length; source++) {
      bytes += marks.queues[source].bytes() + marks.watches[source].bytes();
    }
    return bytes;
  }

  /** Bytes of the ring that keeps recent readings for late data: it grows with the lateness. */
  public long recentBytes() {
    return recent.bytes();
  }

  private void attachNew() {
    int known = groups.attached();
    if (!groups.attachNew()) {
      return;
    }
    marks.ensure(catalog.sources() - 1);
    for (int i = known; i < catalog.size(); i++) {
      var series = catalog.seriesAdded(i);
      marks.grant(series.source(), catalog.lateness(series));
      watches.changed(groups.targetOf[series.id()], groups.deviceOf[series.id()]);
    }
    areas.membership.attachNew();
    atWork.ensureTargets(targets.size());
    excursions.handOverCrowded();
    watches.ensureTargets(targets.size());
  }

  void emit(Judgement judgement, Judgement.Emission emission) {
    if (judgement.rule >= visible) {
      return;
    }
    var rule = judgement.program.rule();
    var target = targets.get(judgement.target);
    boolean group = target.kind().isGroup();
    boolean area = target.kind() == Targets.Kind.AREA;
    int subject = area ? areas.subject(judgement, emission) : target.subject();
    var trace = group ? areas.withMembers(judgement, emission.trace()) : emission.trace();
    tally.findings++;
    sink.accept(finding(rule.id(), rule.version(), judgement.target, subject, emission, trace));
  }

  /** Says what an excursion or a silence has come to. */
  void emit(
      int rule,
      int target,
      FindingKind kind,
      @Nullable Level level,
      long start,
      long moment,
      Supplier<Trace> why) {
    tally.findings++;
    var of = programs.get(rule).rule();
    int subject = targets.subject(target);
    sink.accept(
        new Finding(
            of.id(),
            of.version(),
            targets,
            target,
            subject,
            kind,
            level,
            start,
            start,
            moment,
            why));
  }

  private Finding finding(
      String rule, int version, int target, int subject, Judgement.Emission emission, Trace trace) {
    return new Finding(
        rule,
        version,
        targets,
        target,
        subject,
        emission.kind(),
        emission.level(),
        emission.key(),
        emission.start(),
        emission.time(),
        () -> trace);
  }

  /** Notes that a rule that is gone leaves an open episode; it is closed with the next findings. */
  void withdraw(
      String rule, int version, int target, int tippedBy, long key, long start, Trace trace) {
    var about = targets.get(target);
    int subject = about.kind() == Targets.Kind.AREA ? tippedBy : about.subject();
    var emission =
        new Judgement.Emission(FindingKind.WITHDRAWN, null, start, key, trace.toMillis(), trace);
    withdrawals.add(finding(rule, version, target, subject, emission, trace));
  }

  private void sayWithdrawals() {
    if (withdrawals.isEmpty()) {
      return;
    }
    tally.findings += withdrawals.size();
    withdrawals.forEach(sink::accept);
    withdrawals.clear();
  }

  void resumeClock() {
    aheadOf = clock == NEVER ? SeriesState.LATEST : clock + CLOCK_AHEAD_MILLIS;
  }

  void resumeSeries(long[] lastBefore) {
    for (int series = 0; series < Math.min(state.size(), lastBefore.length); series++) {
      state.setLast(series, lastBefore[series]);
      if (lastBefore[series] != NEVER && state.group(series) != -1) {
        state.setGroup(series, state.group(series), 0);
      }
    }
  }

  void resume(Judgement judgement) {
    atWork.add(judgement);
    waking.schedule(judgement);
  }
}
