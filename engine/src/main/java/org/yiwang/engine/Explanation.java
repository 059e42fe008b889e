package org.yiwang.engine;

import org.jspecify.annotations.Nullable;

/**
 * The answer to "why did it, or did it not, fire?" for any moment the engine still remembers.
 *
 * @param reachable false when the moment is older than what the engine keeps; replay the history
 *     into a fresh engine up to that moment and ask again
 * @param level the level of the episode at that moment; null where none is open
 */
public record Explanation(
    String rule,
    int ruleVersion,
    int subject,
    long timeMillis,
    boolean reachable,
    @Nullable Level level,
    Trace trace) {}
