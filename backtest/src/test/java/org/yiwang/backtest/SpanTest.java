package org.yiwang.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class SpanTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  @Test
  void theLastDayIsInItAsAWhole() {
    var span = Span.read("2026-11-20", "2026-11-20", ZONE);
    assertThat(span.contains(millis("2026-11-19T16:00:00Z"))).isTrue();
    assertThat(span.contains(millis("2026-11-20T15:59:59.999Z"))).isTrue();
    assertThat(span.contains(millis("2026-11-19T15:59:59.999Z"))).isFalse();
    assertThat(span.contains(millis("2026-11-20T16:00:00Z"))).isFalse();
  }

  @Test
  void endsAreMomentsToo() {
    var span = Span.read("2026-11-20T08:00:00+08:00", "2026-11-20T01:00:00Z", ZONE);
    assertThat(span)
        .isEqualTo(new Span(millis("2026-11-20T00:00:00Z"), millis("2026-11-20T01:00:00Z")));
    assertThat(Span.read("", "", ZONE)).isEqualTo(Span.ALWAYS);
  }

  @Test
  void whatIsNoSpanIsRefused() {
    assertThatThrownBy(() -> Span.read("2026-11-21", "2026-11-20", ZONE))
        .isInstanceOf(WrongInput.class)
        .hasMessageContaining("is not before");
    assertThatThrownBy(() -> Span.read("", "2026-11-31", ZONE))
        .hasMessageContaining("--to '2026-11-31' is no day");
    assertThatThrownBy(() -> Span.read("2026-11-20T08:00:00", "", ZONE))
        .hasMessageContaining("--from");
  }

  private static long millis(String moment) {
    return Instant.parse(moment).toEpochMilli();
  }
}
