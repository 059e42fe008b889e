package org.yiwang.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.yiwang.engine.program.Node;
import org.yiwang.engine.program.Program;

/**
 * One rule at work on one subject, for as long as something is going on.
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
  final int subject;
  final int rule;

  /** The moment for which it waits in a queue, or Long.MAX_VALUE. */
  long wakeAt = Long.MAX_VALUE;

  /** Next judgement of the same subject. */
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

  long[] times = new long[8];
  double[] values = new double[8];
  int[] ports = new int[8];
  int[] series = new int[8];
  int size;
  int baseIndex;
  int liveIndex;
  int loud;
  List<Emission> emitted = new ArrayList<>(2);

  /** Key by start, for episodes whose start late data has moved. */
  Map<Long, Long> keys = new TreeMap<>();

  /** Keys of episodes that were announced and withdrawn. */
  Set<Long> withdrawn = new TreeSet<>();

  /** What readers of every trace must know, such as a change of the rule; null for nothing. */
  @Nullable String note;

  /** What came out for one moment. */
  record Emission(
      FindingKind kind, @Nullable Level level, long start, long key, long time, Trace trace) {}

  Judgement(Program program, int rule, int subject, long baseMillis) {
    this.program = program;
    this.rule = rule;
    this.subject = subject;
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
    size = 0;
    baseIndex = 0;
    liveIndex = 0;
    loud = 0;
  }

  /**
   * Where a port, sensor, unit and loudness share an int. A loud reading can change a fresh cell.
   */
  static int pack(int port, int sensor, int unit, boolean loud) {
    return port << 16 | sensor << 9 | unit << 1 | (loud ? 1 : 0);
  }

  boolean has(int ofSeries, long time) {
    for (int i = size - 1; i >= 0 && times[i] >= time; i--) {
      if (times[i] == time && series[i] == ofSeries) {
        return true;
      }
    }
    return false;
  }

  /** Puts a reading in its place; true when that place has been judged already. */
  boolean insert(int ofSeries, long time, double value, int port) {
    if (size == times.length) {
      times = Arrays.copyOf(times, size * 2);
      values = Arrays.copyOf(values, size * 2);
      ports = Arrays.copyOf(ports, size * 2);
      series = Arrays.copyOf(series, size * 2);
    }
    int place = size;
    while (place > baseIndex
        && (times[place - 1] > time
            || (times[place - 1] == time && series[place - 1] > ofSeries))) {
      place--;
    }
    int moved = size - place;
    System.arraycopy(times, place, times, place + 1, moved);
    System.arraycopy(values, place, values, place + 1, moved);
    System.arraycopy(ports, place, ports, place + 1, moved);
    System.arraycopy(series, place, series, place + 1, moved);
    times[place] = time;
    values[place] = value;
    ports[place] = port;
    series[place] = ofSeries;
    size++;
    loud += port & 1;
    return time <= doneMillis;
  }

  /** Adds a reading known to be the latest. */
  void append(int ofSeries, long time, double value, int port) {
    int keep = baseIndex;
    baseIndex = size;
    insert(ofSeries, time, value, port);
    baseIndex = keep;
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
    for (int i = baseIndex; i < size; i++) {
      loud += ports[i] & 1;
    }
  }

  /** The watermark at which there is something to do: readings at it, timers before it. */
  long wake() {
    long reading = liveIndex < size ? times[liveIndex] : Long.MAX_VALUE;
    long due = program.due(live, doneMillis);
    return Math.min(reading, due == Node.NOT_DUE ? due : due + 1);
  }

  /** Judges live up to a watermark; what comes out is added to {@code emitted}. */
  void advance(long watermark) {
    var run = new Run(live, liveIndex, doneMillis);
    run.to(watermark, watermark - 1, emitted);
    liveIndex = run.index;
    doneMillis = run.done;
    busyMillis = Math.max(busyMillis, run.busy);
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
      loud -= ports[i] & 1;
    }
    baseIndex = run.index;
    baseMillis = before - 1;
    if (!emitted.isEmpty()) {
      emitted.removeIf(emission -> emission.time < before);
    }
    if (baseIndex > 2 * KEPT_FOR_TRACE) {
      drop(baseIndex - KEPT_FOR_TRACE);
    }
  }

  private void drop(int count) {
    System.arraycopy(times, count, times, 0, size - count);
    System.arraycopy(values, count, values, 0, size - count);
    System.arraycopy(ports, count, ports, 0, size - count);
    System.arraycopy(series, count, series, 0, size - count);
    size -= count;
    baseIndex -= count;
    liveIndex -= count;
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
        && liveIndex == size
        && emitted.isEmpty()
        && program.quiet(base)
        && program.quiet(live);
  }

  /** About what it takes in memory. */
  long bytes() {
    return 200 + 8L * (base.length + (live == base ? 0 : live.length)) + 24L * times.length;
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
        long reading = index < size && times[index] <= readingsTo ? times[index] : Long.MAX_VALUE;
        long due = program.due(cell, done);
        long moment = Math.min(reading, due <= timersTo ? due : Long.MAX_VALUE);
        if (moment == Long.MAX_VALUE) {
          return;
        }
        for (; index < size && times[index] == moment; index++) {
          int port = ports[index];
          program.take(cell, moment, port >>> 16, port >>> 9 & 63, port >>> 1 & 255, values[index]);
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
    var predicates = program.describe(cell, moment);
    long from = program.grade().level(cell) == null ? moment : program.grade().start(cell);
    for (var predicate : predicates) {
      var since = predicate.sinceMillis();
      if (since != null) {
        from = Math.min(from, since);
      }
    }
    var samples = new ArrayList<Trace.Sample>();
    for (int i = size - 1; i >= 0 && samples.size() < KEPT_FOR_TRACE; i--) {
      if (times[i] >= from && times[i] <= moment) {
        var property = program.property(ports[i] >>> 16);
        samples.add(0, new Trace.Sample(series[i], property, times[i], values[i]));
      }
    }
    return new Trace(from, moment, predicates, samples, program.spent(cell, moment), both(remark));
  }

  private @Nullable String both(@Nullable String other) {
    if (note == null || other == null) {
      return note == null ? other : note;
    }
    return note + "; " + other;
  }
}
