package org.yiwang.cases;

/** A case was filed. */
public record CaseOpened(long cityCase) {}
