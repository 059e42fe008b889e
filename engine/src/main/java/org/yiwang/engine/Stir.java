package org.yiwang.engine;

import org.jspecify.annotations.Nullable;

/** All that is going on with one target. Most targets have none. */
final class Stir {
  /** For no target: nothing is going on. */
  static final Stir NONE = new Stir();

  /** Judgements, in the order of their rules. */
  @Nullable Judgement judgements;

  @Nullable Excursion excursions;

  /** Silences, in the order of their rules. */
  @Nullable Lull lulls;

  /** The moment for which the target waits in a queue, or Long.MAX_VALUE. */
  long wakeAt = Long.MAX_VALUE;

  /** A later moment for which it stands in the queue already, or Long.MAX_VALUE. */
  long queuedAt = Long.MAX_VALUE;

  boolean isOver() {
    return judgements == null && excursions == null && lulls == null;
  }
}
