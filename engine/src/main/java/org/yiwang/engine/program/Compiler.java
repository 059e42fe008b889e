package org.yiwang.engine.program;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yiwang.engine.Setting;
import org.yiwang.engine.WorkCalendar;
import org.yiwang.engine.condition.Condition;
import org.yiwang.engine.condition.Schedule;

/** Turns conditions into nodes, and wires the leaves to the properties they read. */
final class Compiler {
  final Layout layout = new Layout();
  final List<String> properties = new ArrayList<>(List.of("*"));
  final List<List<Leaf>> byPort = new ArrayList<>(List.of(new ArrayList<>()));

  /** Conditions on members, which are judged member by member and come in by ports of their own. */
  final List<Condition> members = new ArrayList<>();

  private final Setting setting;

  /** The mildest level, on which a {@code still} without a condition of its own leans. */
  private @Nullable Node mildest;

  Compiler(Setting setting) {
    this.setting = setting;
  }

  Node level(Condition condition, String at) {
    var node = compile(condition, at);
    mildest = mildest == null ? node : mildest;
    return node;
  }

  private Node compile(Condition condition, String at) {
    return switch (condition) {
      case Condition.Limit c -> wire(new LimitLeaf(at + "." + c.name(), layout, c), c.property());
      case Condition.Equal c -> wire(new EqualLeaf(at + ".equals", layout, c), c.property());
      case Condition.Moves c -> wire(new MovesLeaf(at + "." + c.name(), layout, c), c.property());
      case Condition.Flat c -> wire(new FlatLeaf(at + ".flat", layout, c), c.property());
      case Condition.Spike c -> wire(new SpikeLeaf(at + ".spike", layout, c), c.property());
      case Condition.Unusual c -> {
        var leaf = new UnusualLeaf(at + ".unusual", layout, c, setting.baselines());
        yield wire(leaf, c.property());
      }
      case Condition.Forest c -> wire(new ForestLeaf(at + ".unusual", layout, c), c.property());
      case Condition.Inside c -> inside(c, at + ".inside");
      case Condition.Members c -> member(new MembersLeaf(at + ".members", layout, c), c);
      case Condition.Events c -> member(new EventsLeaf(at + ".events", layout, c), c);
      case Condition.OfRule c ->
          throw new IllegalArgumentException(at + ": a rule is no condition");
      case Condition.Silent c -> {
        var leaf = new SilentLeaf(at + ".silent", layout, c.property(), c.forMillis());
        yield wire(leaf, c.property() == null ? "*" : c.property());
      }
      case Condition.During c -> new DuringNode(at + ".during", calendar(c.schedule()));
      case Condition.Sustained c ->
          new SustainedNode(at + ".for", layout, compile(c.of(), at), c.forMillis());
      case Condition.Still c -> still(c, at + ".still");
      case Condition.Count c -> {
        var of = compile(c.of(), at + ".count.of");
        yield new CountNode(at + ".count", layout, of, c.times(), c.withinMillis());
      }
      case Condition.Then c -> {
        var first = compile(c.first(), at + ".then.first");
        var second = compile(c.second(), at + ".then.second");
        yield new ThenNode(at + ".then", layout, first, second, c.withinMillis());
      }
      case Condition.Missing c -> {
        var event = compile(c.after(), at + ".missing.after");
        var answer = compile(c.expected(), at + ".missing.expected");
        yield new MissingNode(at + ".missing", layout, event, answer, c.withinMillis());
      }
      case Condition.All c -> new JoinNode(at + ".all", true, compileEach(c.of(), at + ".all"));
      case Condition.Any c -> new JoinNode(at + ".any", false, compileEach(c.of(), at + ".any"));
      case Condition.Not c -> new NotNode(at + ".not", compile(c.of(), at + ".not"));
    };
  }

  private Node still(Condition.Still c, String path) {
    var own = c.of();
    var of = own == null ? mildest : compile(own, path + ".of");
    if (of == null) {
      throw new IllegalArgumentException(path + ": nothing that could hold still");
    }
    var event = compile(c.after(), path + ".after");
    return new StillNode(path, layout, of, own != null, event, c.forMillis());
  }

  private WorkCalendar calendar(Schedule schedule) {
    var name = schedule.calendar();
    if (name == null) {
      var zone = schedule.zone() == null ? setting.clock() : schedule.zone();
      return WorkCalendar.daily(zone, schedule.days(), schedule.fromMinute(), schedule.toMinute());
    }
    var found = setting.calendars().get(name);
    if (found == null) {
      throw new IllegalArgumentException("no calendar '" + name + "'");
    }
    return found;
  }

  private List<Node> compileEach(List<Condition> conditions, String at) {
    var nodes = new ArrayList<Node>();
    for (var condition : conditions) {
      nodes.add(compile(condition, at + "[" + nodes.size() + "]"));
    }
    return nodes;
  }

  private Node inside(Condition.Inside c, String path) {
    var zone = setting.zones().get(c.zone());
    if (zone == null) {
      throw new IllegalArgumentException(path + ": no zone '" + c.zone() + "'");
    }
    var leaf = new InsideLeaf(path, layout, zone);
    wire(leaf, c.lat());
    wire(leaf, c.lon());
    leaf.lonPort(properties.indexOf(c.lon()));
    return leaf;
  }

  private Leaf member(Leaf leaf, Condition condition) {
    members.add(condition);
    return wire(leaf, Program.memberPort(members.size() - 1));
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

  /** A leaf that wants any reading is on every port; to be called when all are compiled. */
  void spreadAnyLeaves() {
    for (int port = 1; port < byPort.size(); port++) {
      byPort.get(port).addAll(byPort.get(Program.ANY_PORT));
    }
  }
}
