package org.yiwang.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What the world does to a stream besides delay: rules change, days are leap, clocks are wrong. */
class MidStreamTest {
  private static final int STREAMS = 2_000;
  private static final long LATER = Scene.START + 60_000_000;

  /** A limit with hysteresis, held for a span, as one would write it down for one stream. */
  private static final class Reference {
    private final List<String> episodes = new ArrayList<>();
    private long since = Long.MIN_VALUE;
    private long start = Long.MIN_VALUE;
    private long judged = Long.MIN_VALUE;

    void take(long time, double value, int limit, int rearm, long forMillis) {
      letPass(time, forMillis);
      boolean on = value > limit || (since != Long.MIN_VALUE && value >= rearm);
      if (!on) {
        if (start != Long.MIN_VALUE) {
          episodes.add(start + "-" + time + " IV");
        }
        since = Long.MIN_VALUE;
        start = Long.MIN_VALUE;
      } else if (since == Long.MIN_VALUE) {
        since = time;
      } else if (start != Long.MIN_VALUE && time - since < forMillis) {
        // By the new, longer span it has not held long enough yet.
        episodes.add(start + "-" + time + " IV");
        start = Long.MIN_VALUE;
      }
      judged = time;
      if (on && start == Long.MIN_VALUE && time - since >= forMillis) {
        start = time;
      }
    }

    /**
     * Lets the span run out before a moment. By a new, shorter span it may have run out before the
     * rule was changed: that is seen with the next reading.
     */
    void letPass(long before, long forMillis) {
      long due = since + forMillis;
      boolean waits = since != Long.MIN_VALUE && start == Long.MIN_VALUE;
      if (waits && due < before && due > judged) {
        start = due;
      }
    }

    List<String> all() {
      if (start != Long.MIN_VALUE) {
        episodes.add(start + "-" + Long.MAX_VALUE + " IV");
      }
      return episodes.stream().sorted().toList();
    }
  }

  private static String rule(int version, int limit, int rearm, long forSeconds) {
    return Scene.rule(
            "{IV: {above: {property: methane, limit: %d, rearm-below: %d}, for: %d s}}"
                .formatted(limit, rearm, forSeconds))
        .replace("version: 1", "version: " + version);
  }

  @Test
  void otherLimitsAndSpansJudgeOnFromWhereTheyCame() {
    int episodes = 0;
    for (int seed = 0; seed < STREAMS; seed++) {
      var random = new Random(seed);
      int limit = random.nextInt(10);
      int rearm = limit - random.nextInt(5);
      long span = 1 + random.nextInt(90);
      int limitAfter = random.nextInt(10);
      int rearmAfter = limitAfter - random.nextInt(5);
      long spanAfter = 1 + random.nextInt(120);
      var scene = new Scene(rule(1, limit, rearm, span));
      var reference = new Reference();
      int count = 20 + random.nextInt(60);
      int changeAt = random.nextInt(count);
      long now = Scene.START;
      for (int i = 0; i < count; i++) {
        if (i == changeAt) {
          scene.change(rule(2, limitAfter, rearmAfter, spanAfter));
        }
        boolean after = i >= changeAt;
        now += 1 + random.nextInt(60_000);
        double value = random.nextInt(15);
        scene.engine.accept(new ReadingBlock(1).add(0, now, value), scene.findings::add);
        reference.take(
            now,
            value,
            after ? limitAfter : limit,
            after ? rearmAfter : rearm,
            1000 * (after ? spanAfter : span));
      }
      scene.engine.advanceTo(LATER + 10_000, scene.findings::add);
      reference.letPass(LATER, 1000 * spanAfter);
      var expected = reference.all();
      episodes += expected.size();
      assertThat(OracleTest.fold(scene.findings)).as("seed %s", seed).isEqualTo(expected);
    }
    assertThat(episodes).isGreaterThan(STREAMS);
  }

  /** The same stream from the evening of 28 February to 1 March finds the same at other times. */
  @Test
  void aLeapDayIsADayLikeAnyOther() {
    long shift =
        Duration.between(
                Instant.parse("2023-11-14T00:00:00Z"), Instant.parse("2024-02-28T00:00:00Z"))
            .toMillis();
    for (int days = 0; days < 2; days++) {
      long by = shift + days * 86_400_000L;
      for (int seed = 0; seed < STREAMS / 4; seed++) {
        var random = new Random(seed);
        var rules = new RandomRules(random).file();
        var arrivals = new RandomStream(random).arrivals();
        if (rules.contains("unusual")) {
          // What is usual depends on the day of the week.
          continue;
        }
        var plain = new Scene(rules);
        var leap = new Scene(rules);
        for (var r : arrivals) {
          plain.engine.accept(one(r, 0), plain.findings::add);
          leap.engine.accept(one(r, by), leap.findings::add);
        }
        assertThat(leap.findings.stream().map(f -> moved(f, -by)).toList())
            .as("seed %s%n%s", seed, rules)
            .isEqualTo(plain.findings.stream().map(f -> moved(f, 0)).toList());
      }
    }
  }

  private static ReadingBlock one(Oracle.Reading reading, long by) {
    return new ReadingBlock(1).add(reading.series(), reading.time() + by, reading.value());
  }

  private static String moved(Finding finding, long by) {
    return "%s %s %d %d"
        .formatted(
            finding.kind(),
            finding.level(),
            finding.episodeStartMillis() + by,
            finding.timeMillis() + by);
  }

  /** A clock that jumps ahead is a sick device: nothing else is judged otherwise for it. */
  @Test
  void clocksThatJumpAheadChangeNothing() {
    for (int seed = 0; seed < STREAMS; seed++) {
      var random = new Random(seed);
      var rules = new RandomRules(random).file();
      var arrivals = new RandomStream(random).arrivals();
      var sound = new Scene(rules);
      var jumping = new Scene(rules);
      long clock = Scene.START;
      int jumps = 0;
      for (var reading : arrivals) {
        clock = Math.max(clock, reading.time());
        sound.engine.resumeAt(clock);
        jumping.engine.resumeAt(clock);
        if (random.nextInt(4) == 0) {
          long ahead = 300_001L + random.nextInt(1_000_000) * (long) random.nextInt(40_000);
          var wrong = new ReadingBlock(1).add(reading.series(), clock + ahead, 20);
          jumping.engine.accept(wrong, jumping.findings::add);
          jumps++;
        }
        sound.engine.accept(one(reading, 0), sound.findings::add);
        jumping.engine.accept(one(reading, 0), jumping.findings::add);
      }
      // A value that is no number is refused for that, whatever its time.
      assertThat(jumping.engine.counts().ahead()).as("seed %s", seed).isEqualTo(jumps);
      assertThat(jumping.findings).as("seed %s%n%s", seed, rules).isEqualTo(sound.findings);
    }
  }
}
