package org.yiwang.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.yiwang.engine.program.Program;
import org.yiwang.engine.program.SilentLeaf;
import org.yiwang.engine.program.Units;

/**
 * Sorts series into groups that are judged alike: same rules, property, unit and source. What a
 * reading needs in the common case is then one index away.
 */
final class Groups {

  /** One rule's use of the readings of a group. */
  record Use(int rule, Program program, int port, double low, double high) {
    boolean isQuiet(double value) {
      return value >= low && value <= high;
    }
  }

  /** One silence watched on subjects, with the rule it belongs to. */
  record Silence(int rule, Program program, SilentLeaf leaf) {}

  private record GroupKey(
      String property, String unit, int source, int sensor, List<Integer> rules) {}

  private final List<Program> programs;
  private final Catalog catalog;
  private final Map<GroupKey, Integer> index = new HashMap<>();
  private final Map<List<Integer>, Silence[]> silencesByRules = new HashMap<>();
  private final List<String> problems = new ArrayList<>();
  private int attached;

  /** Group of each series; -1 where the catalog has none. */
  int[] groupOf = new int[0];

  int[] source = new int[0];
  double[] low = new double[0];
  double[] high = new double[0];
  Use[][] uses = new Use[0][];
  boolean[] watched = new boolean[0];
  int count;

  int[][] seriesOfSubject = new int[0][];

  /** The source of all series of a subject, or SEVERAL. */
  int[] sourceOfSubject = new int[0];

  static final int SEVERAL = -1;
  Silence[][] silences = new Silence[0][];

  Groups(List<Program> programs, Catalog catalog) {
    this.programs = programs;
    this.catalog = catalog;
  }

  /** Takes in what was added to the catalog since the last call; true when there was anything. */
  boolean attachNew() {
    boolean any = attached < catalog.size();
    for (; attached < catalog.size(); attached++) {
      attach(catalog.seriesAdded(attached));
    }
    return any;
  }

  private void attach(Catalog.Series series) {
    var subject = catalog.getSubject(series.subject());
    growTo(series.id(), subject.id());
    var siblings = seriesOfSubject[subject.id()];
    if (siblings.length == 0) {
      sourceOfSubject[subject.id()] = series.source();
    } else if (sourceOfSubject[subject.id()] != series.source()) {
      sourceOfSubject[subject.id()] = SEVERAL;
    }
    int sensor = 0;
    for (int sibling : siblings) {
      var other = catalog.findSeries(sibling);
      if (other != null && other.property().equals(series.property())) {
        sensor++;
      }
    }
    seriesOfSubject[subject.id()] = Arrays.copyOf(siblings, siblings.length + 1);
    seriesOfSubject[subject.id()][siblings.length] = series.id();
    if (sensor > 63) {
      problems.add("series " + series.id() + ": more than 64 sensors of one property on a subject");
      return;
    }
    var covering = new ArrayList<Integer>();
    for (int rule = 0; rule < programs.size(); rule++) {
      if (programs.get(rule).rule().covers(subject.kind(), subject.code(), subject.areaPath())) {
        covering.add(rule);
      }
    }
    silences[subject.id()] = silencesByRules.computeIfAbsent(covering, this::silencesOf);
    var key = new GroupKey(series.property(), series.unit(), series.source(), sensor, covering);
    // Hot at first, so that its first reading takes the careful way.
    groupOf[series.id()] = index.computeIfAbsent(key, this::newGroup) | Engine.HOT;
  }

  private Silence[] silencesOf(List<Integer> rules) {
    var found = new ArrayList<Silence>();
    for (int rule : rules) {
      for (var leaf : programs.get(rule).silents()) {
        found.add(new Silence(rule, programs.get(rule), leaf));
      }
    }
    return found.toArray(Silence[]::new);
  }

  private int newGroup(GroupKey key) {
    if (count == source.length) {
      int larger = Math.max(16, count * 2);
      source = Arrays.copyOf(source, larger);
      low = Arrays.copyOf(low, larger);
      high = Arrays.copyOf(high, larger);
      uses = Arrays.copyOf(uses, larger);
      watched = Arrays.copyOf(watched, larger);
    }
    double groupLow = Double.NEGATIVE_INFINITY;
    double groupHigh = Double.POSITIVE_INFINITY;
    var found = new ArrayList<Use>();
    for (int rule : key.rules()) {
      var use = use(rule, key);
      if (use != null) {
        groupLow = Math.max(groupLow, use.low());
        groupHigh = Math.min(groupHigh, use.high());
        found.add(use);
        watched[count] |= !use.program().silents().isEmpty();
      }
    }
    source[count] = key.source();
    // Infinite values are never quiet: they are refused where the slow path looks.
    low[count] = Math.max(groupLow, -Double.MAX_VALUE);
    high[count] = Math.min(groupHigh, Double.MAX_VALUE);
    uses[count] = found.toArray(Use[]::new);
    return count++;
  }

  private @Nullable Use use(int rule, GroupKey key) {
    var program = programs.get(rule);
    int port = program.port(key.property());
    if (port < 0) {
      return null;
    }
    try {
      int unit = program.unit(port, key.unit());
      double quietLow = program.quietLow(port, unit);
      double quietHigh = program.quietHigh(port, unit);
      return new Use(
          rule, program, Judgement.pack(port, key.sensor(), unit, false), quietLow, quietHigh);
    } catch (Units.Mismatch mismatch) {
      problems.add(
          "rule " + program.rule().id() + ", " + key.property() + ": " + mismatch.getMessage());
      return null;
    }
  }

  private void growTo(int series, int subject) {
    if (series >= groupOf.length) {
      int before = groupOf.length;
      groupOf = Arrays.copyOf(groupOf, Math.max(series + 1, before * 2));
      Arrays.fill(groupOf, before, groupOf.length, -1);
    }
    if (subject >= seriesOfSubject.length) {
      int before = seriesOfSubject.length;
      int larger = Math.max(subject + 1, before * 2);
      seriesOfSubject = Arrays.copyOf(seriesOfSubject, larger);
      sourceOfSubject = Arrays.copyOf(sourceOfSubject, larger);
      silences = Arrays.copyOf(silences, larger);
      Arrays.fill(seriesOfSubject, before, larger, new int[0]);
      Arrays.fill(silences, before, larger, new Silence[0]);
    }
  }

  /** How a rule uses the readings of a series, or null when it does not. */
  @Nullable Use useOf(int series, int rule) {
    int group = groupOf[series];
    if (group == -1) {
      return null;
    }
    for (var use : uses[group & ~Engine.HOT]) {
      if (use.rule() == rule) {
        return use;
      }
    }
    return null;
  }

  /** Rules that could not be applied to some series, and why. */
  List<String> problems() {
    return List.copyOf(new TreeSet<>(problems));
  }
}
