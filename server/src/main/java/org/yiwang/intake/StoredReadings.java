package org.yiwang.intake;

/**
 * Readings that are committed, in the order of their sequence numbers. Row {@code i} has the number
 * {@code firstSeq + i}.
 *
 * @param firstSeq sequence number of the first row
 * @param size rows in use; the arrays may be longer
 * @param datastreams numbers of the datastreams
 * @param timeMillis event times, milliseconds since 1970 UTC
 * @param values in the units of their datastreams
 */
public record StoredReadings(
    long firstSeq, int size, int[] datastreams, long[] timeMillis, double[] values) {

  /** Sequence number of the last row. */
  public long lastSeq() {
    return firstSeq + size - 1;
  }
}
