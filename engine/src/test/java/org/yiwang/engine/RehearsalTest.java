package org.yiwang.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class RehearsalTest {
  private static final int TANKS = 60;

  private final RuleSet rules =
      RuleSet.parse(
          List.of(
              new RuleSource(
                  "test.yaml",
                  """
                  rules:
                    - {id: high, version: 1, name: {zh: 高, en: High}, subject-kind: tank,
                       levels: {IV: {above: {property: methane, limit: 25 %LEL}, for: 5 min}}}
                    - {id: low, version: 1, name: {zh: 低, en: Low}, subject-kind: tank,
                       levels: {IV: {below: {property: level, limit: -3}}}}
                    - {id: silent, version: 1, name: {zh: 静, en: Silent}, subject-kind: tank,
                       levels: {IV: {silent: {for: 10 min}}}}
                  """)));

  private final Catalog catalog = catalog();

  private static Catalog catalog() {
    var catalog = new Catalog();
    for (int tank = 0; tank < TANKS; tank++) {
      catalog.addSubject(tank, "tank", "T-" + tank, "/500000/", 106.5, 29.6);
      catalog.addSeries(2 * tank, "d-" + tank, "methane", "%LEL", tank, 0);
      catalog.addSeries(2 * tank + 1, "d-" + tank, "level", "1", tank, 0);
    }
    return catalog;
  }

  /** Goes on for so many blocks of about a thousand readings. */
  private static BooleanSupplier blocks(int count) {
    var left = new int[] {count};
    return () -> --left[0] > 0;
  }

  @Test
  void allThatTheRulesLookForIsPlayed() {
    var rehearsal = new Rehearsal(rules, catalog, Setting.none());
    assertThat(rehearsal.play(blocks(100))).isBetween(100_000L, 103_000L);
    assertThat(rehearsal.found().keySet()).containsExactly("high", "low", "silent");
    assertThat(rehearsal.found().values()).allMatch(count -> count > 20);
  }

  @Test
  void itIsTheSameEachTimeAndLeavesTheCatalogAlone() {
    var first = new Rehearsal(rules, catalog, Setting.none());
    var second = new Rehearsal(rules, catalog, Setting.none());
    first.play(blocks(30));
    second.play(blocks(30));
    assertThat(first.found()).isNotEmpty().isEqualTo(second.found());
    assertThat(catalog.series()).hasSize(2 * TANKS);
  }

  @Test
  void withoutSeriesThereIsNothingToPlay() {
    var rehearsal = new Rehearsal(rules, new Catalog(), Setting.none());
    assertThat(rehearsal.play(() -> true)).isZero();
  }
}
