package org.yiwang.plan;

/** A plan was activated, or one of its steps changed its state. */
public record PlanMoved(long activation, long warning) {}
