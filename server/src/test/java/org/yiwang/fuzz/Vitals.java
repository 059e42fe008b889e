package org.yiwang.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import com.zaxxer.hikari.HikariDataSource;
import java.lang.management.ManagementFactory;
import javax.sql.DataSource;
import org.yiwang.support.Await;
import org.yiwang.support.TestServer;

/**
 * What the server holds on to when nobody asks it anything.
 *
 * @param heapMegabytes live objects after a collection
 * @param threads platform threads
 * @param files open files and sockets of the process
 */
record Vitals(long heapMegabytes, int threads, long files) {
  /** Caches that fill up once, such as the last events of the live stream and compiled queries. */
  private static final int HEAP_SLACK_MEGABYTES = 48;

  /** Pools of the web server, the broker and the database grow to their size under load. */
  private static final int THREAD_SLACK = 24;

  private static final int FILE_SLACK = 40;

  /** Waits until what was begun is done, and measures. */
  static Vitals of(TestServer server) {
    var pool = ((HikariDataSource) server.bean(DataSource.class)).getHikariPoolMXBean();
    var memory = ManagementFactory.getMemoryMXBean();
    for (var i = 0; i < 3; i++) {
      memory.gc();
      pause();
    }
    // The writer of readings keeps one connection for good; none other may be kept.
    Await.until(() -> pool.getActiveConnections() <= 1, pool::getActiveConnections);
    var system = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return new Vitals(
        memory.getHeapMemoryUsage().getUsed() >> 20,
        ManagementFactory.getThreadMXBean().getThreadCount(),
        system.getOpenFileDescriptorCount());
  }

  void assertNoMoreThan(Vitals before) {
    assertThat(heapMegabytes)
        .as("heap in MB")
        .isLessThan(before.heapMegabytes() + HEAP_SLACK_MEGABYTES);
    assertThat(threads).as("threads").isLessThan(before.threads() + THREAD_SLACK);
    assertThat(files).as("open files").isLessThan(before.files() + FILE_SLACK);
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
