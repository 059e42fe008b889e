package org.yiwang.platform;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The one thread of a part that works from the program's start to its end. */
public final class OneThread {
  private static final Duration LONGEST_END = Duration.ofSeconds(10);

  private final String name;
  private volatile @Nullable Thread thread;

  public OneThread(String name) {
    this.name = name;
  }

  /** Starts the work, which ends when it is interrupted or {@link #isWanted} says no more. */
  public void start(Runnable work) {
    var starting = Thread.ofPlatform().name(name).unstarted(work);
    thread = starting;
    starting.start();
  }

  /** From the start to the beginning of the end. */
  public boolean isWanted() {
    return thread != null;
  }

  /** Interrupts the work and waits until it has ended, ten seconds at most. */
  public void stop() {
    var running = thread;
    stop(running == null ? () -> {} : running::interrupt);
  }

  /** The same for work that an interrupt would tear apart: it is told otherwise. */
  public void stop(Runnable telling) {
    var running = thread;
    thread = null;
    if (running == null) {
      return;
    }
    telling.run();
    try {
      running.join(LONGEST_END);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
