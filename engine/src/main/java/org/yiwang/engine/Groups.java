package org.yiwang.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.yiwang.engine.program.Band;
import org.yiwang.engine.program.Program;
import org.yiwang.engine.program.Readings;
import org.yiwang.engine.program.SilentLeaf;
import org.yiwang.engine.program.Units;

/**
 * Sorts series into groups that are judged alike: same rules, property, unit and lateness. What a
 * reading needs in the common case is then one index away.
 */
final class Groups {

  /** One rule's use of the readings of a group; {@code word} is what {@link Readings} keeps. */
  record Use(int rule, Program program, int word, double low, double high, @Nullable Band band) {
    boolean isQuiet(double value) {
      return value >= low && value <= high;
    }

    boolean onDevice() {
      return program.rule().about() == About.DEVICE;
    }

    /** The word of a reading with this value. */
    int wordOf(double value) {
      return isQuiet(value) ? word : word | Readings.LOUD;
    }
  }

  /** One silence watched on targets, with the rule it belongs to. */
  record Silence(int rule, Program program, SilentLeaf leaf, boolean isPlain) {}

  private record GroupKey(
      String property, String unit, long lateness, int sensor, List<Integer> rules) {}

  private final List<Program> programs;
  private final Catalog catalog;
  private final Map<GroupKey, Integer> index = new HashMap<>();
  private final Map<List<Integer>, Silence[]> silencesByRules = new HashMap<>();
  private final List<String> problems = new ArrayList<>();
  private int attached;

  final Targets targets = new Targets();

  final SeriesState state = new SeriesState();

  /** Target of each series' subject. */
  int[] targetOf = new int[0];

  /** Target of each series' device; -1 where no rule is about it. */
  int[] deviceOf = new int[0];

  /** Source of each series. */
  int[] sourceOf = new int[0];

  private boolean[] alone = new boolean[0];

  long[] lateness = new long[0];

  /** The least lateness granted to any group. */
  long leastLateness = Long.MAX_VALUE;

  double[] low = new double[0];
  double[] high = new double[0];
  Use[][] uses = new Use[0][];

  /** The rule that may withhold readings of the group. */
  @Nullable Use[] guard = new Use[0];

  /** The rules of a group that excursions are judged by; null where there are none. */
  @Nullable Bands[] bands = new Bands[0];

  boolean[] watched = new boolean[0];
  int count;

  private final IntPredicate standsAlone;

  /**
   * @param standsAlone whether a rule is one whose episodes no rule about areas takes
   */
  Groups(List<Program> programs, Catalog catalog, IntPredicate standsAlone) {
    this.programs = programs;
    this.catalog = catalog;
    this.standsAlone = standsAlone;
  }

  /** Takes in what was added to the catalog since the last call; true when there was anything. */
  boolean attachNew() {
    boolean any = attached < catalog.size();
    int most = -1;
    for (int i = attached; i < catalog.size(); i++) {
      most = Math.max(most, catalog.seriesAdded(i).id());
    }
    if (any) {
      growTo(most);
    }
    for (; attached < catalog.size(); attached++) {
      attach(catalog.seriesAdded(attached));
    }
    return any;
  }

  private void attach(Catalog.Series series) {
    var subject = catalog.getSubject(series.subject());
    int target = targets.ofSubject(subject.id());
    targetOf[series.id()] = target;
    sourceOf[series.id()] = series.source();
    int sensor = 0;
    for (int sibling : targets.series[target]) {
      var other = catalog.findSeries(sibling);
      if (other != null && other.property().equals(series.property())) {
        sensor++;
      }
    }
    targets.addSeries(target, series.id(), series.source());
    tellAlone(target, series);
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
    targets.silences[target] = silences(covering, About.SUBJECT);
    if (covering.stream().anyMatch(this::isAboutDevices)) {
      int device = targets.ofDevice(subject.id(), series.device());
      deviceOf[series.id()] = device;
      targets.addSeries(device, series.id(), series.source());
      targets.silences[device] = silences(covering, About.DEVICE);
    }
    long late = catalog.lateness(series);
    var key = new GroupKey(series.property(), series.unit(), late, sensor, covering);
    // Hot at first, so that its first reading takes the careful way.
    state.setGroup(series.id(), index.computeIfAbsent(key, this::newGroup), SeriesState.HOT);
  }

  private boolean isAboutDevices(int rule) {
    return programs.get(rule).rule().about() == About.DEVICE;
  }

  private Silence[] silences(List<Integer> rules, About about) {
    var concerned =
        rules.stream().filter(rule -> programs.get(rule).rule().about() == about).toList();
    return silencesByRules.computeIfAbsent(concerned, this::silencesOf);
  }

  private Silence[] silencesOf(List<Integer> rules) {
    var found = new ArrayList<Silence>();
    for (int rule : rules) {
      for (var leaf : programs.get(rule).silents()) {
        var program = programs.get(rule);
        boolean isPlain = program.isSilence() && standsAlone.test(rule);
        found.add(new Silence(rule, program, leaf, isPlain));
      }
    }
    return found.toArray(Silence[]::new);
  }

  private int newGroup(GroupKey key) {
    if (count == SeriesState.GROUP) {
      throw new IllegalStateException("rules tell more than " + count + " kinds of series apart");
    }
    if (count == lateness.length) {
      // Not beyond the least number that a mark stands for.
      int larger = Math.min(SeriesState.GROUP, Math.max(16, count * 2));
      lateness = Arrays.copyOf(lateness, larger);
      low = Arrays.copyOf(low, larger);
      high = Arrays.copyOf(high, larger);
      uses = Arrays.copyOf(uses, larger);
      guard = Arrays.copyOf(guard, larger);
      bands = Arrays.copyOf(bands, larger);
      watched = Arrays.copyOf(watched, larger);
    }
    double groupLow = Double.NEGATIVE_INFINITY;
    double groupHigh = Double.POSITIVE_INFINITY;
    var found = new ArrayList<Use>();
    for (int rule : key.rules()) {
      var use = use(rule, key);
      if (use == null) {
        continue;
      }
      groupLow = Math.max(groupLow, use.low());
      groupHigh = Math.min(groupHigh, use.high());
      watched[count] |= !use.program().silents().isEmpty();
      if (use.program().rule().withholds() == null) {
        found.add(use);
      } else if (guard[count] == null) {
        guard[count] = use;
      } else {
        problems.add(
            "rule "
                + use.program().rule().id()
                + ", "
                + key.property()
                + ": another rule withholds its readings already");
      }
    }
    lateness[count] = key.lateness();
    leastLateness = Math.min(leastLateness, key.lateness());
    // Infinite values are never quiet: they are refused where the slow path looks.
    low[count] = Math.max(groupLow, -Double.MAX_VALUE);
    high[count] = Math.min(groupHigh, Double.MAX_VALUE);
    uses[count] = found.toArray(Use[]::new);
    bands[count] = guard[count] == null ? Bands.of(found) : null;
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
      int sensor = program.rule().about() == About.DEVICE ? 0 : key.sensor();
      double quietLow = program.quietLow(port, unit);
      double quietHigh = program.quietHigh(port, unit);
      var band = sensor == 0 && standsAlone.test(rule) ? program.band(unit) : null;
      return new Use(rule, program, Readings.word(port, sensor, unit), quietLow, quietHigh, band);
    } catch (Units.Mismatch mismatch) {
      problems.add(
          "rule " + program.rule().id() + ", " + key.property() + ": " + mismatch.getMessage());
      return null;
    }
  }

  private void growTo(int series) {
    state.ensure(series + 1);
    if (series >= targetOf.length) {
      int before = targetOf.length;
      int larger = Math.max(series + 1, before / 8 * 9);
      targetOf = Arrays.copyOf(targetOf, larger);
      deviceOf = Arrays.copyOf(deviceOf, larger);
      sourceOf = Arrays.copyOf(sourceOf, larger);
      alone = Arrays.copyOf(alone, larger);
      Arrays.fill(deviceOf, before, larger, -1);
    }
  }

  /** Whether a series is the only one of its property on its subject, which has one source. */
  boolean isAlone(int series) {
    return alone[series];
  }

  /** Tells which series of a target are alone, after one was added. */
  private void tellAlone(int target, Catalog.Series added) {
    boolean severalSources = targets.source[target] == Targets.SEVERAL;
    alone[added.id()] = !severalSources;
    for (int sibling : targets.series[target]) {
      boolean isSame =
          sibling != added.id() && catalog.getSeries(sibling).property().equals(added.property());
      if (severalSources || isSame) {
        alone[sibling] = false;
        alone[added.id()] = false;
      }
    }
  }

  /** How many of the series in the catalog are known here. */
  int attached() {
    return attached;
  }

  /** The target that a rule judges by the readings of a series. */
  int target(Use use, int series) {
    return use.onDevice() ? deviceOf[series] : targetOf[series];
  }

  /** How a rule uses the readings of a series, or null when it does not. */
  @Nullable Use useOf(int series, int rule) {
    int group = state.group(series);
    if (group == -1) {
      return null;
    }
    var guarding = guard[group];
    if (guarding != null && guarding.rule() == rule) {
      return guarding;
    }
    for (var use : uses[group]) {
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
