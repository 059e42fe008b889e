package org.yiwang.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReachTest {
  /** Beyond the day that the slowest sensor may take between two readings. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          IV: {above: {property: gas, limit: 25}} | PT0S
          IV: {silent: {property: gas, for: 30 min}} | PT30M
          IV: {above: {property: gas, limit: 25}, for: 5 min} | PT5M
          IV: {count: {of: {above: {property: gas, limit: 25}, for: 5 min}, times: 3, within: 2 h}} | PT2H5M
          """)
  void itIsTheSumOfWhatIsNested(String level, Duration beyond) {
    var text =
        """
        rules:
          - id: a.rule
            version: 1
            name: {zh: 规则, en: A rule}
            subject-kind: tank
            levels:
              %s
        """
            .formatted(level);
    var rules = RuleSet.parse(List.of(new RuleSource("rules.yaml", text)));
    assertThat(Reach.of(rules)).isEqualTo(Duration.ofDays(1).plus(beyond));
  }
}
