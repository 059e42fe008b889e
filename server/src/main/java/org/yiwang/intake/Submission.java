package org.yiwang.intake;

import java.util.concurrent.CompletableFuture;

/**
 * A batch on its way to the disk.
 *
 * @param batch the readings and those refused
 * @param source who sent it, for the quarantine
 * @param receipt completed after the commit, never before
 */
record Submission(ReadingBatch batch, String source, CompletableFuture<Receipt> receipt) {

  /** Rows it adds to the queue. */
  int weight() {
    return batch.size() + batch.refusals().size();
  }
}
