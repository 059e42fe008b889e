package org.yiwang.engine;

/**
 * What became of the readings. A reading that is not judged is counted under exactly one reason.
 *
 * @param duplicate same series and time as one already judged
 * @param tooLate older than the allowed lateness; stored elsewhere, not judged
 * @param ahead more than five minutes ahead of the clock; it moved no watermark
 * @param notFinite NaN or infinite
 * @param unknown of a series that the catalog does not know
 * @param late of those judged: came after something newer had been judged, within the lateness
 */
public record Counts(
    long judged,
    long duplicate,
    long tooLate,
    long ahead,
    long notFinite,
    long unknown,
    long late,
    long findings) {}
