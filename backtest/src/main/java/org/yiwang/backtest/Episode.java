package org.yiwang.backtest;

import org.yiwang.engine.Level;

/**
 * One episode as its findings tell it.
 *
 * @param about code of the subject, with the device behind a slash, or path of the area
 * @param area path in which it lies
 * @param level the gravest it reached
 * @param end Long.MAX_VALUE while it is open at the end
 */
public record Episode(
    String key,
    String rule,
    String about,
    String subject,
    String area,
    Level level,
    long start,
    long end) {

  boolean overlaps(long from, long to) {
    return start <= to && end >= from;
  }

  /** How long it lasted, up to the end of the readings where it is open. */
  long millis(long until) {
    return Math.min(end, until) - start;
  }
}
