package org.yiwang.rules;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One version of a rule; it never changes.
 *
 * @param text YAML as its author wrote it, what stands behind the dash of a rule file
 * @param track package it came with, or null for one written here
 * @param note why it was made
 * @param author name of the person, or of the track with its version
 */
public record RuleVersion(
    String rule,
    int version,
    String text,
    @Nullable String track,
    String note,
    String author,
    Instant madeAt) {}
