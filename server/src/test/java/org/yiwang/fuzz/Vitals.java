package org.yiwang.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import com.zaxxer.hikari.HikariDataSource;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.yiwang.support.TestServer;

/**
 * What the server holds on to when nobody asks it anything.
 *
 * @param heapMegabytes live objects after a collection
 * @param threads platform threads
 * @param files open files and sockets of the process
 * @param connections database connections in use
 */
record Vitals(long heapMegabytes, int threads, long files, int connections) {
  /** Caches that fill up once, such as the last events of the live stream and compiled queries. */
  private static final int HEAP_SLACK_MEGABYTES = 48;

  /** Pools of the web server, the broker and the database grow to their size under load. */
  private static final int THREAD_SLACK = 24;

  private static final int FILE_SLACK = 40;

  /** Waits until what was begun is done, and measures. */
  static Vitals of(TestServer server) {
    var pool = ((HikariDataSource) server.bean(DataSource.class)).getHikariPoolMXBean();
    // The writer of readings keeps one connection for good.
    await(() -> pool.getActiveConnections() <= 1);
    var memory = ManagementFactory.getMemoryMXBean();
    for (var i = 0; i < 3; i++) {
      memory.gc();
      pause();
    }
    var system = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return new Vitals(
        memory.getHeapMemoryUsage().getUsed() >> 20,
        ManagementFactory.getThreadMXBean().getThreadCount(),
        system.getOpenFileDescriptorCount(),
        pool.getActiveConnections());
  }

  void assertNoMoreThan(Vitals before) {
    assertThat(heapMegabytes)
        .as("heap in MB")
        .isLessThan(before.heapMegabytes() + HEAP_SLACK_MEGABYTES);
    assertThat(threads).as("threads").isLessThan(before.threads() + THREAD_SLACK);
    assertThat(files).as("open files").isLessThan(before.files() + FILE_SLACK);
    assertThat(connections).as("connections in use").isLessThanOrEqualTo(1);
  }

  private static void await(BooleanSupplier isTrue) {
    var end = Instant.now().plus(Duration.ofSeconds(20));
    while (!isTrue.getAsBoolean() && Instant.now().isBefore(end)) {
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(200);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
