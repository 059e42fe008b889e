package org.yiwang.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yiwang.support.SettableClock;
import org.yiwang.support.TestServer;

/** Deadlines under a clock that stands, is set back or leaps while they run. */
class DeadlinesTests {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  @AutoClose private static TestServer server;
  private static Deadlines deadlines;
  private static SettableClock clock;

  private final Queue<String> ran = new ConcurrentLinkedQueue<>();

  @BeforeAll
  static void start() {
    server = TestServer.start();
    deadlines = server.bean(Deadlines.class);
    clock = server.clock();
  }

  @Test
  void whatIsDueRunsThoughTheClockStands() throws InterruptedException {
    deadlines.on("standing", ran::add);
    for (var i = 0; i < 5; i++) {
      // Long enough for a look at the deadlines that finds nothing.
      Thread.sleep(300);
      deadlines.set("standing", "key-" + i, clock.instant());
      waitFor(i + 1);
    }
  }

  @Test
  void aClockThatIsSetBackHoldsNothingUp() throws InterruptedException {
    deadlines.on("back", ran::add);
    Thread.sleep(300);
    clock.set(clock.instant().minus(Duration.ofHours(1)));
    Thread.sleep(300);
    deadlines.set("back", "key", clock.instant().plus(Duration.ofMinutes(3)));
    clock.advance(Duration.ofMinutes(3));
    waitFor(1);
    clock.advance(Duration.ofHours(1));
  }

  @Test
  void aCollisionIsTriedAgainAtOnceAndALastingFaultLater() throws InterruptedException {
    var attempts = new AtomicInteger();
    deadlines.on(
        "failing",
        key -> {
          ran.add(key);
          if (attempts.incrementAndGet() < 4) {
            throw new IllegalStateException("attempt " + attempts + " fails on purpose");
          }
        });
    deadlines.set("failing", "key", clock.instant());
    waitFor(3);
    Thread.sleep(500);
    assertThat(attempts).hasValue(3);
    clock.advance(Duration.ofSeconds(2));
    waitFor(4);
    assertThat(rowsOf("failing/key")).isZero();
  }

  @Test
  void oneThatRunsCanBeMovedAndTakenBack() throws InterruptedException {
    var started = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    deadlines.on(
        "moved",
        key -> {
          ran.add(key);
          started.countDown();
          await(goOn);
        });
    deadlines.set("moved", "key", clock.instant());
    await(started);
    Instant later = clock.instant().plus(Duration.ofMinutes(10));
    deadlines.cancel("moved", "key");
    deadlines.set("moved", "key", later);
    goOn.countDown();
    waitFor(1);
    clock.set(later);
    waitFor(2);
    assertThat(ran).containsOnly("key");
  }

  @Test
  void whatWasTakenBackDoesNotRun() throws InterruptedException {
    deadlines.on("cancelled", ran::add);
    deadlines.set("cancelled", "key", clock.instant().plus(Duration.ofMinutes(1)));
    deadlines.cancel("cancelled", "key");
    deadlines.cancel("cancelled", "another that never was");
    clock.advance(Duration.ofMinutes(2));
    Thread.sleep(500);
    assertThat(ran).isEmpty();
  }

  private void waitFor(int count) throws InterruptedException {
    var end = System.nanoTime() + PATIENCE.toNanos();
    while (ran.size() < count && System.nanoTime() < end) {
      Thread.sleep(10);
    }
    assertThat(ran).hasSize(count);
  }

  private static long rowsOf(String deadline) throws InterruptedException {
    var sql = server.bean(org.springframework.jdbc.core.simple.JdbcClient.class);
    var end = System.nanoTime() + PATIENCE.toNanos();
    long rows;
    do {
      Thread.sleep(10);
      rows =
          sql.sql("select count(*) from platform.scheduled_tasks where task_instance = ?")
              .param(deadline)
              .query(Long.class)
              .single();
    } while (rows > 0 && System.nanoTime() < end);
    return rows;
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
