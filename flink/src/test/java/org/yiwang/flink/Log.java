package org.yiwang.flink;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.yiwang.engine.Catalog;
import org.yiwang.engine.Engine;
import org.yiwang.engine.Finding;
import org.yiwang.engine.FindingSink;
import org.yiwang.engine.ReadingBlock;
import org.yiwang.engine.RuleSet;
import org.yiwang.engine.RuleSource;
import org.yiwang.engine.Setting;
import org.yiwang.topics.Control;
import org.yiwang.topics.FindingText;
import org.yiwang.topics.Shards;
import org.yiwang.topics.Splitter;
import org.yiwang.topics.Tick;

/**
 * A made-up log of readings as a server would publish it, from a seed: late ones, duplicates,
 * silences, values that are none, subjects and rules that come while it runs. It can be judged by
 * one engine as the server does, or written as the messages of the topics.
 */
final class Log {
  static final Shards SHARDS = new Shards(16);
  static final int PARTITIONS = 4;
  private static final long START = 1_700_000_000_000L;
  private static final int SERIES = 3;
  private static final String[] PROPERTIES = {"methane", "fan", "level"};
  private static final String[] UNITS = {"%LEL", "1", "cm"};

  /** What is published together: readings, then a tick. */
  record Group(long firstSeq, int[] series, long[] time, double[] value, long clock, long control) {
    long through() {
      return firstSeq + series.length - 1;
    }
  }

  /** One message of the readings topic. */
  record Message(int partition, byte[] bytes) {}

  private record Arrival(int series, long time, double value, long at) {}

  final List<Control> control = new ArrayList<>();
  final List<Group> groups = new ArrayList<>();

  /** Before how many groups each entry of the control log is published. */
  final List<Integer> controlBefore = new ArrayList<>();

  private final Random random;
  private int sentControl;

  /** A run over files knows no clock before the end. */
  private boolean isOfFiles;

  /** Whether there is a rule about areas too. */
  private final boolean areas;

  Log(long seed, int subjects, int minutes) {
    this(seed, subjects, minutes, false);
  }

  Log(long seed, int subjects, int minutes, boolean areas) {
    random = new Random(seed);
    this.areas = areas;
    int known = subjects * 3 / 4;
    addSubjects(0, known, 0);
    addControl(rules(1, 20), 0);
    var arrivals = new ArrayList<Arrival>();
    for (int subject = 0; subject < subjects; subject++) {
      addReadings(arrivals, subject, minutes);
    }
    arrivals.sort(Comparator.comparingLong(Arrival::at));
    int each = arrivals.size() / 40;
    long seq = 1;
    for (int from = 0; from < arrivals.size(); from += each) {
      if (groups.size() == 12) {
        addSubjects(known, subjects, groups.size());
      }
      if (groups.size() == 25) {
        addControl(rules(2, 24), groups.size());
      }
      var some = arrivals.subList(from, Math.min(arrivals.size(), from + each));
      seq = addGroup(some, seq);
    }
  }

  private void addControl(Control entry, int before) {
    control.add(entry);
    controlBefore.add(before);
  }

  private void addSubjects(int from, int to, int before) {
    var sources = new ArrayList<Catalog.Source>();
    var added = new ArrayList<Catalog.Subject>();
    var series = new ArrayList<Catalog.Series>();
    for (int i = from; i < to; i++) {
      if (i % 3 == 0) {
        sources.add(new Catalog.Source(i, 5_000, 90_000, 15_000));
      }
      added.add(new Catalog.Subject(i, "tank", "T-" + i, "/5/" + i % 4 + "/", 106.5, 29.6));
      for (int j = 0; j < SERIES; j++) {
        var device = "T-" + i + (j == 2 ? "-level" : "-gas");
        series.add(new Catalog.Series(i * SERIES + j, device, PROPERTIES[j], UNITS[j], i, i, -1));
      }
    }
    addControl(Control.catalog(sources, added, series), before);
  }

  private Control rules(int version, int limit) {
    var head =
        "    version: " + version + "\n    name: {zh: 试验, en: Trial}\n    subject-kind: tank\n";
    var text =
        "rules:\n"
            + "  - id: gas\n"
            + head
            + "    levels:\n"
            + "      IV: {above: {property: methane, limit: "
            + limit
            + ", rearm-below: 15}}\n"
            + "      III: {above: {property: methane, limit: "
            + limit
            + "}, for: 5 min}\n"
            + "      II: {still: {after: {property: fan, becomes: 1}, for: 10 min}}\n"
            + "    ends-after: 1 min\n"
            + "  - id: silent\n"
            + head
            + "    about: device\n    levels: {IV: {silent: {for: 8 min}}}\n"
            + "  - id: often\n"
            + head
            + "    levels: {III: {count: {of: {above: {property: level, limit: 90}}, times: 3,"
            + " within: 30 min}}}\n"
            + "  - id: moves\n"
            + head
            + "    levels: {IV: {rises: {property: level, by: 60, within: 3 min}}}\n";
    if (areas) {
      text +=
          "  - id: many\n"
              + head
              + "    about: {area: district}\n"
              + "    levels: {III: {members: {of: {above: {property: methane, limit: 18}},"
              + " number: 2}}}\n";
    }
    return Control.rules(List.of(new RuleSource("trial.yaml", text)), Setting.none());
  }

  private void addReadings(List<Arrival> into, int subject, int minutes) {
    int quietUntil = -1;
    double gas = 5;
    for (int minute = 0; minute < minutes; minute++) {
      if (minute > quietUntil && random.nextInt(60) == 0) {
        quietUntil = minute + 5 + random.nextInt(10);
      }
      gas = Math.max(0, gas + random.nextInt(9) - (gas > 18 ? 4.2 : 3.7));
      if (minute <= quietUntil) {
        continue;
      }
      for (int j = 0; j < SERIES; j++) {
        long time = START + minute * 60_000L + random.nextInt(50_000);
        double value = j == 0 ? gas : j == 1 ? random.nextInt(8) / 7 : random.nextInt(100);
        if (random.nextInt(200) == 0) {
          value = Double.NaN;
        }
        long late = random.nextInt(10) == 0 ? random.nextInt(200_000) : random.nextInt(2_000);
        into.add(new Arrival(subject * SERIES + j, time, value, time + late));
        if (random.nextInt(20) == 0) {
          into.add(new Arrival(subject * SERIES + j, time, value, time + late + 1_000));
        }
      }
    }
  }

  private long addGroup(List<Arrival> some, long seq) {
    groups.add(
        new Group(
            seq,
            some.stream().mapToInt(Arrival::series).toArray(),
            some.stream().mapToLong(Arrival::time).toArray(),
            some.stream().mapToDouble(Arrival::value).toArray(),
            some.getLast().at(),
            controlBefore.stream().filter(before -> before <= groups.size()).count()));
    return seq + some.size();
  }

  /** Publishes some groups, and the control log with them, over about a second. */
  void publish(int from, int to, Broker broker) throws InterruptedException {
    for (int i = from; i < to; i++) {
      while (sentControl < control.size() && controlBefore.get(sentControl) <= i) {
        broker.send("control", 0, control.get(sentControl++).write());
      }
      messages(groups.get(i)).forEach(m -> broker.send("readings", m.partition(), m.bytes()));
      broker.flush();
      Thread.sleep(50);
    }
  }

  /** The messages of a group, each in its partition; a tick leads and says which rules count. */
  List<Message> messages(Group group) {
    var messages = new ArrayList<Message>();
    tick(group, false, messages);
    var splitter =
        new Splitter(SHARDS, 64, block -> messages.add(new Message(partition(block), block)));
    for (int i = 0; i < group.series().length; i++) {
      int series = group.series()[i];
      splitter.add(
          SHARDS.ofSource(series / SERIES),
          group.firstSeq() + i,
          series,
          group.time()[i],
          group.value()[i]);
    }
    splitter.flush();
    tick(group, true, messages);
    return messages;
  }

  private static int partition(byte[] block) {
    return Shards.partition(org.yiwang.topics.ShardBlock.shardOf(block), PARTITIONS);
  }

  /**
   * The same readings as one group, under the rules that are the last, with no clock but the end.
   */
  Log forFiles() {
    long newest = Long.MIN_VALUE;
    var last = groups.getLast();
    int size = Math.toIntExact(last.through());
    var whole = new Group(1, new int[size], new long[size], new double[size], 0, control.size());
    int at = 0;
    for (var group : groups) {
      for (int i = 0; i < group.series().length; i++, at++) {
        whole.series()[at] = group.series()[i];
        whole.time()[at] = group.time()[i];
        whole.value()[at] = group.value()[i];
        newest = Math.max(newest, group.time()[i]);
      }
    }
    groups.clear();
    groups.add(
        new Group(1, whole.series(), whole.time(), whole.value(), newest + 10_000, control.size()));
    isOfFiles = true;
    return this;
  }

  List<String> controlLines() {
    return control.stream()
        .map(entry -> new String(entry.write(), StandardCharsets.UTF_8))
        .toList();
  }

  List<String> readingLines() {
    var lines = new ArrayList<String>(List.of("series,time,value"));
    var group = groups.getFirst();
    for (int i = 0; i < group.series().length; i++) {
      lines.add(group.series()[i] + "," + group.time()[i] + "," + group.value()[i]);
    }
    return lines;
  }

  /** Before a group it tells the clock and moves nothing, as when a server goes on. */
  private static void tick(Group group, boolean after, List<Message> into) {
    long through = after ? group.through() : group.firstSeq() - 1;
    for (int partition = 0; partition < PARTITIONS; partition++) {
      var tick =
          new Tick(
              SHARDS.count(),
              -1,
              through,
              partition,
              PARTITIONS,
              group.clock(),
              after,
              group.control());
      into.add(new Message(partition, tick.write()));
    }
  }

  /** What one engine finds, as lines of JSON by subject or area. */
  Map<String, List<String>> judgedByOne() {
    var catalog = new Catalog();
    var lines = new TreeMap<String, List<String>>();
    FindingSink sink =
        finding ->
            lines
                .computeIfAbsent(key(finding), k -> new ArrayList<>())
                .add(new String(FindingText.write(finding), StandardCharsets.UTF_8));
    Engine engine = new Engine(ruleSet(control.get(1)), catalog);
    var known = new HashSet<Integer>();
    int counted = 0;
    for (var group : groups) {
      for (; counted < group.control(); counted++) {
        var entry = control.get(counted);
        entry
            .sources()
            .forEach(s ->
                catalog.addSource(
                    s.id(), s.disorderMillis(), s.latenessMillis(), s.clockLagMillis()));
        entry
            .subjects()
            .forEach(s ->
                catalog.addSubject(s.id(), s.kind(), s.code(), s.areaPath(), s.lon(), s.lat()));
        for (var s : entry.series()) {
          known.add(s.id());
          catalog.addSeries(
              s.id(),
              s.device(),
              s.property(),
              s.unit(),
              s.subject(),
              s.source(),
              s.latenessMillis());
        }
        if (entry.rules() != null && counted > 1) {
          engine = Engine.restore(engine.snapshot(), ruleSet(entry), catalog);
        }
      }
      if (!isOfFiles) {
        engine.resumeAt(group.clock());
      }
      int size = group.series().length;
      var block = new ReadingBlock(size);
      block.fill(group.series(), group.time(), group.value(), 0, size);
      engine.accept(block, sink);
      engine.advanceTo(group.clock(), sink);
    }
    return lines;
  }

  private static RuleSet ruleSet(Control entry) {
    return RuleSet.parse(Objects.requireNonNull(entry.rules()).files());
  }

  static String key(Finding finding) {
    var area = finding.area();
    return area == null ? Integer.toString(finding.subject()) : area;
  }

  static int count(Map<String, List<String>> lines) {
    return lines.values().stream().mapToInt(List::size).sum();
  }
}
