package org.yiwang.intake;

import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * The newest reading of every datastream, in memory. The writer's thread updates it; anyone reads.
 * The table {@code intake.latest} follows every few seconds and is completed from the readings
 * themselves when the program starts.
 */
final class LatestReadings {
  /** Datastreams whose newest reading is not in the table yet, and what it is. */
  record Changes(int[] datastreams, long[] timeMillis, double[] values, long throughSeq) {
    int size() {
      return datastreams.length;
    }
  }

  private static final long NEVER = Long.MIN_VALUE;

  private final BitSet changed = new BitSet();
  private long[] times = new long[0];
  private double[] values = new double[0];
  private long throughSeq;

  synchronized void put(StoredReadings rows) {
    for (var i = 0; i < rows.size(); i++) {
      put(rows.datastreams()[i], rows.timeMillis()[i], rows.values()[i]);
    }
    throughSeq = Math.max(throughSeq, rows.lastSeq());
  }

  /** Takes over a row of the table, which is not a change. */
  synchronized void load(int datastream, long timeMillis, double value) {
    put(datastream, timeMillis, value);
    changed.clear(datastream);
  }

  /** Newest reading of a datastream, or null when there is none. */
  synchronized Readings.@Nullable Value find(int datastream) {
    return datastream < times.length && times[datastream] != NEVER
        ? new Readings.Value(Instant.ofEpochMilli(times[datastream]), values[datastream])
        : null;
  }

  /** Tells the newest times to the memory that recognises duplicates. */
  synchronized void tell(Duplicates duplicates) {
    for (var datastream = 0; datastream < times.length; datastream++) {
      if (times[datastream] != NEVER) {
        duplicates.known(datastream, times[datastream]);
      }
    }
  }

  /** What has changed since the last call. */
  synchronized Changes takeChanges() {
    var ids = changed.stream().toArray();
    var at = new long[ids.length];
    var value = new double[ids.length];
    for (var i = 0; i < ids.length; i++) {
      at[i] = times[ids[i]];
      value[i] = values[ids[i]];
    }
    changed.clear();
    return new Changes(ids, at, value, throughSeq);
  }

  /** Changes that could not be written are changes still. */
  synchronized void keep(Changes unwritten) {
    for (var datastream : unwritten.datastreams()) {
      changed.set(datastream);
    }
  }

  private void put(int datastream, long timeMillis, double value) {
    if (datastream >= times.length) {
      var old = times.length;
      var size = Math.max(datastream + 1, old * 2);
      times = Arrays.copyOf(times, size);
      values = Arrays.copyOf(values, size);
      Arrays.fill(times, old, size, NEVER);
    }
    if (timeMillis >= times[datastream]) {
      times[datastream] = timeMillis;
      values[datastream] = value;
      changed.set(datastream);
    }
  }
}
