package org.yiwang.intake;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.yiwang.dayfiles.RowSink;
import org.yiwang.dayfiles.Rows;
import org.yiwang.history.DayFile;
import org.yiwang.history.History;
import org.yiwang.intake.ReadingStore.Key;
import org.yiwang.platform.Settings;

/**
 * Stored readings by their time, as one, wherever they are: those of the last days in PostgreSQL,
 * those of closed days in files, and of a closed day what came late.
 *
 * <p>A look takes place in one transaction that holds a light lock on the readings. While it is
 * held no reading moves from one place to the other, so each is met once. Nothing but that move
 * waits for it.
 */
@Component
public class PastReadings {
  private static final long SLICE_MILLIS = Duration.ofHours(1).toMillis();

  private final DataSource database;
  private final TransactionTemplate transaction;
  private final History history;
  private final ZoneId zone;

  PastReadings(DataSource database, History history, Settings settings) {
    this.database = database;
    this.transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
    this.history = history;
    this.zone = settings.zone();
  }

  /**
   * The oldest readings of a datastream in a period, by time.
   *
   * @param from first moment
   * @param to moment after the last
   */
  public List<Readings.Value> list(int datastream, Instant from, Instant to, int limit) {
    var start = from.toEpochMilli();
    var end = to.toEpochMilli();
    var found =
        holding(connection -> {
          var hot = new Rows();
          CopiedRows.read(
              connection, hot(start, end, new int[] {datastream}) + " limit " + limit, hot);
          var cold = new Rows();
          for (var file : history.list(start, end)) {
            if (cold.size() < limit) {
              history.read(file, start, end, new int[] {datastream}, cold);
            }
          }
          return Rows.merged(hot, cold);
        });
    var values = new ArrayList<Readings.Value>();
    for (var i = 0; i < Math.min(limit, found.size()); i++) {
      values.add(new Readings.Value(Instant.ofEpochMilli(found.timeMillis(i)), found.value(i)));
    }
    return values;
  }

  /**
   * Hands on all readings of a period, by time and then by datastream, in stretches of any length.
   * The transaction lasts as long as the sink takes: a long look puts off the writing of day files,
   * nothing else.
   *
   * @param datastreams those wanted, or null for all
   */
  public void scan(Instant from, Instant to, int @Nullable [] datastreams, RowSink sink) {
    holding(connection -> {
      for (var day : days(connection, from.toEpochMilli(), to.toEpochMilli())) {
        scan(connection, day, datastreams, sink);
      }
      return true;
    });
  }

  /**
   * From the first reading of a period to the end of its last day with readings.
   *
   * @param from first moment
   * @param to moment after the last
   */
  public record Stretch(Instant from, Instant to) {}

  /** Where in a period there are readings; empty where there are none. */
  public Optional<Stretch> findStretch(Instant from, Instant to) {
    return holding(connection -> {
      var days = days(connection, from.toEpochMilli(), to.toEpochMilli());
      for (var day : days) {
        var first = firstMillis(connection, day);
        if (first < day.toMillis()) {
          var end = Instant.ofEpochMilli(days.getLast().toMillis());
          return Optional.of(new Stretch(Instant.ofEpochMilli(first), end));
        }
      }
      return Optional.empty();
    });
  }

  /** Time of the first reading of a day; its end where it has none. */
  private static long firstMillis(Connection connection, Day day) throws SQLException {
    var cold = day.file() == null ? day.toMillis() : day.file().facts().firstMillis();
    try (var select =
        connection.prepareStatement(
            "select min(time) from intake.reading where time >= ? and time < ?")) {
      select.setObject(1, Instant.ofEpochMilli(day.fromMillis()).atOffset(ZoneOffset.UTC));
      select.setObject(2, Instant.ofEpochMilli(day.toMillis()).atOffset(ZoneOffset.UTC));
      try (var row = select.executeQuery()) {
        row.next();
        var hot = row.getTimestamp(1);
        return Math.max(
            day.fromMillis(), hot == null ? cold : Math.min(cold, hot.toInstant().toEpochMilli()));
      }
    }
  }

  /** Hands on those readings since a moment that are in files, by time. */
  public void scanClosed(Instant from, RowSink sink) {
    holding(connection -> {
      for (var file : history.list(from.toEpochMilli(), Long.MAX_VALUE)) {
        history.read(file, from.toEpochMilli(), Long.MAX_VALUE, null, sink);
      }
      return true;
    });
  }

  /** A part of a period that lies in one day, with the file of that day if there is one. */
  private record Day(long fromMillis, long toMillis, @Nullable DayFile file, boolean isHot) {}

  private void scan(Connection connection, Day day, int @Nullable [] datastreams, RowSink sink)
      throws SQLException {
    if (day.file() != null && !day.isHot()) {
      history.read(day.file(), day.fromMillis(), day.toMillis(), datastreams, sink);
      return;
    }
    // An hour at a time: sorting a day in PostgreSQL would need gigabytes.
    for (var start = day.fromMillis(); start < day.toMillis(); start += SLICE_MILLIS) {
      var end = Math.min(start + SLICE_MILLIS, day.toMillis());
      var rows = new Rows();
      CopiedRows.read(connection, hot(start, end, datastreams), rows);
      if (day.file() != null) {
        var cold = new Rows();
        history.read(day.file(), start, end, datastreams, cold);
        rows = Rows.merged(rows, cold);
      }
      rows.giveTo(sink);
    }
  }

  private List<Day> days(Connection connection, long from, long to) throws SQLException {
    var files = new TreeMap<LocalDate, DayFile>();
    history.list(from, to).forEach(file -> files.put(file.day(), file));
    var hot = new TreeSet<LocalDate>();
    for (var partition : Partitions.list(connection, zone)) {
      var start = Math.max(from, partition.fromMillis());
      var end = Math.min(to, partition.toMillis());
      for (var day = day(start); start < end && startOf(day) < end; day = day.plusDays(1)) {
        hot.add(day);
      }
    }
    var all = new TreeSet<>(files.keySet());
    all.addAll(hot);
    return all.stream()
        .map(day ->
            new Day(
                Math.max(from, startOf(day)),
                Math.min(to, startOf(day.plusDays(1))),
                files.get(day),
                hot.contains(day)))
        .toList();
  }

  /** Those of the keys whose reading is in a file. */
  Set<Key> findStored(Set<Key> keys) {
    var first = keys.stream().mapToLong(Key::timeMillis).min().orElse(0);
    var last = keys.stream().mapToLong(Key::timeMillis).max().orElse(-1);
    return holding(connection -> {
      var stored = new HashSet<Key>();
      for (var file : history.list(first, last + 1)) {
        var facts = file.facts();
        var asked =
            keys.stream()
                .filter(key ->
                    key.timeMillis() >= facts.firstMillis()
                        && key.timeMillis() <= facts.lastMillis())
                .toList();
        if (!asked.isEmpty()) {
          history.read(
              file,
              asked.stream().mapToLong(Key::timeMillis).min().orElseThrow(),
              asked.stream().mapToLong(Key::timeMillis).max().orElseThrow() + 1,
              asked.stream().mapToInt(Key::datastream).distinct().toArray(),
              (series, times, values, size) -> {
                for (var i = 0; i < size; i++) {
                  stored.add(new Key(series[i], times[i]));
                }
              });
        }
      }
      stored.retainAll(keys);
      return stored;
    });
  }

  private interface Look<T> {
    T at(Connection connection) throws SQLException;
  }

  private <T> T holding(Look<T> look) {
    var result =
        transaction.execute(status -> {
          var connection = DataSourceUtils.getConnection(database);
          try (var statement = connection.createStatement()) {
            statement.execute("lock table intake.reading in access share mode");
            return look.at(connection);
          } catch (SQLException e) {
            throw new org.springframework.dao.DataAccessResourceFailureException(
                "readings can't be read: " + e.getMessage(), e);
          } finally {
            DataSourceUtils.releaseConnection(connection, database);
          }
        });
    return java.util.Objects.requireNonNull(result);
  }

  private static String hot(long from, long to, int @Nullable [] datastreams) {
    var wanted =
        datastreams == null
            ? ""
            : " and datastream = any('{%s}')"
                .formatted(
                    Arrays.stream(datastreams)
                        .mapToObj(String::valueOf)
                        .collect(Collectors.joining(",")));
    return """
    select time, value, datastream from intake.reading
    where time >= '%s' and time < '%s'%s
    order by time, datastream
    """
        .formatted(Instant.ofEpochMilli(from), Instant.ofEpochMilli(to), wanted);
  }

  private LocalDate day(long millis) {
    return LocalDate.ofInstant(Instant.ofEpochMilli(millis), zone);
  }

  private long startOf(LocalDate day) {
    return day.atStartOfDay(zone).toInstant().toEpochMilli();
  }
}
