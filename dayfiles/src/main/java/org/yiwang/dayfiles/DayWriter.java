package org.yiwang.dayfiles;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * Collects the readings of a day in any order and writes them as one file: sorted by time, zstd,
 * with the second form of Parquet's pages, whose differences of times take less than a byte. Rows
 * wait in DuckDB's own buffers, on disk where there are many.
 *
 * <pre>{@code
 * try (var writer = new DayWriter(duck)) {
 *   writer.add(series, times, values, size);
 *   var facts = writer.write(file, null, names);
 * }
 * }</pre>
 */
public final class DayWriter implements AutoCloseable {
  /** Small enough for a look at an hour to pass by most of a day; each has its least time. */
  private static final int ROW_GROUP = 122_880;

  private final DuckDBConnection connection;
  private final DuckDBAppender appender;
  private Facts added = Facts.NONE;

  /** For one day; a {@link Duck} writes one day at a time. */
  public DayWriter(Duck duck) {
    try {
      connection = duck.connect();
      execute("create or replace table day (time bigint, series int, value double)");
      appender = connection.createAppender("day");
    } catch (SQLException e) {
      throw new DayFileException("DuckDB takes no readings", e);
    }
  }

  /** Adds readings. */
  public void add(int[] series, long[] timeMillis, double[] values, int size) {
    try {
      for (var i = 0; i < size; i++) {
        appender.beginRow().append(timeMillis[i]).append(series[i]).append(values[i]).endRow();
      }
    } catch (SQLException e) {
      throw new DayFileException("DuckDB takes no readings", e);
    }
    added = added.plus(Facts.of(series, timeMillis, values, size));
  }

  /** What was added so far. */
  public Facts added() {
    return added;
  }

  /**
   * Writes what was added, and what an earlier file of the same day holds, to a new file, and
   * forces it to disk. That the file holds what it should is for the caller to {@link
   * DayFiles#check}.
   *
   * @param file where to; overwritten
   * @param earlier the file to be replaced, or null
   * @param names what to call a series that the earlier file does not name
   */
  public void write(Path file, @Nullable Path earlier, IntFunction<SeriesName> names) {
    try {
      appender.flush();
      var rows = "select make_timestamp_ms(time)::timestamp_ms as time, series, value from day";
      if (earlier != null) {
        rows += " union all select time, series, value from " + DayFiles.table(List.of(earlier));
      }
      execute(copy(rows, file, names(earlier, names)));
      force(file);
    } catch (SQLException | IOException e) {
      throw new DayFileException(file + " can't be written", e);
    }
  }

  /** The statement that writes rows (time, series, value) as a day file. */
  static String copy(String rows, Path file, List<SeriesName> names) {
    return """
    copy (select time, series, value from (%s) order by time, series) to %s (
      format parquet, compression zstd, parquet_version v2, row_group_size %d,
      kv_metadata {yiwang_series: %s}
    )
    """
        .formatted(
            rows, Duck.quoted(file.toString()), ROW_GROUP, Duck.quoted(SeriesName.write(names)));
  }

  private List<SeriesName> names(@Nullable Path earlier, IntFunction<SeriesName> names)
      throws SQLException {
    var all = new ArrayList<SeriesName>();
    if (earlier != null) {
      all.addAll(DayFiles.names(connection, earlier));
    }
    var known = all.stream().map(SeriesName::id).collect(Collectors.toCollection(HashSet::new));
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("select distinct series from day order by series")) {
      while (rows.next()) {
        if (!known.contains(rows.getInt(1))) {
          all.add(names.apply(rows.getInt(1)));
        }
      }
    }
    return all;
  }

  /** Forces a file and its entry in the folder to disk. */
  private static void force(Path file) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    DayFiles.forceFolder(file);
  }

  private void execute(String statement) throws SQLException {
    try (var run = connection.createStatement()) {
      run.execute(statement);
    }
  }

  @Override
  public void close() {
    try (connection) {
      appender.close();
      execute("drop table if exists day");
    } catch (SQLException e) {
      throw new DayFileException("DuckDB does not let go of a day", e);
    }
  }
}
