package org.yiwang.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/** Waits until this process has come to rest, its compiler too. */
final class Rest {
  private Rest() {}

  /** Returns when over such a span less than a twentieth of one processor was used. */
  static void await(Duration still) {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long before;
    do {
      before = system.getProcessCpuTime();
      try {
        Thread.sleep(still);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    } while (system.getProcessCpuTime() - before > still.toNanos() / 20);
  }
}
