package org.yiwang.livemap;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntPredicate;
import org.springframework.stereotype.Component;
import org.yiwang.intake.Readings;
import org.yiwang.intake.StoredReadings;

/**
 * The newest reading of each datastream, with the round in which it came: what is fresh for whom.
 */
@Component
class FreshReadings {
  private long[] timeMillis = new long[0];
  private double[] values = new double[0];
  private long[] rounds = new long[0];
  private long round = 1;

  FreshReadings(Readings readings) {
    readings.follow(this::take);
  }

  private synchronized void take(StoredReadings group) {
    round++;
    for (var i = 0; i < group.size(); i++) {
      var id = group.datastreams()[i];
      if (id >= timeMillis.length) {
        var size = Math.max(id + 1, timeMillis.length * 2);
        timeMillis = Arrays.copyOf(timeMillis, size);
        values = Arrays.copyOf(values, size);
        rounds = Arrays.copyOf(rounds, size);
      }
      if (group.timeMillis()[i] >= timeMillis[id]) {
        timeMillis[id] = group.timeMillis()[i];
        values[id] = group.values()[i];
        rounds[id] = round;
      }
    }
  }

  synchronized long round() {
    return round;
  }

  /**
   * Writes what came after a round as {@code [[datastream, millis, value], …]}.
   *
   * @param watched the datastreams wanted; empty for all
   * @param isVisible whether the reader may see a datastream
   * @return the JSON, or an empty text when there is nothing
   */
  synchronized String after(long seen, BitSet watched, IntPredicate isVisible) {
    var json = new StringBuilder();
    for (var id = next(0, watched); id >= 0; id = next(id + 1, watched)) {
      if (rounds[id] > seen && isVisible.test(id)) {
        json.append(json.isEmpty() ? '[' : ',')
            .append('[')
            .append(id)
            .append(',')
            .append(timeMillis[id])
            .append(',')
            .append(values[id])
            .append(']');
      }
    }
    return json.isEmpty() ? "" : json.append(']').toString();
  }

  /** The next datastream that is wanted and known, or -1. */
  private int next(int from, BitSet watched) {
    var id = watched.isEmpty() ? from : watched.nextSetBit(from);
    return id < rounds.length ? id : -1;
  }
}
