package org.yiwang.detection;

import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yiwang.engine.Engine;
import org.yiwang.intake.Readings;
import org.yiwang.platform.DatabaseAway;

/**
 * Writes the engine's state, and tells intake up to which reading it was judged: those are not read
 * again. The state is laid out by the judging thread and written beside it: judging does not wait
 * for the disk.
 */
final class SnapshotWriter {
  private static final Logger log = LoggerFactory.getLogger(SnapshotWriter.class);
  private static final long EVERY_NANOS = 10_000_000_000L;

  /**
   * A large one comes more rarely: it holds what was heard in the last minutes, up to 50 MB under
   * load, and every ten seconds that would be a third of all that the database writes. After a
   * crash the readings since the last one are judged again, of which a minute takes seconds.
   */
  private static final long NANOS_A_BYTE = 1_000;

  /** Between the parts of a snapshot: readings are committed meanwhile, and wait for none of it. */
  private static final long PAUSE_MILLIS = 5;

  private final Findings findings;
  private final Readings readings;
  private final Clock clock;
  private CompletableFuture<@Nullable Void> writing = CompletableFuture.completedFuture(null);
  private volatile long writtenSeq;
  private long pauseNanos = EVERY_NANOS;
  private long begunNanos;

  SnapshotWriter(Findings findings, Readings readings, Clock clock) {
    this.findings = findings;
    this.readings = readings;
    this.clock = clock;
  }

  /** The snapshot that was found at the start. */
  void found(long seq) {
    writtenSeq = seq;
  }

  /** Every ten seconds or more in which something was judged, and one at a time. */
  void writeIfDue(Engine judge, long seq, int baseline) {
    if (seq == writtenSeq || !writing.isDone() || System.nanoTime() - begunNanos < pauseNanos) {
      return;
    }
    begunNanos = System.nanoTime();
    var state = judge.snapshot();
    pauseNanos = Math.max(EVERY_NANOS, state.length * NANOS_A_BYTE);
    var now = clock.instant();
    var written = new CompletableFuture<@Nullable Void>();
    writing = written;
    Thread.ofVirtual()
        .name("detector-snapshot")
        .start(() -> {
          try {
            findings.storeSnapshot(seq, state, baseline, now, PAUSE_MILLIS);
            tell(seq);
          } catch (RuntimeException e) {
            log.warn("The snapshot of detection is not written: {}", e.getMessage());
          } finally {
            written.complete(null);
          }
        });
  }

  /** Writes it before anything else happens, however long the database is away. */
  void writeNow(Engine judge, long seq, int baseline) {
    await();
    DatabaseAway.sitOut(
        () -> findings.storeSnapshot(seq, judge.snapshot(), baseline, clock.instant(), 0));
    tell(seq);
  }

  /** Waits for the one that is being written. */
  void await() {
    writing.join();
  }

  private void tell(long seq) {
    writtenSeq = seq;
    readings.judgedThrough(seq);
  }
}
