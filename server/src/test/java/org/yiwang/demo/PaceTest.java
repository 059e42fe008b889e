package org.yiwang.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.yiwang.platform.ScaledClock;
import org.yiwang.support.SettableClock;

/** The demo's clock beside an intake that takes its time; the wall clock is moved by hand. */
class PaceTest {
  private static final Duration ROUND = Duration.ofMillis(200);

  private final SettableClock wall =
      new SettableClock(Instant.parse("2026-11-21T00:00:00Z"), ZoneOffset.UTC);
  private final ScaledClock clock = new ScaledClock(wall, wall.instant(), 300);
  private final Pace pace = new Pace(clock);

  @Test
  void whileIntakeFollowsTheSpeedIsKept() {
    var start = clock.instant();
    for (var i = 0; i < 50; i++) {
      round(Duration.ofMillis(20));
    }
    assertThat(Duration.between(start, clock.instant()))
        .isEqualTo(ROUND.plusMillis(20).multipliedBy(50 * 300));
    assertThat(clock.pace()).isEqualTo(300);
  }

  @Test
  void aSlowIntakeMakesASlowDayAndNoReadingOld() {
    round(Duration.ofMillis(20));
    for (var i = 0; i < 20; i++) {
      var age = round(Duration.ofSeconds(2));
      assertThat(age).isLessThanOrEqualTo(Pace.LEAD);
    }
    // A round's minute of the day in the two seconds of intake and the pause of the round.
    assertThat(clock.pace()).isCloseTo(60 / 2.2, within(3.0));
    for (var i = 0; i < 20; i++) {
      round(Duration.ofMillis(20));
    }
    assertThat(clock.pace()).isEqualTo(300);
  }

  @Test
  void whatWasLostIsNotMadeUp() {
    round(Duration.ofMillis(20));
    var before = clock.instant();
    wall.advance(Duration.ofMinutes(10));
    var held = clock.instant();
    assertThat(Duration.between(before, held)).isLessThanOrEqualTo(Pace.LEAD);
    pace.takenIn(held);
    assertThat(clock.instant()).isEqualTo(held);
    pace.end();
    wall.advance(Duration.ofSeconds(10));
    assertThat(clock.instant()).isEqualTo(held.plusSeconds(3000));
  }

  @Test
  void itNeverRunsBackwards() {
    wall.advance(Duration.ofSeconds(10));
    var now = clock.instant();
    clock.runUntil(now.minusSeconds(600));
    assertThat(clock.instant()).isEqualTo(now);
    wall.advance(Duration.ofSeconds(10));
    assertThat(clock.instant()).isEqualTo(now);
  }

  /**
   * A round of the player; how old its readings are when they are taken in, by the demo's clock.
   */
  private Duration round(Duration intake) {
    var sent = clock.instant();
    wall.advance(intake);
    var age = Duration.between(sent, clock.instant());
    pace.takenIn(sent);
    wall.advance(ROUND);
    return age;
  }
}
