package org.yiwang.platform.postgres;

import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every quarter of a second whether something still lives and brings it back when it does
 * not. A try that fails is repeated: right after a crash PostgreSQL refuses to start until the last
 * of its old processes is gone.
 */
final class Watch implements AutoCloseable {
  /** Brings the thing back; what it throws is logged and tried again. */
  interface Revival {
    void run() throws Exception;
  }

  private static final Logger log = LoggerFactory.getLogger(Watch.class);
  private static final long LOOK_MILLIS = 250;

  private final Thread thread;

  Watch(String name, BooleanSupplier isAlive, Revival revival) {
    thread = Thread.ofVirtual().name(name + "-watch").start(() -> watch(name, isAlive, revival));
  }

  private static void watch(String name, BooleanSupplier isAlive, Revival revival) {
    try {
      while (true) {
        Thread.sleep(LOOK_MILLIS);
        if (!isAlive.getAsBoolean()) {
          revive(name, revival);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void revive(String name, Revival revival) throws InterruptedException {
    var begin = System.nanoTime();
    log.warn("{} has died; it is started again", name);
    try {
      revival.run();
      log.warn("{} is back after {} ms", name, (System.nanoTime() - begin) / 1_000_000);
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      log.warn("{} does not start yet: {}", name, e.getMessage());
    }
  }

  /** Ends the watching before the thing watched is stopped on purpose. */
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
