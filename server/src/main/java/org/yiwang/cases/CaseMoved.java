package org.yiwang.cases;

/**
 * Something happened to a case.
 *
 * @param action what, as in {@link CaseLife}; {@code open} for its opening
 * @param from state before, or null at the opening
 * @param to state after
 */
public record CaseMoved(
    long cityCase, String action, @org.jspecify.annotations.Nullable String from, String to) {}
