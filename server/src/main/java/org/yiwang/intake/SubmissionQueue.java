package org.yiwang.intake;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The bounded queue before the writer, in two lanes: readings that lives depend on overtake the
 * rest, and have room of their own when the rest is full. Bounded in rows, so that memory stays
 * flat whatever arrives.
 */
final class SubmissionQueue {
  /** Rows each lane may hold; a larger single batch is taken into an empty lane. */
  static final int LANE_ROWS = 100_000;

  /**
   * A group of that many rows is worth its commit at once; a smaller one is left to grow for a
   * moment, counted from the last. A commit costs as much as some hundred rows, so under load half
   * of what the database does is saved; what comes alone never waits.
   */
  private static final int WORTH_ROWS = 1_000;

  private static final long GROWING_NANOS = 10_000_000;

  private static final class Lane {
    final ArrayDeque<Submission> waiting = new ArrayDeque<>();
    int rows;

    boolean hasRoomFor(int weight) {
      return rows == 0 || rows + weight <= LANE_ROWS;
    }
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition filled = lock.newCondition();
  private final Condition drained = lock.newCondition();
  private final Lane urgent = new Lane();
  private final Lane usual = new Lane();
  private long lastTaken = System.nanoTime() - GROWING_NANOS;
  private boolean isAnythingWanted;

  /** Adds a batch; false when its lane is full. */
  boolean offer(Submission submission, boolean isUrgent) {
    lock.lock();
    try {
      return add(submission, isUrgent ? urgent : usual);
    } finally {
      lock.unlock();
    }
  }

  /** Adds a batch, waiting for room: back-pressure for senders that can be made to wait. */
  void put(Submission submission, boolean isUrgent) throws InterruptedException {
    var lane = isUrgent ? urgent : usual;
    lock.lockInterruptibly();
    try {
      while (!add(submission, lane)) {
        drained.await();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Takes what waits, up to about a number of rows, urgent first; waits until there is any. */
  List<Submission> take(int rows) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      isAnythingWanted = true;
      while (urgent.waiting.isEmpty() && usual.waiting.isEmpty()) {
        filled.await();
      }
      isAnythingWanted = false;
      var growing = lastTaken + GROWING_NANOS - System.nanoTime();
      while (growing > 0 && urgent.rows + usual.rows < WORTH_ROWS) {
        growing = filled.awaitNanos(growing);
      }
      lastTaken = System.nanoTime();
      var taken = new ArrayList<Submission>();
      var left = drain(urgent, rows, taken);
      drain(usual, left, taken);
      drained.signalAll();
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** Rows that wait. */
  int rows() {
    lock.lock();
    try {
      return urgent.rows + usual.rows;
    } finally {
      lock.unlock();
    }
  }

  private boolean add(Submission submission, Lane lane) {
    if (!lane.hasRoomFor(submission.weight())) {
      return false;
    }
    lane.waiting.add(submission);
    lane.rows += submission.weight();
    if (isAnythingWanted || urgent.rows + usual.rows >= WORTH_ROWS) {
      filled.signal();
    }
    return true;
  }

  private static int drain(Lane lane, int rows, List<Submission> into) {
    var left = rows;
    while (left > 0 && !lane.waiting.isEmpty()) {
      var next = lane.waiting.remove();
      lane.rows -= next.weight();
      left -= next.weight();
      into.add(next);
    }
    return left;
  }
}
