package org.yiwang.engine.text;

import java.util.Collection;
import java.util.TreeSet;

/** Guesses which word was meant, by the fewest letters changed. */
final class Closest {
  private Closest() {}

  static String suggestion(String word, Collection<String> known) {
    var best = "";
    int least = Math.max(2, word.length() / 3) + 1;
    for (var candidate : new TreeSet<>(known)) {
      int distance = distance(word, candidate);
      if (distance < least) {
        least = distance;
        best = candidate;
      }
    }
    return best.isEmpty()
        ? "known here: " + String.join(", ", new TreeSet<>(known))
        : "did you mean '" + best + "'?";
  }

  /** Levenshtein distance. */
  private static int distance(String a, String b) {
    var row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
