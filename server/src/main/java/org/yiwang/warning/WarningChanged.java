package org.yiwang.warning;

/**
 * An open warning was stepped up or down.
 *
 * @param level to which; it may have changed again since
 */
public record WarningChanged(long warning, String level) {}
