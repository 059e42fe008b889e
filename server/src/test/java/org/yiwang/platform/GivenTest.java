package org.yiwang.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GivenTest {
  private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "2026-11-20T08:00:00Z, 2026-11-20T08:00:00Z",
    "2026-11-21T08:00:00Z, 2026-11-21T08:00:00Z",
    "2026-11-21T08:00:01Z, 2026-11-21T08:00:00Z",
    "2026-11-21T08:30:00Z, 2026-11-21T08:00:00Z",
  })
  void whatIsJustToComeIsNow(Instant said, Instant taken) {
    assertThat(Given.past("at", said, NOW)).isEqualTo(taken);
  }

  @Test
  void whatIsFarAheadIsRefused() {
    assertThatThrownBy(() -> Given.past("at", NOW.plusSeconds(1801), NOW))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("must not lie in the future");
  }
}
