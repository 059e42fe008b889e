package org.yiwang.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.yiwang.engine.Scene.rule;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ForestTest {
  private static final String RULE =
      rule("{IV: {unusual: {property: methane, by: forest, over: 1.6, within: 6 h}}}");
  private static final int MINUTES = 720;

  /** A quiet wave with noise; at one minute of the second half something quite different. */
  private static List<double[]> day(long seed, int oddAt, double odd) {
    var random = new Random(seed);
    var readings = new ArrayList<double[]>();
    for (int minute = 0; minute < MINUTES; minute++) {
      double usual = 20 + 5 * Math.sin(minute / 9.5) + random.nextGaussian() * 0.3;
      readings.add(new double[] {minute * 60.0, minute == oddAt ? odd : usual});
    }
    return readings;
  }

  private static Scene judged(List<double[]> readings) {
    var scene = new Scene(RULE);
    readings.forEach(r -> scene.methane(r[0], r[1]));
    return scene;
  }

  @Test
  void whatStandsOutIsFoundWithItsScoreAndWhatWasExpected() {
    var scene = judged(day(7, 600, 60));
    assertThat(scene.said()).contains("BEGAN IV at 36000 from 36000");
    var trace =
        scene.findings.stream()
            .filter(f -> f.timeMillis() == Scene.START + 36_000_000)
            .findFirst()
            .orElseThrow()
            .trace();
    var score = trace.predicates().get(1);
    assertThat(score.path()).isEqualTo("levels.IV.unusual.score");
    assertThat(score.value()).isGreaterThan(1.6);
    assertThat(score.limit()).isEqualTo(1.6);
    assertThat(trace.predicates().get(0).value()).isEqualTo(60.0);
    assertThat(trace.predicates().get(2).value()).isBetween(10.0, 30.0);
  }

  @Test
  void aUsualDayIsQuietAndSoIsTheFirstHour() {
    assertThat(judged(day(7, -1, 0)).findings).isEmpty();
    assertThat(judged(day(7, 30, 60)).findings).isEmpty();
  }

  /** The forest is a function of the readings: no order of arrival and no restart changes it. */
  @Test
  void lateReadingsAndRestartsEndInTheSame() {
    for (int seed = 0; seed < 3; seed++) {
      var readings = day(seed, 500 + seed * 60, 60);
      var ordered = judged(readings);
      var shuffled = new ArrayList<>(readings);
      var random = new Random(seed);
      // By one place each, so that none is later than the two minutes that are granted.
      for (int i = 1; i < shuffled.size(); i += 1 + random.nextInt(3)) {
        Collections.swap(shuffled, i - 1, i);
        i++;
      }
      var scene = new Scene(RULE);
      for (int i = 0; i < shuffled.size(); i++) {
        scene.methane(shuffled.get(i)[0], shuffled.get(i)[1]);
        if (i % 97 == 0) {
          scene.restart();
        }
      }
      assertThat(OracleTest.fold(scene.findings)).isNotEmpty();
      assertThat(OracleTest.fold(scene.findings)).isEqualTo(OracleTest.fold(ordered.findings));
    }
  }
}
