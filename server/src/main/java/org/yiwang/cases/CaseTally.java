package org.yiwang.cases;

/** Numbers of cases, as the wall shows them. */
public record CaseTally(long open, long overdue, long closedToday, long openedToday) {}
