package org.yiwang.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A difference is told in a few lines, however many findings there are. */
class DifferencesTest {
  private static final String A = "{\"key\":\"gas:1:a\",\"trace\":{\"limit\":1.0}}";
  private static final String B = "{\"key\":\"gas:1:b\",\"trace\":{\"limit\":2.0}}";
  private static final String C = "{\"key\":\"gas:2:c\",\"trace\":{\"limit\":3.0}}";

  private static String told(Map<String, List<String>> found, Map<String, List<String>> expected) {
    var thrown = catchThrowable(() -> Differences.expectNone(found, expected, () -> "as it stood"));
    return thrown == null ? "" : String.valueOf(thrown.getMessage());
  }

  @Test
  void nothingIsToldOfTheSame() {
    assertThat(told(Map.of("1", List.of(A, B)), Map.of("1", List.of(A, B)))).isEmpty();
  }

  @Test
  void whatIsMissingAndTooManyIsCountedAndNamed() {
    assertThat(told(Map.of("1", List.of(A, A)), Map.of("1", List.of(A), "2", List.of(C, B))))
        .isEqualToNormalizingNewlines(
            """
            found 2 findings, expected 3: 2 missing, 1 too many, order differs for 0 keys
              1 too many: {"key":"gas:1:a"}
              2 missing: {"key":"gas:2:c"}
            as it stood\
            """);
  }

  @Test
  void anotherOrderIsTold() {
    assertThat(told(Map.of("1", List.of(B, A)), Map.of("1", List.of(A, B))))
        .contains("0 missing, 0 too many, order differs for 1 keys")
        .contains("1 too early: {\"key\":\"gas:1:b\"}");
  }

  @Test
  void whereTwoFindingsDifferIsShown() {
    assertThat(told(Map.of("1", List.of(A.replace("1.0", "1.5"))), Map.of("1", List.of(A))))
        .contains("1 is another: …:\"gas:1:a\",\"trace\":{\"limit\":1.5}}… for …")
        .contains("in {\"key\":\"gas:1:a\"}");
  }
}
