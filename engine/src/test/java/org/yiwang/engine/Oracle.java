package org.yiwang.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.yiwang.engine.condition.Condition;
import org.yiwang.engine.condition.Schedule;

/**
 * The slow, obvious reference: it has all readings of one subject in order, and answers every
 * question by looking through all of them again. It shares nothing with the engine but the words of
 * a rule. Time is a row of moments: every reading, and every moment a whole span after another one
 * that a duration in the rule could point to.
 */
final class Oracle {
  /** One reading; several at one time are taken together. */
  record Reading(int series, String property, long time, double value) {}

  /** An episode as a reader of findings would remember it, with its last level. */
  record Episode(long start, long end, Level level) {}

  private static final long DAY = 86_400_000;

  private final Rule rule;
  private final List<Reading> readings;
  private final List<Long> moments;

  Oracle(Rule rule, List<Reading> readings, long until) {
    this.rule = rule;
    // A rule is judged from the first reading on that it has a use for.
    var used = new TreeSet<String>();
    conditions().forEach(condition -> properties(condition, used));
    this.readings =
        readings.stream().filter(r -> used.contains("*") || used.contains(r.property())).toList();
    NavigableSet<Long> points = new TreeSet<>();
    this.readings.forEach(reading -> points.add(reading.time()));
    if (!points.isEmpty()) {
      long day = Math.floorDiv(points.first(), DAY) * DAY;
      conditions().forEach(condition -> boundaries(condition, day, points));
    }
    points.removeIf(point -> point < this.readings.get(0).time());
    var spans = new TreeSet<Long>();
    conditions().forEach(condition -> spans(condition, spans));
    // A span may start at a moment that itself lies a span after a reading.
    for (int depth = 0; depth < Math.min(3, depth(rule)); depth++) {
      addSpans(points, spans);
    }
    // A level may be held after each of several steps down.
    for (int step = 0; step < 3; step++) {
      addSpans(points, List.of(rule.holdMillis(), rule.endsAfterMillis()));
    }
    moments = new ArrayList<>(points.headSet(until, false));
  }

  private Stream<Condition> conditions() {
    return Stream.concat(rule.levels().values().stream(), Stream.ofNullable(rule.withholds()));
  }

  private static void addSpans(NavigableSet<Long> points, Collection<Long> spans) {
    for (long point : List.copyOf(points)) {
      spans.forEach(span -> points.add(point + span));
    }
  }

  private static int depth(Rule rule) {
    return rule.levels().values().stream().mapToInt(Oracle::depth).max().orElse(0) + 1;
  }

  private static int depth(Condition condition) {
    return condition.parts().stream().mapToInt(Oracle::depth).max().orElse(0) + 1;
  }

  private static void spans(Condition condition, TreeSet<Long> into) {
    condition.parts().forEach(part -> spans(part, into));
    switch (condition) {
      case Condition.Sustained c -> into.add(c.forMillis());
      case Condition.Still c -> into.add(c.forMillis());
      case Condition.Silent c -> into.add(c.forMillis());
      case Condition.Count c -> into.add(c.withinMillis());
      case Condition.Missing c -> into.add(c.withinMillis());
      // These change at readings, or when their parts do.
      case Condition.Then c -> {}
      case Condition.All c -> {}
      case Condition.Any c -> {}
      case Condition.Not c -> {}
      case Condition.During c -> {}
      case Condition.Moves c -> {}
      case Condition.Flat c -> {}
      case Condition.Spike c -> {}
      case Condition.Inside c -> {}
      case Condition.Unusual c -> {}
      case Condition.Forest c -> {}
      case Condition.Members c -> {}
      case Condition.Events c -> {}
      case Condition.OfRule c -> {}
      case Condition.Limit c -> {}
      case Condition.Equal c -> {}
    }
  }

  private static void properties(Condition condition, TreeSet<String> into) {
    condition.parts().forEach(part -> properties(part, into));
    if (condition instanceof Condition.Silent c) {
      into.add(c.property() == null ? "*" : c.property());
    } else if (condition instanceof Condition.Limit c) {
      into.add(c.property());
    } else if (condition instanceof Condition.Equal c) {
      into.add(c.property());
    } else if (condition instanceof Condition.Moves c) {
      into.add(c.property());
    } else if (condition instanceof Condition.Flat c) {
      into.add(c.property());
    } else if (condition instanceof Condition.Spike c) {
      into.add(c.property());
    } else if (condition instanceof Condition.Unusual c) {
      into.add(c.property());
    } else if (condition instanceof Condition.Inside c) {
      into.add(c.lon());
      into.add(c.lat());
    }
  }

  /** Streams of tests end before the next day's schedules begin. */
  private static void boundaries(Condition condition, long day, NavigableSet<Long> into) {
    condition.parts().forEach(part -> boundaries(part, day, into));
    if (condition instanceof Condition.During c) {
      into.add(day + c.schedule().fromMinute() * 60_000L);
      into.add(day + c.schedule().toMinute() * 60_000L);
    }
  }

  List<Episode> episodes() {
    var truths = new TreeMap<Level, boolean[]>();
    rule.levels().forEach((level, condition) -> truths.put(level, signal(condition)));
    var episodes = new ArrayList<Episode>();
    int level = 0;
    long start = 0;
    long since = 0;
    long better = Long.MIN_VALUE;
    for (int i = 0; i < moments.size(); i++) {
      long now = moments.get(i);
      int wanted = 0;
      for (var entry : truths.entrySet()) {
        if (entry.getValue()[i]) {
          wanted = Math.max(wanted, entry.getKey().severity());
        }
      }
      if (wanted >= level) {
        better = Long.MIN_VALUE;
      } else if (better == Long.MIN_VALUE) {
        better = now;
      }
      boolean up = wanted > level;
      boolean down =
          wanted < level
              && now - since >= rule.holdMillis()
              && now - better >= rule.endsAfterMillis();
      if (up && level == 0) {
        start = now;
      }
      if (up || down) {
        if (wanted == 0) {
          episodes.add(new Episode(start, now, Level.ofSeverity(level)));
        }
        level = wanted;
        since = now;
        better = Long.MIN_VALUE;
      }
    }
    if (level > 0) {
      episodes.add(new Episode(start, Long.MAX_VALUE, Level.ofSeverity(level)));
    }
    return episodes;
  }

  /** The truth of a condition at every moment. */
  private boolean[] signal(Condition condition) {
    var truth = new boolean[moments.size()];
    switch (condition) {
      case Condition.Limit c -> limit(c, truth);
      case Condition.Equal c -> {
        for (int i = 0; i < truth.length; i++) {
          truth[i] = lastOf(c.property(), moments.get(i)).containsValue(c.value());
        }
      }
      case Condition.Silent c -> silent(c, truth);
      case Condition.During c -> {
        for (int i = 0; i < truth.length; i++) {
          truth[i] = isOn(c.schedule(), moments.get(i));
        }
      }
      case Condition.Moves c -> moves(c, truth);
      case Condition.Flat c -> flat(c, truth);
      case Condition.Spike c -> spike(c, truth);
      case Condition.Inside c -> inside(c, truth);
      case Condition.Unusual c -> unusual(c, truth);
      case Condition.Forest c -> throw new IllegalArgumentException("see ForestTest");
      case Condition.Members c -> throw new IllegalArgumentException("see AreaOracle");
      case Condition.Events c -> throw new IllegalArgumentException("see AreaOracle");
      case Condition.OfRule c -> throw new IllegalArgumentException("see AreaOracle");
      case Condition.Sustained c -> sustained(signal(c.of()), c.forMillis(), truth);
      case Condition.Still c -> still(c, truth);
      case Condition.Count c -> count(c, truth);
      case Condition.Then c -> then(c, truth);
      case Condition.Missing c -> missing(c, truth);
      case Condition.All c -> {
        for (int i = 0; i < truth.length; i++) {
          truth[i] = true;
        }
        for (var part : c.of()) {
          var other = signal(part);
          for (int i = 0; i < truth.length; i++) {
            truth[i] &= other[i];
          }
        }
      }
      case Condition.Any c -> {
        for (var part : c.of()) {
          var other = signal(part);
          for (int i = 0; i < truth.length; i++) {
            truth[i] |= other[i];
          }
        }
      }
      case Condition.Not c -> {
        var other = signal(c.of());
        for (int i = 0; i < truth.length; i++) {
          truth[i] = !other[i];
        }
      }
    }
    return truth;
  }

  /** The last value of each series of a property at a moment. */
  private Map<Integer, Double> lastOf(String property, long moment) {
    var last = new TreeMap<Integer, Double>();
    for (var reading : readings) {
      if (reading.property().equals(property) && reading.time() <= moment) {
        last.put(reading.series(), reading.value());
      }
    }
    return last;
  }

  private void limit(Condition.Limit c, boolean[] truth) {
    double high = c.high() == null ? Double.POSITIVE_INFINITY : c.high().value();
    double low = c.low() == null ? Double.NEGATIVE_INFINITY : c.low().value();
    for (int i = 0; i < truth.length; i++) {
      int holding = 0;
      for (int series : lastOf(c.property(), moments.get(i)).keySet()) {
        boolean on = false;
        for (var reading : readings) {
          if (reading.series() != series || reading.time() > moments.get(i)) {
            continue;
          }
          double value = reading.value();
          boolean beyond = value > high || value < low;
          boolean back =
              (c.rearmHigh() == null ? value <= high : value < c.rearmHigh().value())
                  && (c.rearmLow() == null ? value >= low : value > c.rearmLow().value());
          on = beyond || (on && !back);
        }
        holding += on ? 1 : 0;
      }
      truth[i] = holding >= c.sensors();
    }
  }

  /** The readings of a property up to a moment, by series, each in order. */
  private Collection<List<Reading>> upTo(String property, long moment) {
    var bySeries = new TreeMap<Integer, List<Reading>>();
    for (var reading : readings) {
      if (reading.property().equals(property) && reading.time() <= moment) {
        bySeries.computeIfAbsent(reading.series(), s -> new ArrayList<>()).add(reading);
      }
    }
    return bySeries.values();
  }

  private void moves(Condition.Moves c, boolean[] truth) {
    for (int i = 0; i < truth.length; i++) {
      int moved = 0;
      for (var series : upTo(c.property(), moments.get(i))) {
        var last = series.get(series.size() - 1);
        boolean any = false;
        for (var other : series) {
          double by = c.up() ? last.value() - other.value() : other.value() - last.value();
          any |= other.time() >= last.time() - c.withinMillis() && by >= c.by().value();
        }
        moved += any ? 1 : 0;
      }
      truth[i] = moved >= c.sensors();
    }
  }

  private void flat(Condition.Flat c, boolean[] truth) {
    double tolerance = c.tolerance() == null ? 0 : c.tolerance().value();
    for (int i = 0; i < truth.length; i++) {
      for (var series : upTo(c.property(), moments.get(i))) {
        Reading first = series.get(0);
        for (var reading : series) {
          first = Math.abs(reading.value() - first.value()) <= tolerance ? first : reading;
        }
        truth[i] |= series.get(series.size() - 1).time() - first.time() >= c.forMillis();
      }
    }
  }

  private void spike(Condition.Spike c, boolean[] truth) {
    for (int i = 0; i < truth.length; i++) {
      for (var series : upTo(c.property(), moments.get(i))) {
        var last = series.get(series.size() - 1);
        var before = series.size() == 1 ? last : series.get(series.size() - 2);
        truth[i] |=
            last.time() - before.time() <= c.withinMillis()
                && Math.abs(last.value() - before.value()) > c.by().value();
      }
    }
  }

  /** The box of the scene, written out. */
  private void inside(Condition.Inside c, boolean[] truth) {
    for (int i = 0; i < truth.length; i++) {
      for (var lon : readings) {
        for (var lat : readings) {
          if (lon.time() == lat.time()
              && lon.time() <= moments.get(i)
              && lon.property().equals(c.lon())
              && lat.property().equals(c.lat())) {
            truth[i] = Math.abs(lon.value() - 2) < 6.5 && Math.abs(lat.value() - 2) < 6.5;
          }
        }
      }
    }
  }

  /** Usual is, of the first series and in the first hour alone, 3 with a spread of 1.4826. */
  private void unusual(Condition.Unusual c, boolean[] truth) {
    for (int i = 0; i < truth.length; i++) {
      for (var reading : readings) {
        if (reading.time() <= moments.get(i) && reading.property().equals(c.property())) {
          double distance = Math.abs(reading.value() - 3);
          boolean known = reading.series() == 0 && reading.time() < Scene.START + 2_800_000;
          truth[i] = known && distance > c.spreads() * 1.4826;
        }
      }
    }
  }

  private static boolean isOn(Schedule schedule, long moment) {
    long minute = Math.floorMod(Math.floorDiv(moment, 60_000L), 1440L);
    int from = schedule.fromMinute();
    int to = schedule.toMinute();
    return from < to ? minute >= from && minute < to : minute >= from || minute < to;
  }

  /** The times at which a rule withholds the readings it has a use for. */
  Set<Long> withheld() {
    var condition = Objects.requireNonNull(rule.withholds());
    var signal = signal(condition);
    var times = new TreeSet<Long>();
    for (int i = 0; i < signal.length; i++) {
      if (signal[i]) {
        times.add(moments.get(i));
      }
    }
    return times;
  }

  private void silent(Condition.Silent c, boolean[] truth) {
    for (int i = 0; i < truth.length; i++) {
      long heard = Long.MIN_VALUE;
      for (var reading : readings) {
        if (reading.time() <= moments.get(i)
            && (c.property() == null || c.property().equals(reading.property()))) {
          heard = Math.max(heard, reading.time());
        }
      }
      truth[i] = heard != Long.MIN_VALUE && moments.get(i) - heard >= c.forMillis();
    }
  }

  private void sustained(boolean[] of, long forMillis, boolean[] truth) {
    for (int i = 0; i < truth.length; i++) {
      int first = i;
      while (of[i] && first > 0 && of[first - 1]) {
        first--;
      }
      truth[i] = of[i] && moments.get(i) - moments.get(first) >= forMillis;
    }
  }

  private void still(Condition.Still c, boolean[] truth) {
    var mildest = rule.levels().keySet().stream().max(Enum::compareTo).orElseThrow();
    var of = signal(Objects.requireNonNull(c.of() == null ? rule.levels().get(mildest) : c.of()));
    var event = signal(c.after());
    for (int i = 0; i < truth.length; i++) {
      int first = i;
      while (of[i] && first > 0 && of[first - 1]) {
        first--;
      }
      for (int e = first; of[i] && e <= i; e++) {
        truth[i] |= came(event, e, c.after()) && moments.get(i) - moments.get(e) >= c.forMillis();
      }
    }
  }

  /** Whether a condition begins to hold at a moment. */
  private static boolean came(boolean[] signal, int at, Condition condition) {
    return signal[at] && !(at == 0 ? unheard(condition) : signal[at - 1]);
  }

  private void count(Condition.Count c, boolean[] truth) {
    var of = signal(c.of());
    for (int i = 0; i < truth.length; i++) {
      int times = 0;
      for (int e = 0; e <= i; e++) {
        boolean within = moments.get(i) - moments.get(e) < c.withinMillis();
        times += within && came(of, e, c.of()) ? 1 : 0;
      }
      truth[i] = times >= c.times();
    }
  }

  private void then(Condition.Then c, boolean[] truth) {
    var first = signal(c.first());
    var second = signal(c.second());
    for (int i = 0; i < truth.length; i++) {
      int began = i;
      while (second[i] && began > 0 && second[began - 1]) {
        began--;
      }
      if (!second[i] || !came(second, began, c.second())) {
        continue;
      }
      for (int e = 0; e <= began; e++) {
        boolean within = moments.get(began) - moments.get(e) <= c.withinMillis();
        truth[i] |= within && came(first, e, c.first());
      }
    }
  }

  private void missing(Condition.Missing c, boolean[] truth) {
    var event = signal(c.after());
    var answer = signal(c.expected());
    for (int e = 0; e < truth.length; e++) {
      for (int i = e; came(event, e, c.after()) && i < truth.length && !answer[i]; i++) {
        truth[i] |= moments.get(i) - moments.get(e) >= c.withinMillis();
      }
    }
  }

  /** Whether a condition holds of a subject of which nothing was ever heard. */
  private static boolean unheard(Condition condition) {
    return switch (condition) {
      case Condition.All c -> c.of().stream().allMatch(Oracle::unheard);
      case Condition.Any c -> c.of().stream().anyMatch(Oracle::unheard);
      case Condition.Not c -> !unheard(c.of());
      case Condition.During c -> false;
      case Condition.Moves c -> false;
      case Condition.Flat c -> false;
      case Condition.Spike c -> false;
      case Condition.Inside c -> false;
      case Condition.Unusual c -> false;
      case Condition.Forest c -> false;
      case Condition.Members c -> false;
      case Condition.Events c -> false;
      case Condition.OfRule c -> false;
      case Condition.Limit c -> false;
      case Condition.Equal c -> false;
      case Condition.Silent c -> false;
      case Condition.Sustained c -> false;
      case Condition.Still c -> false;
      case Condition.Count c -> false;
      case Condition.Then c -> false;
      case Condition.Missing c -> false;
    };
  }
}
