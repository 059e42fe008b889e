package org.yiwang.intake;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Readings of one message with their identities resolved, in primitive arrays, beside those that
 * can't be used. Filled once, then only read.
 */
public final class ReadingBatch {
  /**
   * A reading that can't be used.
   *
   * @param index its place in the message, from 0
   * @param line where it stood in the sender's own file, or its place in the message
   * @param field the field at fault
   * @param reason what is wrong with it
   * @param raw the reading as it came, shortened
   */
  public record Refusal(long index, long line, String field, String reason, String raw) {}

  /**
   * A reading refused for its time: the clock of its device is ahead.
   *
   * @param timeMillis what the device's clock said
   * @param nowMillis what ours did
   */
  public record Ahead(int datastream, long timeMillis, long nowMillis) {}

  /** What one device says at once; longer batches grow. */
  private static final int USUAL_SIZE = 4;

  private int[] datastreams = new int[USUAL_SIZE];
  private long[] timeMillis = new long[USUAL_SIZE];
  private double[] values = new double[USUAL_SIZE];
  private int size;
  private final List<Refusal> refusals = new ArrayList<>(0);
  private final List<Ahead> ahead = new ArrayList<>(0);

  /** Adds a reading: number of its datastream, milliseconds since 1970 UTC, value in its unit. */
  public void add(int datastream, long millis, double value) {
    if (size == datastreams.length) {
      datastreams = Arrays.copyOf(datastreams, size * 2);
      timeMillis = Arrays.copyOf(timeMillis, size * 2);
      values = Arrays.copyOf(values, size * 2);
    }
    datastreams[size] = datastream;
    timeMillis[size] = millis;
    values[size] = value;
    size++;
  }

  public void refuse(Refusal refusal) {
    refusals.add(refusal);
  }

  public int size() {
    return size;
  }

  public int datastream(int i) {
    return datastreams[i];
  }

  public long timeMillis(int i) {
    return timeMillis[i];
  }

  public double value(int i) {
    return values[i];
  }

  /** Notes whose clock was ahead, beside the refusal. */
  public void addAhead(Ahead reading) {
    ahead.add(reading);
  }

  public List<Ahead> ahead() {
    return ahead;
  }

  public List<Refusal> refusals() {
    return refusals;
  }
}
