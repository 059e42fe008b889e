package org.yiwang.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-21T08:00:00Z",
        "2026-11-21T08:00:00.5Z",
        "2026-11-21T08:00:00.123456789Z",
        "2024-02-29T23:59:59+08:00",
        "1999-12-31T00:00:00.001-03:30",
        "2026-11-21T08:00+08:00",
        "2026-11-21T08:00:00+18:00",
      })
  void readsWhatTheLibraryReads(String text) {
    assertThat(TimeText.parseMillis(text))
        .isEqualTo(OffsetDateTime.parse(text).toInstant().toEpochMilli());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "2026-11-21 08:00:00",
        "2026-11-21T08:00:00",
        "2026-13-21T08:00:00Z",
        "2026-02-29T08:00:00Z",
        "2026-11-21T24:00:00Z",
        "2026-11-21T08:60:00Z",
        "2026-11-21T08:00:00+8:00",
        "2026-11-21T08:00:00+19:00",
        "２０２６-11-21T08:00:00Z",
      })
  void refusesTheRest(String text) {
    assertThatThrownBy(() -> TimeText.parseMillis(text)).isInstanceOf(DateTimeException.class);
  }
}
