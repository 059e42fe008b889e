package org.yiwang.rules;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a rule's history.
 *
 * @param what {@code written}, {@code shadowed}, {@code unshadowed}, {@code proposed}, {@code
 *     refused}, {@code armed}, {@code disarmed} or {@code offered}, when a track brought a version
 *     while a city's own was armed
 * @param version it was about, or null
 * @param who name of the person, or of the track
 */
public record RuleChange(
    long id, Instant at, String what, @Nullable Integer version, String who, String reason) {}
