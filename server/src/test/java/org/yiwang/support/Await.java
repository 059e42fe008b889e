package org.yiwang.support;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Waits for what comes in its own time. The patience is for a machine that is busy with other
 * things: a test that passes takes none of it, and one that gives up tells how things stood.
 */
public final class Await {
  public static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Duration PAUSE = Duration.ofMillis(20);

  private Await() {}

  /**
   * Waits until something is so; an answer that could not be read yet is not so.
   *
   * @param situation what is told when it never is, asked only then
   * @throws AssertionError when it is not so after {@link #PATIENCE}
   */
  public static void until(BooleanSupplier isSo, Supplier<?> situation) {
    RuntimeException last = null;
    for (var end = System.nanoTime() + PATIENCE.toNanos(); System.nanoTime() < end; pause()) {
      try {
        if (isSo.getAsBoolean()) {
          return;
        }
        last = null;
      } catch (RuntimeException e) {
        last = e;
      }
    }
    throw new AssertionError(
        "not so after " + PATIENCE.toSeconds() + " s: " + situation.get(), last);
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
