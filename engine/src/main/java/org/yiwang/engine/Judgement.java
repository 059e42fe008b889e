package org.yiwang.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.yiwang.engine.program.Node;
import org.yiwang.engine.program.Program;
import org.yiwang.engine.program.Readings;

/**
 * One rule at work on one target, for as long as something is going on.
 *
 * <p>It holds two cells and the readings between them. {@code base} is the state at a moment that
 * no reading can come before any more; {@code live} is the state now. A late reading is put in its
 * place among the readings, and live is judged again from base: what comes out differently becomes
 * an amendment. So the state after any order of arrival is the state after the right order.
 */
final class Judgement {
  private static final int KEPT_FOR_TRACE = 8;
  private static final int SETTLED_TOGETHER = 16;

  final Program program;
  final int target;
  final int rule;

  /** The moment for which it waits in a queue, or Long.MAX_VALUE. */
  long wakeAt = Long.MAX_VALUE;

  /** Next judgement of the same target. */
  @Nullable Judgement next;

  long[] base;
  long[] live;
  long baseMillis;
  long doneMillis;

  /**
   * The last moment at which a rule about silence was not quiet. Readings tell by their loudness
   * when something was going on; a silence has no reading to tell it.
   */
  long busyMillis;

  final Readings readings = new Readings();
  int baseIndex;
  int liveIndex;
  int loud;
  List<Emission> emitted = new ArrayList<>(2);

  /** Key by start, for episodes whose start late data has moved. */
  Map<Long, Long> keys = new TreeMap<>();

  /** Keys of episodes that were announced and withdrawn. */
  Set<Long> withdrawn = new TreeSet<>();

  /** Of an area: since when each member (port above, target below) was on at base. */
  Map<Long, Long> onAtBase = new TreeMap<>();

  /** Of an area: the subject that tipped the episode with this key. */
  long tippedKey = Node.NEVER;

  int tippedBy;

  /** What readers of every trace must know, such as a change of the rule; null for nothing. */
  @Nullable String note;

  /** What came out for one moment. */
  record Emission(
      FindingKind kind, @Nullable Level level, long start, long key, long time, Trace trace) {}

  Judgement(Program program, int rule, int target, long baseMillis) {
    this.program = program;
    this.rule = rule;
    this.target = target;
    this.base = program.freshCell();
    this.live = base;
    this.baseMillis = baseMillis;
    this.doneMillis = baseMillis;
    this.busyMillis = baseMillis;
  }

  /** Forgets all readings and stands fresh at a moment; what was emitted stays said. */
  void restart(long atMillis) {
    base = program.freshCell();
    live = base;
    baseMillis = atMillis;
    doneMillis = atMillis;
    busyMillis = atMillis;
    readings.clear();
    baseIndex = 0;
    liveIndex = 0;
    loud = 0;
  }

  boolean has(int ofSeries, long time) {
    return readings.find(ofSeries, time) >= 0;
  }

  /** Puts a reading in its place; true when that place has been judged already. */
  boolean insert(int ofSeries, long time, double value, int word) {
    readings.insert(baseIndex, ofSeries, time, value, word);
    loud += word & Readings.LOUD;
    return time <= doneMillis;
  }

  /** Takes a reading out again; true when it was there and has been judged. */
  boolean remove(int ofSeries, long time) {
    int at = readings.find(ofSeries, time);
    if (at < baseIndex) {
      return false;
    }
    loud -= readings.isLoud(at) ? 1 : 0;
    readings.remove(at);
    liveIndex -= at < liveIndex ? 1 : 0;
    return time <= doneMillis;
  }

  /** Takes the moment of a member out again. */
  void remove(int member, long time, int port) {
    for (int at = baseIndex; at < readings.size(); at++) {
      if (readings.time(at) == time && readings.series(at) == member && readings.port(at) == port) {
        loud -= readings.isLoud(at) ? 1 : 0;
        readings.remove(at);
        liveIndex -= at < liveIndex ? 1 : 0;
        return;
      }
    }
  }

  /** Adds a reading known to be the latest. */
  void append(int ofSeries, long time, double value, int word) {
    readings.insert(readings.size(), ofSeries, time, value, word);
  }

  /** Takes up the state of a snapshot, after its readings were appended. */
  void resume(long[] baseCell, long[] liveCell, long done, long busy, int baseAt, int liveAt) {
    base = baseCell;
    live = liveCell;
    doneMillis = done;
    busyMillis = busy;
    baseIndex = baseAt;
    liveIndex = liveAt;
    loud = 0;
    for (int i = baseIndex; i < readings.size(); i++) {
      loud += readings.isLoud(i) ? 1 : 0;
    }
  }

  /** The watermark at which there is something to do: readings at it, timers before it. */
  long wake() {
    long reading = liveIndex < readings.size() ? readings.time(liveIndex) : Long.MAX_VALUE;
    long due = program.due(live, doneMillis);
    return Math.min(reading, due == Node.NOT_DUE ? due : due + 1);
  }

  /** Judges live up to a watermark; what comes out is added to {@code emitted}. */
  void advance(long watermark) {
    advance(watermark, watermark - 1);
  }

  void advance(long readingsTo, long timersTo) {
    var run = new Run(live, liveIndex, doneMillis);
    run.to(readingsTo, timersTo, emitted);
    liveIndex = run.index;
    doneMillis = run.done;
    busyMillis = Math.max(busyMillis, run.busy);
  }

  /** An episode that begins again where it had been withdrawn is amended: its key is known. */
  Emission recalled(Emission e) {
    return e.kind() == FindingKind.BEGAN && withdrawn.remove(e.key())
        ? new Emission(FindingKind.AMENDED, e.level(), e.start(), e.key(), e.time(), e.trace())
        : e;
  }

  /** Judges again from base; afterwards {@code emitted} holds what should have come out. */
  void again(long watermark) {
    live = base.clone();
    liveIndex = baseIndex;
    doneMillis = baseMillis;
    emitted.clear();
    advance(watermark);
  }

  /** Moves base up to a moment before which nothing comes any more. */
  void settle(long before) {
    if (before - 1 <= baseMillis) {
      return;
    }
    if (liveIndex - baseIndex < SETTLED_TOGETHER && !program.quiet(live)) {
      // While something is going on there is no hurry: several readings are settled at once.
      return;
    }
    var run = new Run(base, baseIndex, baseMillis);
    run.to(before - 1, before - 1, null);
    for (int i = baseIndex; i < run.index; i++) {
      loud -= readings.isLoud(i) ? 1 : 0;
      if (program.rule().about().isGroup()) {
        turn(onAtBase, i);
      }
    }
    baseIndex = run.index;
    baseMillis = before - 1;
    if (!emitted.isEmpty()) {
      emitted.removeIf(emission -> emission.time < before);
    }
    if (baseIndex > 2 * KEPT_FOR_TRACE) {
      dropOld();
    }
  }

  private void turn(Map<Long, Long> on, int at) {
    long member = (long) readings.port(at) << 32 | readings.series(at);
    if (readings.value(at) > 0) {
      on.put(member, readings.time(at));
    } else {
      on.remove(member);
    }
  }

  /** The members that are on at a moment after base, and since when. */
  Map<Long, Long> onAt(long moment) {
    var on = new TreeMap<>(onAtBase);
    for (int i = baseIndex; i < readings.size() && readings.time(i) <= moment; i++) {
      turn(on, i);
    }
    return on;
  }

  private void dropOld() {
    int count = baseIndex - KEPT_FOR_TRACE;
    long oldest = baseMillis - program.memoryMillis();
    if (program.memoryMillis() > 0) {
      while (count > 0 && readings.time(count - 1) >= oldest) {
        count--;
      }
    }
    if (count >= KEPT_FOR_TRACE) {
      readings.drop(count);
      baseIndex -= count;
      liveIndex -= count;
    }
  }

  /** The cell as it was, or will be if nothing comes, at a moment after base. */
  long[] cellAt(long moment) {
    var cell = base.clone();
    new Run(cell, baseIndex, baseMillis).to(moment, moment, null);
    program.grade().judge(cell, moment);
    return cell;
  }

  /** Nothing is going on, and nothing that may still come late could change that. */
  boolean idle() {
    return loud == 0
        && busyMillis <= baseMillis
        && liveIndex == readings.size()
        && emitted.isEmpty()
        && onAtBase.isEmpty()
        && (withdrawn.isEmpty() || Collections.max(withdrawn) <= baseMillis)
        && program.quiet(base)
        && program.quiet(live);
  }

  /** About what it takes in memory. */
  long bytes() {
    return 120 + 8L * (base.length + (live == base ? 0 : live.length)) + readings.bytes();
  }

  /** One pass of a cell over the readings. */
  private final class Run {
    final long[] cell;
    int index;
    long done;
    long busy = Long.MIN_VALUE;

    Run(long[] cell, int index, long done) {
      this.cell = cell;
      this.index = index;
      this.done = done;
    }

    void to(long readingsTo, long timersTo, @Nullable List<Emission> out) {
      while (true) {
        long next = index < readings.size() ? readings.time(index) : Long.MAX_VALUE;
        long reading = next <= readingsTo ? next : Long.MAX_VALUE;
        long due = program.due(cell, done);
        long moment = Math.min(reading, due <= timersTo ? due : Long.MAX_VALUE);
        if (moment == Long.MAX_VALUE) {
          return;
        }
        int from = index;
        for (; index < readings.size() && readings.time(index) == moment; index++) {
          program.take(cell, readings, index);
        }
        done = moment;
        boolean silence = !program.silents().isEmpty();
        boolean busyBefore = silence && !program.quiet(cell);
        var kind = program.grade().judge(cell, moment);
        if (busyBefore || (silence && !program.quiet(cell))) {
          busy = moment;
        }
        if (kind != null) {
          changed(kind, moment, out);
        }
        if (program.grade().level(cell) != null) {
          grown(program.grown(cell, kind == FindingKind.BEGAN), moment, out);
        }
        if (program.rule().withholds() != null) {
          boolean withheld = program.withholds(cell, moment);
          for (int i = from; out != null && i < index; i++) {
            readings.setWithheld(i, withheld);
          }
        }
      }
    }

    /** More members have joined an episode that is open. */
    private void grown(int members, long moment, @Nullable List<Emission> out) {
      if (members > 0 && out != null) {
        var grade = program.grade();
        var trace = trace(cell, moment, "grown to " + members + " members");
        out.add(
            new Emission(
                FindingKind.AMENDED,
                grade.level(cell),
                grade.start(cell),
                grade.key(cell),
                moment,
                trace));
      }
    }

    private void changed(FindingKind kind, long moment, @Nullable List<Emission> out) {
      var grade = program.grade();
      long start = grade.start(cell);
      if (kind == FindingKind.BEGAN) {
        grade.setKey(cell, keys.getOrDefault(start, start));
      }
      if (out != null) {
        var trace = trace(cell, moment, null);
        out.add(new Emission(kind, grade.level(cell), start, grade.key(cell), moment, trace));
      }
    }
  }

  /** How the rule stands in a cell at a moment. */
  Trace trace(long[] cell, long moment, @Nullable String remark) {
    return trace(program, readings, cell, moment, both(remark));
  }

  static Trace trace(
      Program program, Readings readings, long[] cell, long moment, @Nullable String note) {
    var predicates = program.describe(cell, moment);
    long from = program.grade().level(cell) == null ? moment : program.grade().start(cell);
    for (var predicate : predicates) {
      var since = predicate.sinceMillis();
      if (since != null) {
        from = Math.min(from, since);
      }
    }
    var samples = new ArrayList<Trace.Sample>();
    for (int i = readings.size() - 1; i >= 0 && samples.size() < KEPT_FOR_TRACE; i--) {
      if (readings.time(i) >= from && readings.time(i) <= moment) {
        var property = program.property(readings.port(i));
        samples.add(
            0, new Trace.Sample(readings.series(i), property, readings.time(i), readings.value(i)));
      }
    }
    var spent = program.spent(cell, moment);
    return new Trace(from, moment, predicates, samples, spent, List.of(), note);
  }

  private @Nullable String both(@Nullable String other) {
    if (note == null || other == null) {
      return note == null ? other : note;
    }
    return note + "; " + other;
  }
}
