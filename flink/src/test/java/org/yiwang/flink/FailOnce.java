package org.yiwang.flink;

import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.state.CheckpointListener;

/** Lets messages through, and fails once, a while after a checkpoint was done. */
final class FailOnce implements MapFunction<byte[], byte[]>, CheckpointListener {
  private static final long serialVersionUID = 1;
  private static final int MESSAGES_AFTER = 150;

  /** Outlives the restart of the job. */
  static final AtomicBoolean HAS_FAILED = new AtomicBoolean();

  private long checkpoints;
  private int after;

  @Override
  public byte[] map(byte[] message) {
    if (checkpoints > 1 && ++after > MESSAGES_AFTER && HAS_FAILED.compareAndSet(false, true)) {
      throw new IllegalStateException("a failure on purpose");
    }
    return message;
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) {
    checkpoints++;
  }
}
