package org.yiwang.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.yiwang.engine.RuleSet;

class RuleTextTest {
  private static final String FILE =
      """
      # of the whole file
      lower-explosive-limits:
        methane: 5 %vol
      rules:
        # why 25: a note
        # in two lines
        - id: a.first
          version: 3
          name: {zh: 甲, en: First}   # both
          subject-kind: tank
          levels:
            # the mild one
            IV: {above: {property: methane, limit: 25 %LEL}}

        # of the second
        - {id: b, version: 1, name: {zh: 乙, en: B}, subject-kind: tank,
           levels: {IV: {above: {property: methane, limit: 1 %LEL}}}}
      """;

  @Test
  void eachRuleKeepsItsOwnWords() {
    var texts = RuleText.split(FILE);

    assertThat(texts).hasSize(2);
    assertThat(texts.getFirst().text())
        .isEqualTo(
            """
            # why 25: a note
            # in two lines
            id: a.first
            version: 3
            name: {zh: 甲, en: First}   # both
            subject-kind: tank
            levels:
              # the mild one
              IV: {above: {property: methane, limit: 25 %LEL}}
            """);
    assertThat(texts.getLast().text()).startsWith("# of the second\n{id: b, version: 1");
  }

  @Test
  void aTextReadsAsTheRuleItWasInItsFile() {
    var sources = new java.util.ArrayList<org.yiwang.engine.RuleSource>();
    sources.add(new org.yiwang.engine.RuleSource("rest", RuleText.preamble(FILE).orElseThrow()));
    RuleText.split(FILE).forEach(text -> sources.add(text.source(text.id().orElseThrow())));

    var whole = RuleSet.parse(List.of(new org.yiwang.engine.RuleSource("file", FILE)));

    assertThat(RuleSet.parse(sources).rules()).isEqualTo(whole.rules());
    assertThat(RuleSet.parse(sources).lowerExplosiveLimits())
        .isEqualTo(whole.lowerExplosiveLimits());
  }

  @Test
  void idAndVersionAreReplacedWhereTheyStand() {
    var first = RuleText.split(FILE).getFirst();
    var second = RuleText.split(FILE).getLast();

    assertThat(first.withVersion(12).text()).contains("\nversion: 12\n").contains("# both");
    assertThat(first.withId("x").id()).contains("x");
    assertThat(second.withVersion(7).text()).contains("{id: b, version: 7, name");
    assertThat(new RuleText("id: c").withVersion(2).version()).isEqualTo("2");
  }

  @Test
  void errorsAreToldInTheTextsOwnLines() {
    var text =
        new RuleText("id: a\nversion: 1\nname: {zh: 甲, en: A}\nsubject-kind: t\nlevls: {}\n");

    var reading = RuleReading.of(text, List.of());

    assertThat(reading.rule()).isNull();
    assertThat(reading.errors())
        .anySatisfy(error -> {
          assertThat(error.line()).isEqualTo(5);
          assertThat(error.column()).isEqualTo(1);
          assertThat(error.field()).isEqualTo("levls");
          assertThat(error.suggestion()).contains("levels");
        });
  }
}
