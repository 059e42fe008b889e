package org.yiwang.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yiwang.platform.Text;
import tools.jackson.databind.json.JsonMapper;

class KindTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Kind KIND =
      new Kind(
          "tank",
          Text.of("tank"),
          JSON.readTree(
              """
              {"type": "object", "required": ["volume"], "additionalProperties": false,
               "properties": {"volume": {"type": "number", "minimum": 0},
                              "built": {"type": "integer"},
                              "open": {"type": "boolean"},
                              "note": {"type": "string", "maxLength": 5}}}
              """),
          Kind.LOCAL);

  @Test
  void textBecomesWhatTheSchemaSays() {
    var typed = KIND.typed(Map.of("volume", "12.5", "built", "2001", "open", "yes", "note", "12"));

    assertThat(typed)
        .isEqualTo(
            JSON.readTree("{\"volume\": 12.5, \"built\": 2001, \"open\": true, \"note\": \"12\"}"));
    assertThat(KIND.faults(typed)).isEmpty();
  }

  @Test
  void whatCanNotBeReadStaysTextAndIsFound() {
    var typed = KIND.typed(Map.of("volume", "much", "open", "maybe", "built", "1e3"));

    assertThat(KIND.faults(typed)).hasSize(2);
    assertThat(KIND.faults(typed)).anyMatch(fault -> fault.startsWith("/volume:"));
    assertThat(KIND.faults(typed)).anyMatch(fault -> fault.startsWith("/open:"));
  }

  @Test
  void everyFaultIsNamedWithItsPlace() {
    var faults = KIND.faults(JSON.readTree("{\"note\": \"too long\", \"colour\": 1}"));

    assertThat(faults).hasSize(3);
    assertThat(faults).anyMatch(fault -> fault.contains("colour"));
    assertThat(faults).anyMatch(fault -> fault.contains("volume"));
    assertThat(faults).anyMatch(fault -> fault.startsWith("/note"));
  }
}
