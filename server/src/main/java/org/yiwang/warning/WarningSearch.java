package org.yiwang.warning;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which warnings a list shows, newest first.
 *
 * @param scopes patterns of area paths the reader may see
 * @param state {@code open}, {@code cleared} or null for both
 * @param before only those with a smaller number, or null
 */
public record WarningSearch(
    String[] scopes,
    @Nullable String state,
    @Nullable String level,
    @Nullable String areaPath,
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable Long subject,
    @Nullable Long before,
    int limit) {}
