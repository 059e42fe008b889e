package org.yiwang.backtest;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** What a trial comes to, in lines that people and programs read: name: value unit. */
public final class Summary {
  private static final int LONGEST = 5;

  private Summary() {}

  /** The summary of a trial, its days by a zone's clock. */
  public static List<String> of(Trial trial, ZoneId zone) {
    var lines = new ArrayList<String>();
    var episodes = trial.episodes();
    long until = trial.lastMillis();
    lines.add("readings: " + trial.readings() + " readings");
    lines.add("readings-judged: " + trial.counts().judged() + " readings");
    lines.add("readings-duplicate: " + trial.counts().duplicate() + " readings");
    lines.add("readings-not-finite: " + trial.counts().notFinite() + " readings");
    double speed = trial.readings() * 1e3 / Math.max(1, trial.nanos);
    lines.add("speed: " + String.format(Locale.ROOT, "%.2f", speed) + " million-readings/s");
    lines.add("episodes: " + episodes.size() + " episodes");
    count(lines, "rule", episodes, e -> e.rule() + " " + e.level());
    count(lines, "area", episodes, Episode::area);
    count(
        lines,
        "day",
        episodes,
        e -> Instant.ofEpochMilli(e.start()).atZone(zone).toLocalDate().toString());
    episodes.stream()
        .sorted(Comparator.comparingLong((Episode e) -> -e.millis(until)))
        .limit(LONGEST)
        .forEach(e -> lines.add("longest " + line(e) + ": " + e.millis(until) / 1000 + " s"));
    trial.problems().forEach(problem -> lines.add("# " + problem));
    return lines;
  }

  private static void count(
      List<String> lines, String by, List<Episode> episodes, Function<Episode, String> name) {
    Map<String, Integer> counts = new TreeMap<>();
    episodes.forEach(episode -> counts.merge(name.apply(episode), 1, Integer::sum));
    counts.forEach((key, count) -> lines.add(by + " " + key + ": " + count + " episodes"));
  }

  static String line(Episode e) {
    var end = e.end() == Long.MAX_VALUE ? "open" : Csv.isoTime(e.end());
    return e.rule() + " " + e.about() + " " + e.level() + " " + Csv.isoTime(e.start()) + " " + end;
  }

  /** Episodes of two trials side by side: the same rule about the same, at overlapping times. */
  public static List<String> compare(Trial ours, Trial other) {
    var left = ours.episodes();
    var right = other.episodes();
    var onlyOurs = left.stream().filter(e -> right.stream().noneMatch(o -> same(e, o))).toList();
    var onlyOther = right.stream().filter(e -> left.stream().noneMatch(o -> same(e, o))).toList();
    var lines = new ArrayList<String>();
    lines.add("in-both: " + (left.size() - onlyOurs.size()) + " episodes");
    lines.add("only-in-rules: " + onlyOurs.size() + " episodes");
    lines.add("only-in-other: " + onlyOther.size() + " episodes");
    onlyOurs.forEach(e -> lines.add("# only in rules: " + line(e)));
    onlyOther.forEach(e -> lines.add("# only in other: " + line(e)));
    return lines;
  }

  private static boolean same(Episode a, Episode b) {
    return a.rule().equals(b.rule())
        && a.about().equals(b.about())
        && a.overlaps(b.start(), b.end());
  }
}
