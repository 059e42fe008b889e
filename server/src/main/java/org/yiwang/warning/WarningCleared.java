package org.yiwang.warning;

/** A warning was cleared: the reason for it is gone. */
public record WarningCleared(long warning) {}
