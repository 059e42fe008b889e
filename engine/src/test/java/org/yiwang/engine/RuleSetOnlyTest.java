package org.yiwang.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RuleSetOnlyTest {
  private final RuleSet all =
      RuleSet.parse(
          List.of(
              new RuleSource(
                  "rules.yaml",
                  """
                  rules:
                    - id: out
                      version: 1
                      name: {zh: 灭, en: Out}
                      subject-kind: lamp
                      levels: {IV: {below: {property: current, limit: 1}}}
                    - id: lamps
                      version: 1
                      name: {zh: 灯, en: Lamps}
                      about: {area: grid}
                      subject-kind: lamp
                      levels: {I: {events: {of: {rule: out}, times: 4, within: 5 min}}}
                    - id: over
                      version: 1
                      name: {zh: 超, en: Over}
                      subject-kind: lamp
                      levels: {IV: {above: {property: current, limit: 9}}}
                  """)));

  @Test
  void aRuleThatAnotherTakesFindingsOfStaysOneOfItsOwn() {
    assertThat(ids(all.only(rule -> !rule.about().isGroup()))).containsExactly("out", "over");
  }

  @Test
  void whatIsWantedBringsThoseWhoseFindingsItTakes() {
    assertThat(ids(all.only(rule -> rule.about().isGroup()))).containsExactly("out", "lamps");
    assertThat(ids(all.only("lamps"))).containsExactly("out", "lamps");
    assertThat(ids(all.only("over"))).containsExactly("over");
  }

  private static List<String> ids(RuleSet some) {
    return some.rules().stream().map(Rule::id).toList();
  }
}
