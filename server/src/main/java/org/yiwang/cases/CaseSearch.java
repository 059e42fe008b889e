package org.yiwang.cases;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which cases a list shows.
 *
 * @param scopes patterns of area paths the reader may see
 * @param state a state's code, {@code open} for all that have not ended, or null for all
 * @param areaPath only in this area and below, or null
 * @param byDue most urgent first instead of newest first
 * @param offset rows to pass over
 */
public record CaseSearch(
    String[] scopes,
    @Nullable String state,
    @Nullable String areaPath,
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable String text,
    @Nullable Long person,
    @Nullable Long warning,
    boolean byDue,
    long offset,
    int limit) {}
