package org.yiwang.cases;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A step in the life of a case that was led elsewhere.
 *
 * @param state state it led to
 * @param at when, or null where nobody wrote it down: the step before is all that is known then
 * @param actor who did it, as the source names them
 * @param overdue whether the time limit had passed by then
 */
public record PastStep(
    CaseState state, @Nullable Instant at, String actor, @Nullable String note, boolean overdue) {}
