package org.yiwang.demo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yiwang.platform.ScaledClock;

/**
 * Keeps the demo's clock honest: it runs ahead of what was taken in by a little only. Where the
 * machine can't follow, the day goes slower and says so; no reading comes too late, and no sensor
 * counts as silent whose readings are on their way.
 */
final class Pace {
  /** Less than rules grant to late readings: ten seconds of disorder and two minutes. */
  static final Duration LEAD = Duration.ofMinutes(2);

  /** A machine at its limit goes slow and fast again by turns; a line a minute is enough. */
  private static final Duration AGAIN = Duration.ofMinutes(1);

  private static final Logger log = LoggerFactory.getLogger(Pace.class);

  private final Clock clock;
  private boolean isSlow;
  private @Nullable Instant saidAt;

  Pace(Clock clock) {
    this.clock = clock;
  }

  /** All that was sent until a moment of the demo has been taken in. */
  void takenIn(Instant until) {
    if (clock instanceof ScaledClock scaled) {
      scaled.runUntil(until.plus(LEAD));
      say(scaled);
    }
  }

  /** Nothing is sent any more: the clock runs free. */
  void end() {
    if (clock instanceof ScaledClock scaled) {
      scaled.runUntil(null);
    }
  }

  private void say(ScaledClock scaled) {
    var share = scaled.pace() / scaled.speed();
    var wall = Instant.now();
    if (saidAt != null && wall.isBefore(saidAt.plus(AGAIN))) {
      return;
    }
    if (!isSlow && share < 0.8) {
      saidAt = wall;
      isSlow = true;
      log.warn(
          "The demo runs {} times as fast as the day, not {} times: it waits for its readings to be"
              + " taken in",
          times(scaled.pace()),
          times(scaled.speed()));
    } else if (isSlow && share > 0.95) {
      saidAt = wall;
      isSlow = false;
      log.warn("The demo runs {} times as fast as the day again", times(scaled.pace()));
    }
  }

  private static String times(double speed) {
    return String.format(Locale.ROOT, "%.0f", speed);
  }
}
