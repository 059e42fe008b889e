package org.yiwang.intake;

import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.yiwang.platform.Refused;

/**
 * How many readings a second each source may send: a bucket of two seconds' worth a source, so that
 * one sender gone wild can't take the place of all others.
 */
@Component
class SourceLimits {
  private static final double NANOS = 1e9;

  private record Bucket(double tokens, long atNanos) {}

  private final ConcurrentHashMap<String, Bucket> buckets = new ConcurrentHashMap<>();
  private final int readingsPerSecond;

  SourceLimits(@Value("${yiwang.intake.readings-per-second:250000}") int readingsPerSecond) {
    this.readingsPerSecond = readingsPerSecond;
  }

  /**
   * Takes room for readings.
   *
   * @throws Refused when the source has sent too much just now
   */
  void take(String source, int readings) {
    var now = System.nanoTime();
    var enough = new boolean[1];
    var bucket =
        buckets.compute(
            source,
            (name, old) -> {
              var full = 2.0 * readingsPerSecond;
              var before = old == null ? new Bucket(full, now) : old;
              var gained = (now - before.atNanos()) / NANOS * readingsPerSecond;
              var tokens = Math.min(full, before.tokens() + gained);
              // A batch larger than the bucket passes when the bucket is full, and empties it.
              enough[0] = tokens >= Math.min(readings, full);
              return new Bucket(enough[0] ? Math.max(0, tokens - readings) : tokens, now);
            });
    if (!enough[0]) {
      var missing = readings - bucket.tokens();
      var seconds = (int) Math.ceil(missing / readingsPerSecond);
      throw Refused.tooMany("this source sends more than it may", Math.max(1, seconds));
    }
  }
}
