package org.yiwang.intake;

/** Somebody has reported that something is wrong. */
public record ReportFiled(long report) {}
