package org.yiwang.engine;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A small world for tests: one septic tank by default, times in seconds from a round start. */
final class Scene {
  static final long START = 1_700_000_000_000L;

  /** On the plane of methane and temperature, as if they were a position. */
  private static final Zone BOX =
      new Zone(
          List.<double[][]>of(new double[][] {{-4.5, -4.5}, {8.5, -4.5}, {8.5, 8.5}, {-4.5, 8.5}}));

  static final Baseline USUAL =
      Baseline.learn(ZoneOffset.UTC, new long[] {START, START, START}, new double[] {0, 3, 4}, 3);

  static final Setting SETTING =
      Setting.none().withZones(Map.of("box", BOX)).withBaselines(Map.of(0, USUAL));

  final Catalog catalog = new Catalog();
  final List<Finding> findings = new ArrayList<>();
  Engine engine;

  Scene(String rules) {
    this(rules, 0);
  }

  Scene(String rules, long disorderMillis) {
    catalog.addSource(0, disorderMillis, 120_000, 10_000);
    catalog.addSubject(1, "tank", "T-1", "/500000/500105/001/", 106.5, 29.6);
    catalog.addSeries(0, "gas-1", "methane", "%LEL", 1, 0);
    catalog.addSeries(1, "fan-1", "fan.command", "1", 1, 0);
    catalog.addSeries(2, "probe-1", "temperature", "Cel", 1, 0);
    engine =
        new Engine(RuleSet.parse(List.of(new RuleSource("test.yaml", rules))), catalog, SETTING);
  }

  /** A rule about the tank with these levels, written as YAML flow. */
  static String rule(String levels) {
    return """
    rules:
      - id: tank.test
        version: 1
        name: {zh: 试验, en: Test}
        subject-kind: tank
        levels: %s
    """
        .formatted(levels);
  }

  Scene methane(double seconds, double value) {
    return take(0, seconds, value);
  }

  Scene fan(double seconds, double value) {
    return take(1, seconds, value);
  }

  Scene temperature(double seconds, double value) {
    return take(2, seconds, value);
  }

  Scene take(int series, double seconds, double value) {
    var block = new ReadingBlock(1).add(series, START + Math.round(seconds * 1000), value);
    engine.accept(block, findings::add);
    return this;
  }

  /** Moves the clock so far that the watermark stands at this second. */
  Scene until(double seconds) {
    engine.advanceTo(START + Math.round(seconds * 1000) + 10_000, findings::add);
    return this;
  }

  Scene restart() {
    engine = Engine.restore(engine.snapshot(), engine.ruleSet, catalog, SETTING);
    return this;
  }

  /** Goes on with other rules. */
  Scene change(String rules) {
    var changed = RuleSet.parse(List.of(new RuleSource("test.yaml", rules)));
    engine = Engine.restore(engine.snapshot(), changed, catalog, SETTING);
    return this;
  }

  /** The findings so far as lines: kind, level, time and start in seconds. */
  List<String> said() {
    return findings.stream().map(Scene::line).toList();
  }

  static String line(Finding finding) {
    return finding.kind()
        + " "
        + finding.level()
        + " at "
        + seconds(finding.timeMillis())
        + " from "
        + seconds(finding.episodeStartMillis());
  }

  private static String seconds(long millis) {
    double seconds = (millis - START) / 1000.0;
    return seconds == Math.rint(seconds) ? Long.toString((long) seconds) : Double.toString(seconds);
  }
}
