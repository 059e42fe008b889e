package org.yiwang.warning;

/**
 * A warning was raised.
 *
 * @param level at which it was raised; it may have changed since
 */
public record WarningRaised(long warning, String level) {}
