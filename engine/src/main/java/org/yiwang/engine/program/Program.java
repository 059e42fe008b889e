package org.yiwang.engine.program;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yiwang.engine.Level;
import org.yiwang.engine.Rule;
import org.yiwang.engine.Trace.Predicate;
import org.yiwang.engine.condition.Condition;

/**
 * A rule compiled: its leaves by the property they read, its episode, and the shape of its cells.
 */
public final class Program {
  /** Port of readings that only an "any property" leaf wants. */
  public static final int ANY_PORT = 0;

  private final Rule rule;
  private final Units units;
  private final Grade grade;
  private final long[] fresh;
  private final List<String> properties = new ArrayList<>(List.of("*"));
  private final Map<String, Integer> unitIndex = new LinkedHashMap<>();
  private final List<LimitLeaf> limits = new ArrayList<>();
  private final List<SilentLeaf> silents = new ArrayList<>();
  private final List<List<Leaf>> byPort = new ArrayList<>(List.of(new ArrayList<>()));
  private final boolean alwaysHot;

  public Program(Rule rule, Units units) {
    this.rule = rule;
    this.units = units;
    var layout = new Layout();
    var levels = new EnumMap<Level, Node>(Level.class);
    Node mildest = null;
    for (var level : List.of(Level.IV, Level.III, Level.II, Level.I)) {
      var condition = rule.levels().get(level);
      if (condition != null) {
        var node = compile(condition, "levels." + level, layout, mildest);
        levels.put(level, node);
        mildest = mildest == null ? node : mildest;
      }
    }
    grade = new Grade(layout, levels, rule.holdMillis(), rule.endsAfterMillis());
    fresh = layout.fresh();
    var probe = fresh.clone();
    // What holds, or starts a duration, without any reading can't be left out of sight.
    boolean holdsUnheard = levels.values().stream().anyMatch(node -> node.holds(probe, 0));
    alwaysHot = holdsUnheard || !Arrays.equals(probe, fresh);
    spreadAnyLeaves();
  }

  private Node compile(Condition condition, String at, Layout layout, @Nullable Node mildest) {
    return switch (condition) {
      case Condition.Limit c -> {
        var leaf = new LimitLeaf(at + "." + c.name(), layout, c);
        limits.add(leaf);
        yield wire(leaf, c.property());
      }
      case Condition.Equal c -> wire(new EqualLeaf(at + ".equals", layout, c), c.property());
      case Condition.Silent c -> {
        var leaf = new SilentLeaf(at + ".silent", layout, c.property(), c.forMillis());
        silents.add(leaf);
        yield wire(leaf, c.property() == null ? "*" : c.property());
      }
      case Condition.Sustained c ->
          new SustainedNode(
              at + ".for", layout, compile(c.of(), at, layout, mildest), c.forMillis());
      case Condition.Still c -> {
        var path = at + ".still";
        var own = c.of();
        var of = own == null ? mildest : compile(own, path + ".of", layout, mildest);
        if (of == null) {
          throw new IllegalArgumentException(path + ": nothing that could hold still");
        }
        var event = compile(c.after(), path + ".after", layout, mildest);
        yield new StillNode(path, layout, of, own != null, event, c.forMillis());
      }
      case Condition.Count c -> {
        var path = at + ".count";
        var of = compile(c.of(), path + ".of", layout, mildest);
        yield new CountNode(path, layout, of, c.times(), c.withinMillis());
      }
      case Condition.Then c -> {
        var path = at + ".then";
        var first = compile(c.first(), path + ".first", layout, mildest);
        var second = compile(c.second(), path + ".second", layout, mildest);
        yield new ThenNode(path, layout, first, second, c.withinMillis());
      }
      case Condition.Missing c -> {
        var path = at + ".missing";
        var event = compile(c.after(), path + ".after", layout, mildest);
        var answer = compile(c.expected(), path + ".expected", layout, mildest);
        yield new MissingNode(path, layout, event, answer, c.withinMillis());
      }
      case Condition.All c ->
          new JoinNode(at + ".all", true, compileEach(c.of(), at + ".all", layout, mildest));
      case Condition.Any c ->
          new JoinNode(at + ".any", false, compileEach(c.of(), at + ".any", layout, mildest));
      case Condition.Not c ->
          new NotNode(at + ".not", compile(c.of(), at + ".not", layout, mildest));
    };
  }

  private List<Node> compileEach(
      List<Condition> conditions, String at, Layout layout, @Nullable Node mildest) {
    var nodes = new ArrayList<Node>();
    for (var condition : conditions) {
      nodes.add(compile(condition, at + "[" + nodes.size() + "]", layout, mildest));
    }
    return nodes;
  }

  private Leaf wire(Leaf leaf, String property) {
    int port = properties.indexOf(property);
    if (port < 0) {
      port = properties.size();
      properties.add(property);
      byPort.add(new ArrayList<>());
    }
    byPort.get(port).add(leaf);
    return leaf;
  }

  /** A leaf that wants any reading is on every port. */
  private void spreadAnyLeaves() {
    for (int port = 1; port < byPort.size(); port++) {
      byPort.get(port).addAll(byPort.get(ANY_PORT));
    }
  }

  public Rule rule() {
    return rule;
  }

  public Grade grade() {
    return grade;
  }

  public List<SilentLeaf> silents() {
    return silents;
  }

  /** The port for readings of a property, or -1 when this rule has no use for them. */
  public int port(String property) {
    int port = properties.indexOf(property);
    return port >= 0 ? port : byPort.get(ANY_PORT).isEmpty() ? -1 : ANY_PORT;
  }

  public String property(int port) {
    return properties.get(port);
  }

  /**
   * The index of a unit that readings come in.
   *
   * @throws Units.Mismatch when a limit on this port can't be turned into it
   */
  public int unit(int port, String unit) {
    for (var leaf : byPort.get(port)) {
      if (leaf instanceof LimitLeaf limit) {
        limit.check(units, unit);
      }
    }
    var known = unitIndex.get(unit);
    if (known != null) {
      return known;
    }
    int index = unitIndex.size();
    unitIndex.put(unit, index);
    for (var limit : limits) {
      limit.addUnit(units, unit);
    }
    return index;
  }

  /** Values on this port between the two leave a fresh cell as it is. */
  public double quietLow(int port, int unit) {
    double low = alwaysHot ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
    for (var leaf : byPort.get(port)) {
      low = Math.max(low, leaf.quietLow(unit));
    }
    return low;
  }

  public double quietHigh(int port, int unit) {
    double high = alwaysHot ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    for (var leaf : byPort.get(port)) {
      high = Math.min(high, leaf.quietHigh(unit));
    }
    return high;
  }

  /**
   * What its cells mean, slot by slot. Rules of one shape, which differ in limits and spans only,
   * can go on with each other's cells.
   */
  public String shape() {
    return grade.describe(fresh.clone(), 0).stream()
        .map(Predicate::path)
        .collect(Collectors.joining(" ", fresh.length + " " + properties + " ", ""));
  }

  /** A fresh cell in which the episode of another shape's cell goes on. */
  public long[] freshCellWithEpisodeOf(long[] other) {
    var cell = freshCell();
    grade.carry(other, cell);
    return cell;
  }

  public long[] freshCell() {
    return fresh.clone();
  }

  public void take(long[] cell, long now, int port, int sensor, int unit, double value) {
    for (var leaf : byPort.get(port)) {
      leaf.take(cell, now, sensor, unit, value);
    }
  }

  public long due(long[] cell, long now) {
    return grade.due(cell, now);
  }

  /** Whether the cell may be forgotten: a fresh one would judge the same from here on. */
  public boolean quiet(long[] cell) {
    return !alwaysHot && grade.quiet(cell);
  }

  public List<Predicate> describe(long[] cell, long now) {
    return grade.describe(cell, now);
  }

  public Map<Level, Long> spent(long[] cell, long now) {
    return grade.spent(cell, now);
  }
}
