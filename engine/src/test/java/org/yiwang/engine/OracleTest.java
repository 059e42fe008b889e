package org.yiwang.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Random rules over random streams, judged by the engine in every awkward way and compared with the
 * oracle: late and doubled readings, gaps, NaN and infinities, restarts, blocks of any size.
 */
class OracleTest {
  private static final int STREAMS = 10_000;
  private static final long UNTIL = Scene.START + 60_000_000;

  @Test
  void everyOrderOfArrivalGivesTheEpisodesOfTheOracle() {
    int episodes = 0;
    for (int seed = 0; seed < STREAMS; seed++) {
      var random = new Random(seed);
      var rules = new RandomRules(random).file();
      var arrivals = new RandomStream(random).arrivals();
      long disorder = random.nextBoolean() ? 0 : 30_000;
      var scene = new Scene(rules, disorder);
      var rule = scene.engine.ruleSet.rules().get(0);
      feed(scene, arrivals, random);
      scene.engine.advanceTo(UNTIL + 30_000, scene.findings::add);
      var oracle = new Oracle(rule, distinct(arrivals), mark(disorder)).episodes();
      episodes += oracle.size();
      assertThat(fold(scene.findings)).as("seed %s%n%s", seed, rules).isEqualTo(heard(oracle));
    }
    assertThat(episodes).isGreaterThan(STREAMS / 2);
  }

  /** What a rule about the devices withholds is, for the rules about the tank, as if not sent. */
  @Test
  void whatIsWithheldNeverWas() {
    int withheld = 0;
    for (int seed = 0; seed < STREAMS / 2; seed++) {
      var random = new Random(seed);
      var rules = new RandomRules(random);
      var text = rules.file() + rules.withholding();
      var arrivals = new RandomStream(random).arrivals();
      long disorder = random.nextBoolean() ? 0 : 30_000;
      var scene = new Scene(text, disorder);
      feed(scene, arrivals, random);
      scene.engine.advanceTo(UNTIL + 30_000, scene.findings::add);
      var ruleSet = scene.engine.ruleSet.rules();
      var all = distinct(arrivals);
      // Series 0 is the gas sensor, the only device with methane.
      var ofSensor = all.stream().filter(r -> r.series() == 0).toList();
      var sick = new Oracle(ruleSet.get(1), ofSensor, mark(disorder));
      var doubtful = sick.withheld();
      var left = all.stream().filter(r -> r.series() != 0 || !doubtful.contains(r.time())).toList();
      withheld += all.size() - left.size();
      var tank = new Oracle(ruleSet.get(0), left, mark(disorder)).episodes();
      var byRule = new HashMap<String, List<Finding>>();
      scene.findings.forEach(f -> byRule.computeIfAbsent(f.rule(), r -> new ArrayList<>()).add(f));
      assertThat(fold(byRule.getOrDefault("tank.sick", List.of())))
          .as("seed %s%n%s", seed, text)
          .isEqualTo(heard(sick.episodes()));
      assertThat(fold(byRule.getOrDefault("tank.test", List.of())))
          .as("seed %s%n%s", seed, text)
          .isEqualTo(heard(tank));
    }
    assertThat(withheld).isGreaterThan(STREAMS);
  }

  @Test
  void blocksAndRestartsDoNotChangeAByte() {
    for (int seed = 0; seed < STREAMS / 10; seed++) {
      var random = new Random(seed);
      var rules = new RandomRules(random).file();
      var arrivals = new RandomStream(random).arrivals();
      var singly = new Scene(rules, 5_000);
      var inBlocks = new Scene(rules, 5_000);
      for (var arrival : arrivals) {
        singly.engine.accept(block(List.of(arrival)), singly.findings::add);
      }
      feed(inBlocks, arrivals, random);
      assertThat(inBlocks.findings).as("seed %s%n%s", seed, rules).isEqualTo(singly.findings);
      var given = new Scene(rules, 5_000);
      given.engine.accept(block(arrivals).giveAway(), given.findings::add);
      assertThat(given.findings).as("seed %s%n%s", seed, rules).isEqualTo(singly.findings);
    }
  }

  /** A rule whose version alone counts up goes on as if nothing had happened, but says so. */
  @Test
  void aRuleThatChangesInMidStreamKeepsItsState() {
    for (int seed = 0; seed < STREAMS / 10; seed++) {
      var random = new Random(seed);
      var rules = new RandomRules(random).file();
      var arrivals = new RandomStream(random).arrivals();
      var scene = new Scene(rules, 0);
      int changeAt = random.nextInt(arrivals.size());
      var rule = scene.engine.ruleSet.rules().get(0);
      feed(scene, arrivals.subList(0, changeAt), random);
      scene.change(rules.replace("version: 1", "version: 2"));
      int before = scene.findings.size();
      feed(scene, arrivals.subList(changeAt, arrivals.size()), random);
      scene.engine.advanceTo(UNTIL + 30_000, scene.findings::add);
      var oracle = new Oracle(rule, distinct(arrivals), mark(0)).episodes();
      assertThat(fold(scene.findings)).as("seed %s%n%s", seed, rules).isEqualTo(heard(oracle));
      assertThat(scene.findings.subList(before, scene.findings.size()))
          .allMatch(finding -> finding.ruleVersion() == 2);
    }
  }

  private static long mark(long disorder) {
    return UNTIL + 30_000 - Math.max(disorder, 10_000);
  }

  private static void feed(Scene scene, List<Oracle.Reading> arrivals, Random random) {
    for (int i = 0; i < arrivals.size(); ) {
      int end = Math.min(arrivals.size(), i + 1 + random.nextInt(12));
      scene.engine.accept(block(arrivals.subList(i, end)), scene.findings::add);
      i = end;
      if (random.nextInt(3) == 0) {
        scene.restart();
      }
    }
  }

  private static ReadingBlock block(List<Oracle.Reading> readings) {
    var block = new ReadingBlock(readings.size());
    readings.forEach(r -> block.add(r.series(), r.time(), r.value()));
    return block;
  }

  /** What the oracle gets to see: in order, each once, finite. */
  private static List<Oracle.Reading> distinct(List<Oracle.Reading> arrivals) {
    var seen = new HashSet<String>();
    var kept = new ArrayList<Oracle.Reading>();
    for (var reading : arrivals) {
      if (Double.isFinite(reading.value()) && seen.add(reading.series() + "@" + reading.time())) {
        kept.add(reading);
      }
    }
    kept.sort(
        Comparator.comparingLong(Oracle.Reading::time).thenComparingInt(Oracle.Reading::series));
    return kept;
  }

  /** An episode as one who reads findings keeps it: one line a key. */
  private static final class Heard {
    long start;
    long end = Long.MAX_VALUE;
    @Nullable Level level;
    boolean withdrawn;
  }

  static List<String> fold(List<Finding> findings) {
    Map<String, Heard> byKey = new LinkedHashMap<>();
    for (var finding : findings) {
      switch (finding.kind()) {
        case BEGAN -> {
          var heard = new Heard();
          heard.start = finding.episodeStartMillis();
          heard.level = finding.level();
          assertThat(byKey.put(finding.key(), heard)).as("repeated %s", finding).isNull();
        }
        case LEVEL_CHANGED -> standing(byKey, finding).level = finding.level();
        case ENDED, WITHDRAWN -> standing(byKey, finding).end = finding.timeMillis();
        case AMENDED -> {
          // Amended with a level it stands, even where it had been withdrawn before.
          var heard = finding.level() == null ? standing(byKey, finding) : get(byKey, finding);
          heard.withdrawn = finding.level() == null;
          heard.start = finding.episodeStartMillis();
          heard.level = finding.level();
          heard.end = Long.MAX_VALUE;
        }
      }
    }
    return byKey.values().stream()
        .filter(heard -> !heard.withdrawn)
        .map(h -> h.start + "-" + h.end + " " + h.level)
        .sorted()
        .toList();
  }

  private static Heard standing(Map<String, Heard> byKey, Finding finding) {
    var heard = get(byKey, finding);
    assertThat(heard.withdrawn).as("withdrawn already: %s", finding).isFalse();
    return heard;
  }

  private static Heard get(Map<String, Heard> byKey, Finding finding) {
    return Objects.requireNonNull(byKey.get(finding.key()), () -> "of nothing known: " + finding);
  }

  static List<String> heard(List<Oracle.Episode> episodes) {
    return episodes.stream()
        .map(e -> e.start() + "-" + e.end() + " " + e.level())
        .sorted()
        .toList();
  }
}
