package org.yiwang.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.yiwang.engine.Scene.rule;

import org.junit.jupiter.api.Test;

/** Rules about devices, and what they keep from the rules about the subject. */
class DeviceTest {
  private static final String ABOVE = "{IV: {above: {property: methane, limit: 25}}}";

  private static String sick(String doubt) {
    return rule(ABOVE)
        + "  - id: tank.sick\n    version: 1\n    name: {zh: 传感器故障, en: Sick sensor}\n"
        + "    about: device\n    subject-kind: tank\n"
        + ("    withholds: " + doubt + "\n    levels: {III: " + doubt + "}\n");
  }

  @Test
  void anImpossibleValueIsAFindingAboutTheDeviceAndNotAboutTheTank() {
    var scene = new Scene(sick("{outside: {property: methane, low: 0, high: 100}}"));
    scene.methane(0, 10).methane(60, 900).methane(120, 12).methane(180, 30);
    assertThat(scene.said())
        .containsExactly(
            "BEGAN III at 60 from 60", "ENDED null at 120 from 60", "BEGAN IV at 180 from 180");
    assertThat(scene.findings.get(0).device()).isEqualTo("gas-1");
    assertThat(scene.findings.get(0).key()).startsWith("tank.sick:1/gas-1:");
    assertThat(scene.findings.get(2).device()).isNull();
  }

  @Test
  void aSpikeIsNotBelievedAStepIs() {
    var scene = new Scene(sick("{spike: {property: methane, by: 20, within: 2 min}}"));
    scene.methane(0, 10).methane(60, 60).methane(120, 10).methane(180, 11);
    assertThat(scene.findings).extracting(Finding::rule).containsOnly("tank.sick");
    scene.methane(240, 60).methane(300, 61);
    assertThat(scene.said()).last().isEqualTo("BEGAN IV at 300 from 300");
  }

  @Test
  void aStuckSensorIsNotBelievedFromWhenItShows() {
    var scene = new Scene(sick("{flat: {property: methane, for: 2 min}}"));
    scene.methane(0, 10).methane(60, 10).methane(120, 10).methane(180, 10).methane(240, 30);
    assertThat(scene.said())
        .containsExactly(
            "BEGAN III at 120 from 120", "ENDED null at 240 from 120", "BEGAN IV at 240 from 240");
  }

  @Test
  void aLateReadingThatBearsASpikeOutLetsItCount() {
    var scene = new Scene(sick("{spike: {property: methane, by: 20, within: 2 min}}"));
    scene.methane(0, 10).methane(100, 40).methane(50, 25);
    assertThat(scene.said())
        .containsExactly(
            "BEGAN III at 100 from 100", "AMENDED null at 50 from 100", "BEGAN IV at 100 from 100");
  }

  @Test
  void silenceOfOneDeviceOfTwo() {
    var silent = "{IV: {silent: {for: 10 min}}}";
    var scene =
        new Scene(rule(silent).replace("    subject-kind", "    about: device\n    subject-kind"));
    scene.methane(0, 1).temperature(0, 20).temperature(500, 20).until(800);
    assertThat(scene.said()).containsExactly("BEGAN IV at 600 from 600");
    assertThat(scene.findings.get(0).device()).isEqualTo("gas-1");
    var explained = scene.engine.explain("tank.test", 1, "probe-1", Scene.START + 790_000);
    assertThat(explained.level()).isNull();
  }

  @Test
  void aSeriesMayGrantAnotherLatenessThanItsSource() {
    var scene = new Scene(rule(ABOVE));
    scene.catalog.addSeries(3, "gas-2", "methane", "%LEL", 1, 0, 5_000);
    scene.catalog.addSeries(4, "gas-3", "methane", "%LEL", 1, 0, 600_000);
    scene.methane(1000, 1).take(3, 990, 40).take(4, 500, 40).take(0, 900, 1).take(0, 850, 1);
    assertThat(scene.engine.counts().tooLate()).isEqualTo(2);
    assertThat(scene.said()).containsExactly("BEGAN IV at 500 from 500");
  }

  @Test
  void aReadingAtTheVeryMomentOfASilenceDoesNotStopTheClock() {
    var levels =
        "{IV: {still: {of: {silent: {property: methane, for: 20 s}},"
            + " after: {property: fan.command, becomes: 9}, for: 60 s}}}";
    var scene = new Scene(rule(levels));
    scene.methane(14, 6).fan(34, 1).until(50).until(500);
    assertThat(scene.said()).isEmpty();
  }
}
