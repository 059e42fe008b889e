package org.yiwang.bench;

/** One way to judge the stream. It counts what it finds by the four rules. */
interface Competitor {

  /** Judges the readings from one place to another, in their order. */
  void judge(Stream stream, int from, int to);

  /** Judges what is due at the end of the stream. */
  void finish(Stream stream);

  /** Findings so far: above, above for 5 minutes, above for 60 minutes, silent. */
  long[] findings();

  /** CPU time of the threads that judge, so far. */
  default long threadNanos() {
    return java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /** Bytes of state it holds, or 0 where that can't be told. */
  long stateBytes();
}
