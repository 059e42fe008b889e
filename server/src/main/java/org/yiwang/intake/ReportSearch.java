package org.yiwang.intake;

import org.jspecify.annotations.Nullable;

/**
 * Which reports a list shows, newest first.
 *
 * @param scopes patterns of area paths the reader may see
 * @param state of the case a report became, {@code open} for all that have not ended, or null
 * @param areaPath only those from within an area, or null
 * @param before only those with a smaller number
 */
public record ReportSearch(
    String[] scopes, @Nullable String state, @Nullable String areaPath, long before, int limit) {}
