package org.yiwang.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SubmissionQueueTest {
  private final SubmissionQueue queue = new SubmissionQueue();

  @Test
  void lifeSafetyOvertakesAFullQueue() throws InterruptedException {
    var first = batch("first", SubmissionQueue.LANE_ROWS - 1);
    var urgent = batch("urgent", 10);
    assertThat(queue.offer(first, false)).isTrue();
    assertThat(queue.offer(batch("too much", 2), false)).isFalse();
    assertThat(queue.offer(urgent, true)).isTrue();

    assertThat(queue.take(5)).containsExactly(urgent);
    assertThat(queue.take(5)).containsExactly(first);
    assertThat(queue.rows()).isZero();
  }

  @Test
  void eachLaneHasABound() {
    for (var isUrgent : List.of(true, false)) {
      assertThat(queue.offer(batch("fits", SubmissionQueue.LANE_ROWS), isUrgent)).isTrue();
      assertThat(queue.offer(batch("one more", 1), isUrgent)).isFalse();
    }
    assertThat(queue.rows()).isEqualTo(2 * SubmissionQueue.LANE_ROWS);
  }

  @Test
  void aBatchLargerThanALaneIsTakenWhenTheLaneIsEmpty() {
    assertThat(queue.offer(batch("huge", SubmissionQueue.LANE_ROWS + 1), false)).isTrue();
    assertThat(queue.offer(batch("more", 1), false)).isFalse();
  }

  @Test
  void aGroupHoldsWholeBatchesInTheOrderTheyCame() throws InterruptedException {
    var a = batch("a", 6);
    var b = batch("b", 6);
    var c = batch("c", 6);
    List.of(a, b, c).forEach(one -> queue.offer(one, false));
    assertThat(queue.take(10)).containsExactly(a, b);
    assertThat(queue.take(10)).containsExactly(c);
  }

  @Test
  void aSenderThatCanWaitIsHeldBackUntilThereIsRoom() throws InterruptedException {
    queue.offer(batch("fits", SubmissionQueue.LANE_ROWS), false);
    var waiting = new Thread(this::putOneMore);
    waiting.start();
    while (waiting.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    assertThat(queue.rows()).isEqualTo(SubmissionQueue.LANE_ROWS);
    queue.take(1);
    waiting.join(10_000);
    assertThat(queue.take(1)).singleElement().extracting(Submission::source).isEqualTo("waits");
  }

  private void putOneMore() {
    try {
      queue.put(batch("waits", 1), false);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Submission batch(String source, int rows) {
    var batch = new ReadingBatch();
    for (var i = 0; i < rows; i++) {
      batch.add(1, i, 0);
    }
    return new Submission(batch, source, new CompletableFuture<>());
  }
}
