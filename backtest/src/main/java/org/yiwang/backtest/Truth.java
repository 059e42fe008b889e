package org.yiwang.backtest;

import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Verified cases, and how well the rules would have seen them. */
final class Truth {

  /** Something that was really wrong with a subject from one moment to another. */
  private record Case(String subject, long from, long to) {}

  private final List<Case> cases = new ArrayList<>();
  private final long aheadMillis;

  private Truth(long aheadMillis) {
    this.aheadMillis = aheadMillis;
  }

  /**
   * Reads cases: columns {@code subject}, {@code from}, {@code to}.
   *
   * @param aheadMillis an episode that begins this much before a case still belongs to it
   */
  static Truth read(Path file, ZoneId zone, long aheadMillis) throws IOException {
    var truth = new Truth(aheadMillis);
    Csv.read(
        file,
        line -> {
          long from = line.time("from", zone);
          long to = line.text("to", "").isEmpty() ? from : line.time("to", zone);
          truth.cases.add(new Case(line.text("subject"), from, to));
        });
    return truth;
  }

  List<String> lines(List<Episode> episodes) {
    long right = episodes.stream().filter(e -> cases.stream().anyMatch(c -> fits(e, c))).count();
    var leads = new ArrayList<Long>();
    for (var one : cases) {
      episodes.stream()
          .filter(episode -> fits(episode, one))
          .mapToLong(Episode::start)
          .min()
          .ifPresent(start -> leads.add(one.from() - start));
    }
    var sorted = leads.stream().mapToLong(Long::longValue).sorted().toArray();
    return Arrays.asList(
        "truth-cases: " + cases.size() + " cases",
        "truth-precision: " + percent(right, episodes.size()) + " %",
        "truth-recall: " + percent(leads.size(), cases.size()) + " %",
        "truth-lead-median: " + (sorted.length == 0 ? 0 : sorted[sorted.length / 2] / 1000) + " s");
  }

  private boolean fits(Episode episode, Case one) {
    return episode.subject().equals(one.subject())
        && episode.overlaps(one.from() - aheadMillis, one.to());
  }

  private static String percent(long part, long whole) {
    return String.format(java.util.Locale.ROOT, "%.1f", whole == 0 ? 0.0 : 100.0 * part / whole);
  }
}
