package org.yiwang.support;

import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** What happens beside the test is waited for, not slept for. */
public final class Await {
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final int LOOK_MILLIS = 20;

  private Await() {}

  /** Returns once something has become true; fails where it does not within half a minute. */
  public static void until(BooleanSupplier isTrue) {
    var end = System.nanoTime() + LONGEST.toNanos();
    while (!isTrue.getAsBoolean()) {
      if (System.nanoTime() > end) {
        fail("what was waited for has not come within " + LONGEST.toSeconds() + " s");
      }
      try {
        Thread.sleep(LOOK_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }
}
