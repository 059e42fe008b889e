package org.yiwang.replay;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.yiwang.platform.Refused;

/**
 * Where and how a file writes its times.
 *
 * @param columns joined with a blank between them
 * @param format pattern of {@link DateTimeFormatter}; without one ISO-8601 with an offset
 * @param zone of times without an offset, such as {@code Asia/Shanghai} or {@code +01:00}
 */
record TimeForm(@Nullable List<String> columns, @Nullable String format, @Nullable String zone) {

  /** A reader of this form's times. */
  Reader reader() {
    if (columns == null || columns.isEmpty()) {
      throw Refused.invalid("time.columns", "is missing");
    }
    return new Reader(columns, formatterToRead(), zoneToRead());
  }

  private DateTimeFormatter formatterToRead() {
    if (format == null) {
      return DateTimeFormatter.ISO_OFFSET_DATE_TIME;
    }
    try {
      // Strict, so that a 31 February is no day; the era, so that y may stand for the year there.
      return new DateTimeFormatterBuilder()
          .appendPattern(format)
          .parseDefaulting(ChronoField.ERA, 1)
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);
    } catch (IllegalArgumentException e) {
      throw Refused.invalid("time.format", format + " is no pattern of a time");
    }
  }

  private @Nullable ZoneId zoneToRead() {
    try {
      return zone == null ? null : ZoneId.of(zone);
    } catch (DateTimeException e) {
      throw Refused.invalid("time.zone", zone + " is no time zone");
    }
  }

  /** Reads the times of rows. */
  record Reader(List<String> columns, DateTimeFormatter formatter, @Nullable ZoneId zone) {

    /**
     * The time of a row.
     *
     * @throws DateTimeException when it can't be read
     */
    Instant read(CSVRecord row) {
      return read(text(row));
    }

    /** The time of a text, in the same form. */
    Instant read(String text) {
      var parsed = formatter.parseBest(text, ZonedDateTime::from, LocalDateTime::from);
      if (parsed instanceof ZonedDateTime zoned) {
        return zoned.toInstant();
      }
      if (zone == null) {
        throw new DateTimeException("has no offset, and the map names no zone");
      }
      return ((LocalDateTime) parsed).atZone(zone).toInstant();
    }

    String text(CSVRecord row) {
      return columns.stream().map(row::get).collect(Collectors.joining(" "));
    }
  }
}
