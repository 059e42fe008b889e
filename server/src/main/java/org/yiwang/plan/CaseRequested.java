package org.yiwang.plan;

/** A plan wants a case opened for a warning; opened once for each activation. */
public record CaseRequested(long activation, String caseType, long warning) {}
