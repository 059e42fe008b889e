package org.yiwang.history;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What becomes of readings that grow old.
 *
 * @param hotDays so many days, today among them, stay in PostgreSQL; at least 2, so that what comes
 *     late on the night of a day is in before its file is written
 * @param keepDays files of days longer ago are deleted; null to keep them for ever
 * @param every how often closed days are looked for; null for once a night
 * @param memory how much DuckDB may take for writing a day, and as much again for reading
 * @param threads of DuckDB
 */
@ConfigurationProperties("yiwang.history")
public record HistorySettings(
    @DefaultValue("7") int hotDays,
    @Nullable Integer keepDays,
    @Nullable Duration every,
    @DefaultValue("256MB") String memory,
    @DefaultValue("1") int threads) {

  public HistorySettings {
    if (hotDays < 2) {
      throw new IllegalArgumentException("yiwang.history.hot-days must be 2 or more");
    }
    if (keepDays != null && keepDays < hotDays) {
      throw new IllegalArgumentException(
          "yiwang.history.keep-days must not be less than yiwang.history.hot-days");
    }
    if (every != null && !every.isPositive()) {
      throw new IllegalArgumentException("yiwang.history.every must be longer than nothing");
    }
    if (threads < 1) {
      throw new IllegalArgumentException("yiwang.history.threads must be 1 or more");
    }
  }
}
