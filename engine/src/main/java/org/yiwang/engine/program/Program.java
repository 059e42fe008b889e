package org.yiwang.engine.program;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yiwang.engine.About;
import org.yiwang.engine.Level;
import org.yiwang.engine.Rule;
import org.yiwang.engine.Setting;
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
  private final @Nullable Node withholds;
  private final long[] fresh;
  private final List<String> properties;
  private final List<List<Leaf>> byPort;
  private final List<Condition> members;
  private final Map<String, Integer> unitIndex = new LinkedHashMap<>();
  private final Set<UnitLeaf> unitLeaves = new LinkedHashSet<>();
  private final List<SilentLeaf> silents = new ArrayList<>();
  private final List<GroupLeaf> groupLeaves = new ArrayList<>();

  /** Slot of how many members the open episode was last said to have; -1 without members. */
  private final int saidSlot;

  private final boolean alwaysHot;
  private final long memoryMillis;

  public Program(Rule rule, Units units, Setting setting) {
    this.rule = rule;
    this.units = units;
    var compiler = new Compiler(setting);
    var levels = new EnumMap<Level, Node>(Level.class);
    for (var level : List.of(Level.IV, Level.III, Level.II, Level.I)) {
      var condition = rule.levels().get(level);
      if (condition != null) {
        levels.put(level, compiler.level(condition, "levels." + level));
      }
    }
    withholds = rule.withholds() == null ? null : compiler.level(rule.withholds(), "withholds");
    // The grade lies at the end of every cell.
    saidSlot = compiler.members.isEmpty() ? -1 : compiler.layout.take(1);
    grade = new Grade(compiler.layout, levels, rule.holdMillis(), rule.endsAfterMillis());
    fresh = compiler.layout.fresh();
    compiler.spreadAnyLeaves();
    properties = List.copyOf(compiler.properties);
    byPort = List.copyOf(compiler.byPort);
    members = List.copyOf(compiler.members);
    var nodes = new ArrayList<>(levels.values());
    if (withholds != null) {
      nodes.add(withholds);
    }
    alwaysHot =
        stirs(nodes, DuringNode.OPEN)
            || stirs(nodes, DuringNode.CLOSED)
            || byPort.stream().flatMap(List::stream).anyMatch(Leaf::needsEvery);
    long memory = 0;
    for (var leaves : byPort) {
      for (var leaf : leaves) {
        memory = Math.max(memory, leaf.memoryMillis());
        if (leaf instanceof UnitLeaf unitLeaf) {
          unitLeaves.add(unitLeaf);
        }
        if (leaf instanceof GroupLeaf groupLeaf && !groupLeaves.contains(groupLeaf)) {
          groupLeaves.add(groupLeaf);
        }
        if (leaf instanceof SilentLeaf silent && !silents.contains(silent)) {
          silents.add(silent);
        }
      }
    }
    memoryMillis = memory;
  }

  /** What holds, or starts a duration, without any reading can't be left out of sight. */
  private boolean stirs(List<Node> nodes, long now) {
    var probe = fresh.clone();
    boolean holds = false;
    for (var node : nodes) {
      holds |= node.holds(probe, now);
    }
    return holds || !Arrays.equals(probe, fresh);
  }

  public Rule rule() {
    return rule;
  }

  public Grade grade() {
    return grade;
  }

  /** The conditions on members, in the order of their ports. */
  public List<Condition> members() {
    return members;
  }

  /** The property under which moments of members come in. */
  public static String memberPort(int member) {
    return "#" + member;
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
      if (leaf instanceof UnitLeaf unitLeaf) {
        unitLeaf.check(units, unit);
      }
    }
    var known = unitIndex.get(unit);
    if (known != null) {
      return known;
    }
    int index = unitIndex.size();
    unitIndex.put(unit, index);
    for (var leaf : unitLeaves) {
      leaf.addUnit(units, unit);
    }
    return index;
  }

  /** The rule as a band for readings in a unit, where it is no more than one; else null. */
  public @Nullable Band band(int unit) {
    boolean plain = !alwaysHot && withholds == null && rule.about() == About.SUBJECT;
    return plain ? grade.band(this, unit) : null;
  }

  /** Whether it is silence alone that the rule looks for. */
  public boolean isSilence() {
    return withholds == null && !rule.about().isGroup() && grade.isSilence();
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
    return describe(fresh.clone(), 0).stream()
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

  public void take(long[] cell, Readings readings, int at) {
    for (var leaf : byPort.get(readings.port(at))) {
      leaf.take(cell, readings, at);
    }
  }

  /**
   * Of an episode that is open: how many members it has, where that is to be said. It is said each
   * time they have become more by a tenth, so that a flood of members is no flood of findings.
   *
   * @param began whether the episode has just begun, which says its members anyway
   * @return 0 when there is nothing to say
   */
  public int grown(long[] cell, boolean began) {
    if (saidSlot < 0) {
      return 0;
    }
    int now = 0;
    for (var leaf : groupLeaves) {
      now += leaf.concerned(cell);
    }
    long said = began ? 0 : cell[saidSlot];
    boolean isMore = now > said && (now - said) * 10 >= said;
    cell[saidSlot] = isMore ? now : said;
    return isMore && !began ? now : 0;
  }

  /** Whether the readings of this moment are withheld from others; asked after they were taken. */
  public boolean withholds(long[] cell, long now) {
    return withholds != null && withholds.holds(cell, now);
  }

  /** How far back of a moment readings are still looked at. */
  public long memoryMillis() {
    return memoryMillis;
  }

  public long due(long[] cell, long now) {
    long due = grade.due(cell, now);
    return withholds == null ? due : Math.min(due, withholds.due(cell, now));
  }

  /** Whether the cell may be forgotten: a fresh one would judge the same from here on. */
  public boolean quiet(long[] cell) {
    return !alwaysHot && grade.quiet(cell) && (withholds == null || withholds.quiet(cell));
  }

  public List<Predicate> describe(long[] cell, long now) {
    var predicates = grade.describe(cell, now);
    if (withholds != null) {
      withholds.describe(cell, now, predicates);
    }
    return predicates;
  }

  public Map<Level, Long> spent(long[] cell, long now) {
    return grade.spent(cell, now);
  }
}
