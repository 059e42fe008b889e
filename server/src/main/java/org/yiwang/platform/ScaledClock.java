package org.yiwang.platform;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A clock that starts at a moment and runs a number of times as fast as another: a demo's day.
 *
 * <p>It can be held: it then stands at a moment until it is let on. So a machine that can't keep
 * the speed has a slower day, and not one in which everything comes too late. It never runs
 * backwards and never makes up what it has lost.
 */
public final class ScaledClock extends Clock {
  /** Over how long the pace is taken. */
  private static final Duration PACE_OVER = Duration.ofSeconds(2);

  /**
   * How the clock runs from a moment of the other clock on.
   *
   * @param until where it stands, or null where nothing holds it
   */
  private record Run(Instant base, Instant at, @Nullable Instant until) {}

  /** Since when the pace is taken, and what it was in the time before. */
  private record Measured(Instant base, Instant at, double pace) {}

  private final Clock base;
  private final double speed;
  private volatile Run run;
  private volatile Measured measured;

  public ScaledClock(Clock base, Instant start, double speed) {
    this.base = base;
    this.speed = speed;
    this.run = new Run(base.instant(), start, null);
    this.measured = new Measured(run.base, start, speed);
  }

  /** Seconds of this clock in a second of the other, while nothing holds it. */
  public double speed() {
    return speed;
  }

  /** What became of the speed in the last seconds: less where the clock was held. */
  public double pace() {
    if (run.until == null) {
      return speed;
    }
    var since = measured;
    var passed = Duration.between(since.base, base.instant());
    if (passed.compareTo(PACE_OVER) < 0) {
      return since.pace;
    }
    return Math.min(speed, ratio(Duration.between(since.at, instant()), passed));
  }

  /** Lets the clock run on, but not beyond a moment; null lets it run free. */
  public synchronized void runUntil(@Nullable Instant until) {
    var here = base.instant();
    var now = instant();
    run = new Run(here, now, until);
    if (Duration.between(measured.base, here).compareTo(PACE_OVER) >= 0) {
      measured = new Measured(here, now, pace());
    }
  }

  @Override
  public Instant instant() {
    var current = run;
    var elapsed = Duration.between(current.base, base.instant());
    var at = current.at.plusNanos(Math.round(elapsed.toNanos() * speed));
    if (current.until == null || !at.isAfter(current.until)) {
      return at;
    }
    return current.until.isAfter(current.at) ? current.until : current.at;
  }

  @Override
  public ZoneId getZone() {
    return base.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return new ScaledClock(base.withZone(zone), instant(), speed);
  }

  private static double ratio(Duration one, Duration other) {
    return (double) one.toMillis() / Math.max(1, other.toMillis());
  }
}
