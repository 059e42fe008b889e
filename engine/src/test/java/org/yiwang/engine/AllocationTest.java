package org.yiwang.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class AllocationTest {
  private static final int READINGS = 400_000;

  /** The ring of recent readings has found its size after the first half. */
  @Test
  void quietReadingsAllocateNothing() {
    var scene = new Scene(Scene.rule("{IV: {above: {property: methane, limit: 25}}}"));
    // A few objects a block at the most: lambdas and what the measuring itself takes.
    assertThat(allocatedPerReading(scene)).isLessThan(0.5);
    assertThat(scene.findings).isEmpty();
    assertThat(scene.engine.counts().judged()).isEqualTo(2L * READINGS);
  }

  /** One excursion that goes on and on keeps the readings that late data can reach, no more. */
  @Test
  void readingsWithinAnExcursionAllocateNothing() {
    var scene = new Scene(Scene.rule("{IV: {above: {property: methane, limit: -1}, for: 5 min}}"));
    assertThat(allocatedPerReading(scene)).isLessThan(0.5);
    assertThat(scene.findings).hasSize(1);
  }

  /** Bytes a reading that the second half of a long series takes. */
  private static double allocatedPerReading(Scene scene) {
    var block = new ReadingBlock(1_000);
    judge(scene, block, 0);
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    judge(scene, block, READINGS);
    return (threads.getCurrentThreadAllocatedBytes() - before) / (double) READINGS;
  }

  private static void judge(Scene scene, ReadingBlock block, int from) {
    for (int i = from; i < from + READINGS; i++) {
      block.add(0, Scene.START + i * 1_000L, i % 25);
      if (block.size() == 1_000) {
        scene.engine.accept(block, scene.findings::add);
        block.clear();
      }
    }
  }
}
