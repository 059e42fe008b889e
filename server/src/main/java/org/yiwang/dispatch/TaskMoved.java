package org.yiwang.dispatch;

/** A task was offered, or its state changed. */
public record TaskMoved(long task, long cityCase, long person, String state) {}
