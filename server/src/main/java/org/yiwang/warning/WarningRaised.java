package org.yiwang.warning;

/** A warning was raised. */
public record WarningRaised(long warning) {}
