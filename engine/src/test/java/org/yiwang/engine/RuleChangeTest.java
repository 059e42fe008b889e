package org.yiwang.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.yiwang.engine.Scene.rule;

import org.junit.jupiter.api.Test;

class RuleChangeTest {
  private static final String ABOVE = "{IV: {above: {property: methane, limit: %s}}}";

  private static String second(String levels) {
    return rule(levels).replace("version: 1", "version: 2");
  }

  @Test
  void anotherLimitJudgesTheSameEpisodeOn() {
    var scene = new Scene(rule(ABOVE.formatted(25)));
    scene.methane(0, 30).change(second(ABOVE.formatted(40))).methane(60, 41).methane(120, 39);
    assertThat(scene.said()).containsExactly("BEGAN IV at 0 from 0", "ENDED null at 120 from 0");
    var ended = scene.findings.get(1);
    assertThat(ended.key()).isEqualTo(scene.findings.get(0).key());
    assertThat(ended.ruleVersion()).isEqualTo(2);
    assertThat(ended.trace().note()).isEqualTo("rule changed from version 1 to 2");
  }

  @Test
  void aLongerSpanKeepsWhatHasPassedOfIt() {
    var levels = "{IV: {above: {property: methane, limit: 25}, for: %s}}";
    var scene = new Scene(rule(levels.formatted("5 min")));
    scene.methane(0, 30).change(second(levels.formatted("10 min"))).until(599).until(601);
    assertThat(scene.said()).containsExactly("BEGAN IV at 600 from 600");
  }

  @Test
  void otherConditionsStartAfreshButTheEpisodeGoesOn() {
    var scene = new Scene(rule(ABOVE.formatted(25)));
    var other = "{III: {below: {property: temperature, limit: 5}}}";
    scene.methane(0, 30).change(second(other)).temperature(60, 4).temperature(120, 6);
    assertThat(scene.said())
        .containsExactly(
            "BEGAN IV at 0 from 0", "LEVEL_CHANGED III at 60 from 0", "ENDED null at 120 from 0");
  }

  @Test
  void aRuleThatIsGoneWithdrawsItsEpisodes() {
    var scene = new Scene(rule(ABOVE.formatted(25)));
    scene.methane(0, 30).change(rule(ABOVE.formatted(25)).replace("tank.test", "tank.other"));
    scene.methane(60, 30);
    assertThat(scene.said())
        .containsExactly(
            "BEGAN IV at 0 from 0", "WITHDRAWN null at 0 from 0", "BEGAN IV at 60 from 60");
    var withdrawn = scene.findings.get(1);
    assertThat(withdrawn.key()).isEqualTo(scene.findings.get(0).key());
    assertThat(withdrawn.trace().note()).isEqualTo("rule tank.test was taken away");
  }

  @Test
  void anyPastMomentIsExplainedFromStoredReadings() {
    var scene = new Scene(rule(ABOVE.formatted(25)));
    var stored = new ReadingBlock(8);
    for (int i = 0; i < 200; i++) {
      stored.add(0, Scene.START + i * 60_000L, i >= 50 && i < 60 ? 30 : 10);
    }
    long moment = Scene.START + 55 * 60_000L + 1;
    var hindsight = new Hindsight(scene.engine.ruleSet, scene.catalog, Setting.none(), moment);
    hindsight.accept(stored);
    var explained = hindsight.engine().explain("tank.test", 1, moment);
    assertThat(explained.reachable()).isTrue();
    assertThat(explained.level()).isEqualTo(Level.IV);
    assertThat(explained.trace().predicates().get(0).sinceMillis())
        .isEqualTo(Scene.START + 50 * 60_000L);
    var after =
        new Hindsight(scene.engine.ruleSet, scene.catalog, Setting.none(), moment + 900_000);
    after.accept(stored);
    assertThat(after.engine().explain("tank.test", 1, moment + 900_000).level()).isNull();
  }
}
