package org.yiwang.engine;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.yiwang.engine.Groups.Silence;
import org.yiwang.engine.program.Readings;

/**
 * A silence found by a rule that says no more than "nothing heard for so long", from the moment it
 * came due until nothing late can change it. It ends with the first reading after that moment.
 */
final class Lull {
  final Silence silence;
  final int target;

  /** When it came due: a span after the target was last heard. */
  final long start;

  /** Next lull of the same target, in the order of their rules. */
  @Nullable Lull next;

  /** The moment for which it waits in a queue, or Long.MAX_VALUE. */
  long wakeAt;

  boolean isStartSaid;

  /** Time of the first reading after the start; Long.MAX_VALUE while there is none. */
  long endMillis = Long.MAX_VALUE;

  boolean isEndSaid;

  /** What was heard at the end, by number of series. */
  private final Readings heard = new Readings();

  Lull(Silence silence, int target, long start) {
    this.silence = silence;
    this.target = target;
    this.start = start;
    this.wakeAt = start + 1;
  }

  long heardBefore() {
    return start - silence.leaf().forMillis();
  }

  /** Whether a reading at this time is one that changes what was said. */
  boolean isLate(long time) {
    return time > heardBefore() && (time <= start || (isEndSaid && time <= endMillis));
  }

  void hear(int series, long time, double value, int word) {
    if (time <= start || time > endMillis) {
      return;
    }
    if (time < endMillis) {
      heard.clear();
    }
    heard.insert(0, series, time, value, word);
    endMillis = time;
    wakeAt = isStartSaid ? time : wakeAt;
  }

  /** The trace of its start or of its end, to be made when someone reads it. */
  Supplier<Trace> why(boolean ended) {
    var readings = ended ? heard.copy() : new Readings();
    long moment = ended ? endMillis : start;
    return () -> {
      var program = silence.program();
      var cell = program.freshCell();
      silence.leaf().heardBefore(cell, ended ? moment : heardBefore());
      program.grade().restore(cell, start, ended, moment - start);
      return Judgement.trace(program, readings, cell, moment, null);
    };
  }
}
