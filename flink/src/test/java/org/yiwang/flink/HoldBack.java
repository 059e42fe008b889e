package org.yiwang.flink;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.api.common.functions.MapFunction;

/**
 * Lets some messages through and holds those after them back until it is opened: what they bring
 * about comes at a moment that the test chooses.
 */
final class HoldBack implements MapFunction<byte[], byte[]> {
  private static final long serialVersionUID = 1;
  private static final int MESSAGES_BEFORE = 60;

  /** Outlives the restart of the job. */
  private static volatile CountDownLatch gate = new CountDownLatch(0);

  private static final AtomicBoolean FAILS = new AtomicBoolean();

  private int before;

  static void close() {
    gate = new CountDownLatch(1);
  }

  static void open() {
    gate.countDown();
  }

  /** One task fails once at the first message that was held back. */
  static void failWhenOpened() {
    FAILS.set(true);
  }

  @Override
  public byte[] map(byte[] message) throws InterruptedException {
    if (++before > MESSAGES_BEFORE) {
      gate.await();
      if (FAILS.compareAndSet(true, false)) {
        throw new IllegalStateException("a failure on purpose");
      }
    }
    return message;
  }
}
