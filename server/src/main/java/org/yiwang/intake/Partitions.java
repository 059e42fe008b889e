package org.yiwang.intake;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The partitions of {@code intake.reading}: a day each for this month and the last, a month each
 * for what is older when it arrives. A file of past years would otherwise make a thousand tables.
 * Days are the city's.
 */
final class Partitions {
  /**
   * One of them.
   *
   * @param fromMillis first moment
   * @param toMillis moment after the last
   */
  record Partition(String table, long fromMillis, long toMillis) {}

  private final ZoneId zone;
  private final TreeMap<Long, Partition> byStart = new TreeMap<>();

  Partitions(ZoneId zone) {
    this.zone = zone;
  }

  /** Those that exist, by time. */
  static List<Partition> list(Connection connection, ZoneId zone) throws SQLException {
    var partitions = new Partitions(zone);
    partitions.load(connection);
    return List.copyOf(partitions.byStart.values());
  }

  /** Learns which partitions exist. */
  void load(Connection connection) throws SQLException {
    byStart.clear();
    try (var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                """
                select c.relname
                from pg_inherits i
                join pg_class c on c.oid = i.inhrelid
                where i.inhparent = 'intake.reading'::regclass
                """)) {
      while (rows.next()) {
        remember(rows.getString(1));
      }
    }
  }

  /** Name of the partition a time falls into; made when it is not there. */
  String tableFor(long timeMillis, Instant now, Connection connection) throws SQLException {
    var found = find(timeMillis);
    if (found != null) {
      return found.table();
    }
    var day = LocalDate.ofInstant(Instant.ofEpochMilli(timeMillis), zone);
    var table = name(day, now);
    var partition = parse(table);
    try (var statement = connection.createStatement()) {
      statement.execute(
          "create table if not exists intake.%s partition of intake.reading for values from ('%s') to ('%s')"
              .formatted(
                  table,
                  Instant.ofEpochMilli(partition.fromMillis()),
                  Instant.ofEpochMilli(partition.toMillis())));
    }
    byStart.put(partition.fromMillis(), partition);
    return table;
  }

  /** What was made in a transaction that failed is not there. */
  void forget() {
    byStart.clear();
  }

  private @org.jspecify.annotations.Nullable Partition find(long timeMillis) {
    var entry = byStart.floorEntry(timeMillis);
    return entry != null && timeMillis < entry.getValue().toMillis() ? entry.getValue() : null;
  }

  private String name(LocalDate day, Instant now) {
    var month = day.withDayOfMonth(1);
    var lastMonth = LocalDate.ofInstant(now, zone).withDayOfMonth(1).minusMonths(1);
    var daysExist = hasDaysIn(month);
    return !month.isBefore(lastMonth) || daysExist
        ? "reading_d%04d%02d%02d".formatted(day.getYear(), day.getMonthValue(), day.getDayOfMonth())
        : "reading_m%04d%02d".formatted(day.getYear(), day.getMonthValue());
  }

  private boolean hasDaysIn(LocalDate month) {
    Map<Long, Partition> inMonth = byStart.subMap(startOf(month), startOf(month.plusMonths(1)));
    return !inMonth.isEmpty();
  }

  private void remember(String table) {
    var partition = parse(table);
    byStart.put(partition.fromMillis(), partition);
  }

  private Partition parse(String table) {
    var digits = table.substring("reading_d".length());
    var year = Integer.parseInt(digits.substring(0, 4));
    var month = Integer.parseInt(digits.substring(4, 6));
    if (digits.length() == 6) {
      var first = LocalDate.of(year, month, 1);
      return new Partition(table, startOf(first), startOf(first.plusMonths(1)));
    }
    var day = LocalDate.of(year, month, Integer.parseInt(digits.substring(6, 8)));
    return new Partition(table, startOf(day), startOf(day.plus(1, ChronoUnit.DAYS)));
  }

  private long startOf(LocalDate day) {
    return day.atStartOfDay(zone).toInstant().toEpochMilli();
  }
}
