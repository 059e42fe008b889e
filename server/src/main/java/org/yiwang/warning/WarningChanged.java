package org.yiwang.warning;

/** An open warning was stepped up or down. */
public record WarningChanged(long warning) {}
