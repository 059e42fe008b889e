package org.yiwang.cases;

/** A case was verified and closed. */
public record CaseClosed(long cityCase) {}
