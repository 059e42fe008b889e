package org.yiwang.intake;

import java.util.List;

/**
 * The acknowledgement of a batch: what it counts as accepted is on disk.
 *
 * @param accepted readings stored
 * @param duplicate readings that were there already (same datastream and time)
 * @param refused readings that can't be used; they are in the quarantine
 */
public record Receipt(int accepted, int duplicate, List<Refused> refused) {
  /** One refused reading: its place in the message, the field and the reason. */
  public record Refused(long index, String field, String reason) {}
}
