package org.yiwang.dispatch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A case's work given to one person with time limits.
 *
 * @param offer the how-manieth person asked for the case, from 1
 * @param state offered, accepted, arrived, handed-in, verified, refused, returned or withdrawn
 * @param reason why this person: as {@link PersonChoice} found
 */
public record Task(
    long id,
    long cityCase,
    int offer,
    String state,
    @Nullable Long centre,
    @Nullable Long unit,
    long person,
    Reason reason,
    Instant assignedAt,
    Instant acceptBy,
    @Nullable Instant arriveBy,
    @Nullable Instant dueAt,
    @Nullable Instant acceptedAt,
    @Nullable Instant arrivedAt,
    @Nullable Instant handedInAt,
    @Nullable Instant endedAt,
    int version) {

  /** Whether the person still has something to do with it. */
  public boolean isOpen() {
    return endedAt == null;
  }
}
