package org.yiwang.rules;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What of a rule is in force.
 *
 * @param rule its id
 * @param track package it came with, or null for one made here
 * @param armed version that raises warnings, or null
 * @param armedByTrack whether it is armed because its track says so, not by a person's decision
 * @param shadow version that only notes what it would raise, or null
 * @param shadowSince since when, or null
 * @param waiting what waits for a second person, or null
 * @param lastChange number of the last change: who decides says which one was seen
 */
public record Standing(
    String rule,
    @Nullable String track,
    @Nullable Integer armed,
    boolean armedByTrack,
    @Nullable Integer shadow,
    @Nullable Instant shadowSince,
    @Nullable Waiting waiting,
    long lastChange) {

  /**
   * A decision that waits for a second person.
   *
   * @param version to be armed; 0 to disarm the rule
   * @param byKind kind of the caller who asked
   * @param by number of that caller
   * @param name of that caller
   */
  public record Waiting(int version, String byKind, long by, String name) {}
}
