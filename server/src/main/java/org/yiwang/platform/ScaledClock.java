package org.yiwang.platform;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** A clock that starts at a moment and runs a number of times as fast as another: a demo's day. */
public final class ScaledClock extends Clock {
  private final Clock base;
  private final Instant baseStart;
  private final Instant start;
  private final double speed;

  public ScaledClock(Clock base, Instant start, double speed) {
    this.base = base;
    this.baseStart = base.instant();
    this.start = start;
    this.speed = speed;
  }

  /** Seconds of this clock in a second of the wall clock. */
  public double speed() {
    return speed;
  }

  @Override
  public Instant instant() {
    var elapsed = Duration.between(baseStart, base.instant());
    return start.plusNanos(Math.round(elapsed.toNanos() * speed));
  }

  @Override
  public ZoneId getZone() {
    return base.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return new ScaledClock(base.withZone(zone), instant(), speed);
  }
}
