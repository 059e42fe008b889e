package org.yiwang.flink;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Findings by key beside those expected. Where they differ it is told in a few lines: counts, and
 * the first few findings that are missing, too many or in another order. Whole maps of them fill a
 * log in which nobody finds the name of the test.
 */
final class Differences {
  private static final int SHOWN = 5;
  private static final int AROUND = 60;

  private final List<String> lines = new ArrayList<>();
  private int missing;
  private int tooMany;
  private int inOtherOrder;

  private Differences() {}

  /**
   * @param situation tells how things stood; asked only when they differ
   */
  static void expectNone(
      Map<String, List<String>> found,
      Map<String, List<String>> expected,
      Supplier<String> situation) {
    if (found.equals(expected)) {
      return;
    }
    var differences = new Differences();
    var keys = new TreeSet<>(expected.keySet());
    keys.addAll(found.keySet());
    for (var key : keys) {
      differences.add(
          key, found.getOrDefault(key, List.of()), expected.getOrDefault(key, List.of()));
    }
    throw new AssertionError(
        "found %d findings, expected %d: %d missing, %d too many, order differs for %d keys%n%s%n%s"
            .formatted(
                Log.count(found),
                Log.count(expected),
                differences.missing,
                differences.tooMany,
                differences.inOtherOrder,
                String.join(System.lineSeparator(), differences.lines),
                situation.get()));
  }

  private void add(String key, List<String> found, List<String> expected) {
    var lacking = without(expected, found);
    var extra = without(found, expected);
    missing += lacking.size();
    tooMany += extra.size();
    if (!lacking.isEmpty() && !extra.isEmpty()) {
      tell(key, "is another", atTheFirstDifference(extra.getFirst(), lacking.getFirst()));
    } else if (!lacking.isEmpty()) {
      tell(key, "missing", head(lacking.getFirst()));
    } else if (!extra.isEmpty()) {
      tell(key, "too many", head(extra.getFirst()));
    } else if (!found.equals(expected)) {
      inOtherOrder++;
      tell(key, "too early", head(found.get(firstDifference(found, expected))));
    }
  }

  private void tell(String key, String what, String finding) {
    if (lines.size() < SHOWN) {
      lines.add("  " + key + " " + what + ": " + finding);
    }
  }

  /** What one has more often than the other. */
  private static List<String> without(List<String> some, List<String> others) {
    var rest = new ArrayList<>(some);
    others.forEach(rest::remove);
    return rest;
  }

  private static int firstDifference(List<String> found, List<String> expected) {
    int at = 0;
    while (found.get(at).equals(expected.get(at))) {
      at++;
    }
    return at;
  }

  /** A finding without its reasons. */
  private static String head(String finding) {
    int end = finding.indexOf(",\"trace\"");
    return end < 0 ? finding : finding.substring(0, end) + "}";
  }

  private static String atTheFirstDifference(String found, String expected) {
    int at = 0;
    while (at < Math.min(found.length(), expected.length())
        && found.charAt(at) == expected.charAt(at)) {
      at++;
    }
    return "…%s… for …%s… in %s".formatted(around(found, at), around(expected, at), head(expected));
  }

  private static String around(String text, int at) {
    return text.substring(Math.max(0, at - AROUND / 2), Math.min(text.length(), at + AROUND));
  }
}
