package org.yiwang.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.yiwang.engine.condition.Condition;

/**
 * Rules about an area of five tanks over random streams, compared with a reference that asks the
 * oracle for the episodes of each tank and then counts through them at every moment.
 */
class AreaOracleTest {
  private static final int STREAMS = 4_000;
  private static final int TANKS = 5;
  private static final long UNTIL = Scene.START + 60_000_000;

  @Test
  void everyOrderOfArrivalGivesTheEpisodesOfTheArea() {
    int episodes = 0;
    for (int seed = 0; seed < STREAMS; seed++) {
      var random = new Random(seed);
      var text = rules(random);
      long disorder = random.nextBoolean() ? 0 : 30_000;
      var catalog = catalog(disorder);
      var arrivals = arrivals(random);
      var ruleSet = RuleSet.parse(List.of(new RuleSource("t", text)));
      var findings = new ArrayList<Finding>();
      var engine = feed(new Engine(ruleSet, catalog, Scene.SETTING), arrivals, random, findings);
      engine.advanceTo(UNTIL + 30_000, findings::add);
      var rule = ruleSet.rules().get(0);
      var expected = expected(rule, arrivals, UNTIL + 30_000 - Math.max(disorder, 10_000));
      episodes += expected.size();
      assertThat(OracleTest.fold(findings))
          .as("seed %s%n%s", seed, text)
          .isEqualTo(OracleTest.heard(expected));
    }
    assertThat(episodes).isGreaterThan(STREAMS / 2);
  }

  private static String rules(Random random) {
    var of = new RandomRules(random).memberCondition();
    var levels =
        switch (random.nextInt(3)) {
          case 0 -> "{members: {of: %s, number: %d}}".formatted(of, 1 + random.nextInt(3));
          case 1 -> "{members: {of: %s, share: %d %%}}".formatted(of, 20 + random.nextInt(50));
          default ->
              "{events: {of: %s, times: %d, within: %d s}}"
                  .formatted(of, 1 + random.nextInt(5), 20 * (1 + random.nextInt(20)));
        };
    return Scene.rule("{III: " + levels + "}")
        .replace("    subject-kind", "    about: {area: street}\n    subject-kind");
  }

  private static Catalog catalog(long disorder) {
    var catalog = new Catalog();
    catalog.addSource(0, disorder, 120_000, 10_000);
    for (int tank = 0; tank < TANKS; tank++) {
      catalog.addSubject(tank, "tank", "T-" + tank, "/500000/500105/001/", 106.5, 29.6);
      catalog.addSeries(tank * 3, "gas-" + tank, "methane", "%LEL", tank, 0);
      catalog.addSeries(tank * 3 + 1, "fan-" + tank, "fan.command", "1", tank, 0);
      catalog.addSeries(tank * 3 + 2, "probe-" + tank, "temperature", "Cel", tank, 0);
    }
    return catalog;
  }

  /** The tanks' streams one after the other's readings, as a common gateway would send them. */
  private static List<Oracle.Reading> arrivals(Random random) {
    var all = new ArrayList<Oracle.Reading>();
    for (var reading : new RandomStream(random).arrivals()) {
      int tank = random.nextInt(TANKS);
      all.add(
          new Oracle.Reading(
              tank * 3 + reading.series(), reading.property(), reading.time(), reading.value()));
    }
    return all;
  }

  private static Engine feed(
      Engine engine, List<Oracle.Reading> arrivals, Random random, List<Finding> findings) {
    for (int i = 0; i < arrivals.size(); ) {
      int end = Math.min(arrivals.size(), i + 1 + random.nextInt(12));
      var block = new ReadingBlock(12);
      arrivals.subList(i, end).forEach(r -> block.add(r.series(), r.time(), r.value()));
      engine.accept(block, findings::add);
      i = end;
      if (random.nextInt(3) == 0) {
        engine = Engine.restore(engine.snapshot(), engine.ruleSet, engine.catalog, Scene.SETTING);
      }
    }
    return engine;
  }

  private static List<Oracle.Episode> expected(
      Rule rule, List<Oracle.Reading> arrivals, long until) {
    var seen = new HashSet<String>();
    var left = new ArrayList<Oracle.Reading>();
    for (var reading : arrivals) {
      if (Double.isFinite(reading.value()) && seen.add(reading.series() + "@" + reading.time())) {
        left.add(reading);
      }
    }
    left.sort(
        Comparator.comparingLong(Oracle.Reading::time).thenComparingInt(Oracle.Reading::series));
    var condition = Objects.requireNonNull(rule.levels().get(Level.III));
    var members = new ArrayList<Oracle.Episode>();
    var moments = new TreeSet<Long>();
    for (int tank = 0; tank < TANKS; tank++) {
      int own = tank;
      var part = rule.part("part", condition.parts().get(0), false);
      var readings = left.stream().filter(r -> r.series() / 3 == own).toList();
      members.addAll(new Oracle(part, readings, until).episodes());
    }
    for (var member : members) {
      moments.add(member.start());
      moments.add(member.end());
      if (condition instanceof Condition.Events c) {
        moments.add(member.start() + c.withinMillis());
      }
    }
    moments.removeIf(moment -> moment >= until);
    var episodes = new ArrayList<Oracle.Episode>();
    long start = Long.MIN_VALUE;
    for (long now : moments) {
      boolean holds = holds(condition, members, now);
      if (holds && start == Long.MIN_VALUE) {
        start = now;
      } else if (!holds && start != Long.MIN_VALUE) {
        episodes.add(new Oracle.Episode(start, now, Level.III));
        start = Long.MIN_VALUE;
      }
    }
    if (start != Long.MIN_VALUE) {
      episodes.add(new Oracle.Episode(start, Long.MAX_VALUE, Level.III));
    }
    return episodes;
  }

  private static boolean holds(Condition condition, List<Oracle.Episode> members, long now) {
    long on = members.stream().filter(m -> m.start() <= now && now < m.end()).count();
    return switch (condition) {
      case Condition.Members c -> on > 0 && on >= c.number() && on >= c.share() * TANKS;
      case Condition.Events c ->
          members.stream()
                  .filter(m -> m.start() <= now && now - m.start() < c.withinMillis())
                  .count()
              >= c.times();
      default -> throw new IllegalArgumentException(condition.toString());
    };
  }
}
