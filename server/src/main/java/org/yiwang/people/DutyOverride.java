package org.yiwang.people;

import java.time.Instant;

/**
 * What a person said of their own duty; stronger than the roster from {@code since} to {@code
 * until}.
 */
record DutyOverride(long person, Instant since, Instant until, boolean onDuty) {
  boolean holdsAt(Instant moment) {
    return !moment.isBefore(since) && moment.isBefore(until);
  }
}
