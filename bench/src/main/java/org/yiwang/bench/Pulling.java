package org.yiwang.bench;

/** A pipeline that pulls its readings through the {@link Gate} and judges them on tasks. */
abstract class Pulling implements Competitor {

  /** Waits until the pipeline, which may end now, has done so. */
  abstract void awaitEnd() throws Exception;

  @Override
  public final void judge(Stream stream, int from, int to) {
    Gate.judge(stream, to);
  }

  @Override
  public final void finish(Stream stream) {
    Gate.letEnd();
    try {
      awaitEnd();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public final long[] findings() {
    return Gate.FOUND.clone();
  }

  @Override
  public final long threadNanos() {
    return Gate.taskNanos();
  }

  /** The state lies within the pipeline and can't be told. */
  @Override
  public final long stateBytes() {
    return 0;
  }
}
