package org.yiwang.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yiwang.engine.Groups.Use;
import org.yiwang.engine.program.Band;

/** The rules of a group of series that are judged together while one is on an excursion. */
final class Bands {
  final Band[] bands;

  /** Their numbers, ascending. */
  final int[] rules;

  /** The words that readings are kept with for each of them. */
  final int[] words;

  /** Values from the one to the other are quiet for all bands. */
  private final double low;

  private final double high;

  /** What else is judged by readings of the group. */
  final Use[] others;

  /** Excursions that are over, to be used again. */
  private final List<Excursion> spare = new ArrayList<>();

  private Bands(List<Use> banded, List<Use> others) {
    bands = banded.stream().map(Use::band).toArray(Band[]::new);
    rules = banded.stream().mapToInt(Use::rule).toArray();
    words = banded.stream().mapToInt(Use::word).toArray();
    low = banded.stream().mapToDouble(Use::low).max().orElseThrow();
    high = banded.stream().mapToDouble(Use::high).min().orElseThrow();
    this.others = others.toArray(Use[]::new);
  }

  /** The bands among the rules of a group, or null where there is none. */
  static @Nullable Bands of(List<Use> uses) {
    var banded = uses.stream().filter(use -> use.band() != null).toList();
    var others = uses.stream().filter(use -> use.band() == null).toList();
    return banded.isEmpty() ? null : new Bands(banded, others);
  }

  boolean isLoud(double value) {
    return value < low || value > high;
  }

  boolean isQuietForOthers(double value) {
    for (var use : others) {
      if (!use.isQuiet(value)) {
        return false;
      }
    }
    return true;
  }

  /** Place of a rule among these, or -1. */
  int find(int rule) {
    for (int i = 0; i < rules.length; i++) {
      if (rules[i] == rule) {
        return i;
      }
    }
    return -1;
  }

  Excursion take(int series, int target, long baseMillis) {
    var excursion = spare.isEmpty() ? new Excursion(this) : spare.remove(spare.size() - 1);
    excursion.begin(series, target, baseMillis);
    return excursion;
  }

  void giveBack(Excursion excursion) {
    spare.add(excursion);
  }
}
