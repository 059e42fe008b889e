package org.yiwang.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.yiwang.engine.Scene.rule;

import org.junit.jupiter.api.Test;

class EngineTest {
  private static final String ABOVE =
      "{IV: {above: {property: methane, limit: 25 %LEL, rearm-below: 20 %LEL}}}";
  private static final String SEPTIC =
      """
      {IV: {above: {property: methane, limit: 25 %LEL, rearm-below: 20 %LEL}}, \
      II: {still: {after: {property: fan.command, becomes: 1}, for: 60 min}}}\
      """;

  @Test
  void oneEpisodeFromAboveTheLimitToBelowTheRearmValue() {
    var scene = new Scene(rule(ABOVE));
    scene.methane(0, 10).methane(60, 25).methane(120, 26).methane(180, 22).methane(240, 30);
    scene.methane(300, 20).methane(360, 19.9).methane(420, 24);
    assertThat(scene.said())
        .containsExactly("BEGAN IV at 120 from 120", "ENDED null at 360 from 120");
  }

  @Test
  void stillSoAnHourAfterTheFanWasCommandedOnStepsUp() {
    var scene = new Scene(rule(SEPTIC));
    scene.fan(0, 0).methane(60, 30).fan(70, 1);
    for (int t = 120; t <= 3660; t += 60) {
      scene.methane(t, 30);
    }
    assertThat(scene.said()).containsExactly("BEGAN IV at 60 from 60");
    scene.until(3671);
    scene.methane(3900, 10);
    assertThat(scene.said())
        .containsExactly(
            "BEGAN IV at 60 from 60",
            "LEVEL_CHANGED II at 3670 from 60",
            "ENDED null at 3900 from 60");
  }

  @Test
  void aReturnInBetweenStartsTheHourAnew() {
    var scene = new Scene(rule(SEPTIC));
    scene.methane(60, 30).fan(70, 1).methane(1800, 10).methane(1860, 30).until(8000);
    assertThat(scene.said())
        .containsExactly(
            "BEGAN IV at 60 from 60", "ENDED null at 1800 from 60", "BEGAN IV at 1860 from 1860");
  }

  @Test
  void aSecondCommandDoesNotPutTheEscalationOff() {
    var scene = new Scene(rule(SEPTIC));
    scene.methane(60, 30).fan(70, 1).fan(600, 0).fan(1200, 1).until(3671);
    assertThat(scene.said())
        .containsExactly("BEGAN IV at 60 from 60", "LEVEL_CHANGED II at 3670 from 60");
  }

  @Test
  void sustainedNeedsTheWholeTimeWithoutABreak() {
    var levels = "{III: {above: {property: methane, limit: 25 %LEL}, for: 5 min}}";
    var scene = new Scene(rule(levels));
    scene.methane(0, 30).methane(240, 20).methane(300, 30).methane(540, 31).until(601);
    scene.methane(700, 1);
    assertThat(scene.said())
        .containsExactly("BEGAN III at 600 from 600", "ENDED null at 700 from 600");
  }

  @Test
  void silenceComesDueByTheClockAndEndsWithTheNextReading() {
    var scene = new Scene(rule("{IV: {silent: {property: methane, for: 30 min}}}"));
    scene.methane(0, 1).methane(60, 1).until(1859);
    assertThat(scene.said()).isEmpty();
    scene.until(1861).until(5800).methane(6000, 1).until(7000);
    assertThat(scene.said())
        .containsExactly("BEGAN IV at 1860 from 1860", "ENDED null at 6000 from 1860");
    scene.until(8000);
    assertThat(scene.said()).hasSize(3).last().isEqualTo("BEGAN IV at 7800 from 7800");
  }

  @Test
  void aSourceOfThePastIsNotOutrunByTheClockAlsoWhenItIsReplayedAfterAStart() {
    int sixtyDays = 60 * 86_400;
    var scene = new Scene(rule(ABOVE));
    scene.engine.resumeAt(Scene.START + sixtyDays * 1000L);
    scene.methane(0, 10).until(sixtyDays).methane(60, 30).methane(120, 10);
    assertThat(scene.said()).containsExactly("BEGAN IV at 60 from 60", "ENDED null at 120 from 60");
  }

  @Test
  void aSourceOfThePastThatSaysNothingForAnHourFollowsTheClock() {
    var scene = new Scene(rule("{IV: {silent: {property: methane, for: 30 min}}}"));
    scene.engine.resumeAt(Scene.START + 7200 * 1000);
    scene.methane(0, 1).until(10_700);
    assertThat(scene.said()).isEmpty();
    scene.until(10_801);
    assertThat(scene.said()).containsExactly("BEGAN IV at 1800 from 1800");
  }

  @Test
  void inAFloodMemoryStaysAndWhatComesLaterThanItRemembersIsCountedAsTooLate() {
    var scene = new Scene(rule(ABOVE));
    for (int series = 10; series < 30; series++) {
      scene.catalog.addSeries(series, "gas-" + series, "methane", "%LEL", 1, 0);
    }
    var block = new ReadingBlock(20);
    for (int milli = 0; milli < 130_000; milli++) {
      block.clear();
      for (int series = 10; series < 30; series++) {
        block.add(series, Scene.START + milli, 3);
      }
      scene.engine.accept(block, finding -> {});
    }
    assertThat(scene.engine.recentBytes()).isLessThan(80_000_000);
    scene.take(10, 12.0005, 3);
    assertThat(scene.engine.counts().tooLate()).as(scene.engine.counts().toString()).isEqualTo(1);
    scene.take(10, 131, 40);
    assertThat(scene.said()).containsExactly("BEGAN IV at 131 from 131");
  }

  @Test
  void lateReadingAmendsAndNeverRepeats() {
    var scene = new Scene(rule(ABOVE));
    scene.methane(60, 10).methane(180, 30).methane(120, 40);
    assertThat(scene.said())
        .containsExactly("BEGAN IV at 180 from 180", "AMENDED IV at 120 from 120");
    assertThat(scene.findings).extracting(Finding::key).containsOnly(scene.findings.get(0).key());
    scene.methane(240, 1);
    assertThat(scene.findings.get(2).key()).isEqualTo(scene.findings.get(0).key());
  }

  @Test
  void lateReadingWithdrawsASilenceThatNeverWas() {
    var scene = new Scene(rule("{IV: {silent: {for: 10 min}}}"));
    scene.methane(0, 1).until(601).methane(590, 1);
    assertThat(scene.said())
        .containsExactly("BEGAN IV at 600 from 600", "AMENDED null at 590 from 600");
    scene.until(1191);
    assertThat(scene.said()).hasSize(3).last().isEqualTo("BEGAN IV at 1190 from 1190");
  }

  @Test
  void withinTheDisorderOfASourceOrderDoesNotShow() {
    var scene = new Scene(rule(ABOVE), 5_000);
    scene.methane(3, 30).methane(1, 40).methane(2, 10).until(100);
    assertThat(scene.said())
        .containsExactly("BEGAN IV at 1 from 1", "ENDED null at 2 from 1", "BEGAN IV at 3 from 3");
  }

  @Test
  void whatIsNotJudgedIsCounted() {
    var scene = new Scene(rule(ABOVE));
    scene.until(0).methane(0, 30).methane(0, 30).methane(-1000, 30).methane(400, 30);
    scene.methane(1, Double.NaN).methane(2, Double.POSITIVE_INFINITY).take(77, 1, 1);
    assertThat(scene.engine.counts()).isEqualTo(new Counts(1, 1, 1, 1, 2, 1, 0, 1));
  }

  @Test
  void aRestartInBetweenChangesNothing() {
    var scene = new Scene(rule(SEPTIC));
    scene.methane(60, 30).restart().fan(70, 1).restart().methane(100, 30).restart();
    scene.until(3671).restart().methane(3700, 1).restart().methane(3650, 1).restart();
    assertThat(scene.said())
        .containsExactly(
            "BEGAN IV at 60 from 60",
            "LEVEL_CHANGED II at 3670 from 60",
            "ENDED null at 3700 from 60",
            "AMENDED IV at 3650 from 60",
            "ENDED null at 3650 from 60");
  }

  @Test
  void theTraceTellsTheReadingsAndThePredicates() {
    var scene = new Scene(rule(SEPTIC));
    scene.methane(0, 10).methane(60, 30).methane(120, 45).fan(130, 1).until(3731);
    var trace = scene.findings.get(1).trace();
    assertThat(trace.readings()).extracting(Trace.Sample::value).containsExactly(30.0, 45.0, 1.0);
    var still = trace.predicates().get(0);
    assertThat(still.path()).isEqualTo("levels.II.still");
    assertThat(still.sinceMillis()).isEqualTo(Scene.START + 130_000);
    var above = trace.predicates().get(2);
    assertThat(above.path()).isEqualTo("levels.IV.above");
    assertThat(above.extreme()).isEqualTo(45.0);
    assertThat(trace.millisInLevel()).containsEntry(Level.IV, 3_670_000L);
  }

  @Test
  void explainTellsWhyNothingFired() {
    var scene = new Scene(rule(SEPTIC));
    scene.methane(0, 10).methane(60, 24.5);
    var quiet = scene.engine.explain("tank.test", 1, Scene.START + 61_000);
    assertThat(quiet.reachable()).isTrue();
    assertThat(quiet.level()).isNull();
    assertThat(quiet.trace().predicates().get(2).value()).isEqualTo(24.5);
    scene.methane(120, 30).fan(130, 1);
    var soon = scene.engine.explain("tank.test", 1, Scene.START + 200_000);
    assertThat(soon.level()).isEqualTo(Level.IV);
    assertThat(soon.trace().predicates().get(0).dueMillis()).isEqualTo(Scene.START + 3_730_000);
  }

  @Test
  void aSensorInPpmIsJudgedByALimitInPercentOfTheExplosiveLimit() {
    var scene = new Scene("lower-explosive-limits: {methane: 5 %vol}\n" + rule(ABOVE));
    scene.catalog.addSeries(3, "gas-2", "methane", "ppm", 1, 0);
    scene.take(3, 0, 12_500).take(3, 60, 12_500.1).take(3, 120, 9_999);
    assertThat(scene.said()).containsExactly("BEGAN IV at 60 from 60", "ENDED null at 120 from 60");
    assertThat(scene.engine.problems()).isEmpty();
  }

  @Test
  void aUnitThatDoesNotFitIsSaidAndTheRuleLeftOut() {
    var scene = new Scene(rule(ABOVE));
    scene.catalog.addSeries(3, "gas-2", "methane", "Cel", 1, 0);
    scene.take(3, 0, 99);
    assertThat(scene.said()).isEmpty();
    assertThat(scene.engine.problems())
        .containsExactly(
            "rule tank.test, methane: '%LEL' can't be compared with readings in 'Cel'");
  }

  /** A word has 43 bits for the time: nothing is measured before 1970, nor after 2248. */
  @Test
  void timesThatNoClockCanHaveAreRefusedAndCounted() {
    var scene = new Scene(rule(ABOVE));
    scene.methane(0, 10);
    var block =
        new ReadingBlock(4)
            .add(0, -1, 30)
            .add(1, Long.MIN_VALUE, 30)
            .add(0, SeriesState.LATEST + 1, 30)
            .add(0, Long.MAX_VALUE, 30);
    scene.engine.accept(block, scene.findings::add);
    assertThat(scene.engine.counts().tooLate()).isEqualTo(2);
    assertThat(scene.engine.counts().ahead()).isEqualTo(2);
    scene.methane(60, 30);
    assertThat(scene.said()).containsExactly("BEGAN IV at 60 from 60");
  }

  @Test
  void theLatestTimeThereIsCounts() {
    var scene = new Scene(rule(ABOVE));
    var block = new ReadingBlock(1).add(0, SeriesState.LATEST, 30);
    scene.engine.accept(block, scene.findings::add);
    assertThat(scene.engine.counts().judged()).isEqualTo(1);
    assertThat(scene.engine.state.last(0)).isEqualTo(SeriesState.LATEST);
  }
}
