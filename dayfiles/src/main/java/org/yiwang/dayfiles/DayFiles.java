package org.yiwang.dayfiles;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDataChunkReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads day files. DuckDB hands out its vectors as they are, two thousand rows at a time: twenty to
 * forty million readings a second on one core, where rows by JDBC are four.
 */
public final class DayFiles {
  private DayFiles() {}

  /**
   * Reads what lies in a period, file after file in the given order, each by time.
   *
   * @param fromMillis first moment
   * @param toMillis moment after the last
   * @param series the series wanted, or null for all
   */
  public static void read(
      Duck duck,
      List<Path> files,
      long fromMillis,
      long toMillis,
      int @Nullable [] series,
      RowSink sink) {
    var wanted =
        series == null
            ? ""
            : " and series in (%s)"
                .formatted(
                    Arrays.stream(series)
                        .mapToObj(String::valueOf)
                        .collect(Collectors.joining(",")));
    for (var file : files) {
      if (series == null || series.length > 0) {
        read(duck, file, period(fromMillis, toMillis) + wanted, sink);
      }
    }
  }

  private static String period(long fromMillis, long toMillis) {
    // DuckDB's times end in the year 294247; nothing lies beyond.
    var from = fromMillis == Long.MIN_VALUE ? "true" : "time >= " + moment(fromMillis);
    var to = toMillis == Long.MAX_VALUE ? "true" : "time < " + moment(toMillis);
    return " where " + from + " and " + to;
  }

  private static String moment(long millis) {
    return "make_timestamp_ms(" + millis + ")::timestamp_ms";
  }

  private static void read(Duck duck, Path file, String where, RowSink sink) {
    var query = "select epoch_ms(time), series, value from " + table(List.of(file)) + where;
    try (var connection = duck.connect();
        var statement = connection.prepare(query);
        var result = statement.query()) {
      var block = new Block();
      while (result.nextChunk()) {
        block.fill(result.chunk());
        sink.take(block.series, block.timeMillis, block.values, block.size);
      }
    } catch (SQLException e) {
      throw new DayFileException(file + " can't be read", e);
    }
  }

  /** Reads a whole file and tells what it holds. */
  public static Facts check(Duck duck, Path file) {
    var facts = new Facts[] {Facts.NONE};
    read(
        duck,
        file,
        "",
        (series, times, values, size) ->
            facts[0] = facts[0].plus(Facts.of(series, times, values, size)));
    return facts[0];
  }

  /** How many readings a file has and from when to when, without a checksum: soon told. */
  public static Facts period(Duck duck, Path file) {
    try (var connection = duck.connect();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select count(*), epoch_ms(min(time)), epoch_ms(max(time)) from "
                    + table(List.of(file)))) {
      rows.next();
      return rows.getLong(1) == 0
          ? Facts.NONE
          : new Facts(rows.getLong(1), 0, rows.getLong(2), rows.getLong(3));
    } catch (SQLException e) {
      throw new DayFileException(file + " can't be read", e);
    }
  }

  /**
   * The series of a file.
   *
   * @throws DayFileException when it is not one of ours
   */
  public static List<SeriesName> names(Duck duck, Path file) {
    try (var connection = duck.connect()) {
      return names(connection, file);
    } catch (SQLException | IllegalArgumentException e) {
      throw new DayFileException(file + " can't be read", e);
    }
  }

  /** Whether a file is one of ours. */
  public static boolean isDayFile(Duck duck, Path file) {
    try (var connection = duck.connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(metadata(file))) {
      return rows.next();
    } catch (SQLException e) {
      throw new DayFileException(file + " can't be read", e);
    }
  }

  private static String metadata(Path file) {
    return "select value from parquet_kv_metadata(%s) where key = 'yiwang_series'::blob"
        .formatted(Duck.quoted(file.toString()));
  }

  static List<SeriesName> names(DuckDBConnection connection, Path file) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(metadata(file))) {
      if (!rows.next()) {
        throw new DayFileException(file + " is no day file: it does not name its series");
      }
      return SeriesName.read(new String(rows.getBytes(1), StandardCharsets.UTF_8));
    }
  }

  /** Forces the entry of a file in its folder to disk: a name that was given is then kept. */
  public static void forceFolder(Path file) throws IOException {
    var folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  static String table(List<Path> files) {
    return files.stream()
        .map(file -> Duck.quoted(file.toString()))
        .collect(Collectors.joining(", ", "read_parquet([", "])"));
  }

  /** Arrays that each chunk is copied into. */
  private static final class Block {
    private int[] series = new int[0];
    private long[] timeMillis = new long[0];
    private double[] values = new double[0];
    private int size;

    void fill(DuckDBDataChunkReader chunk) {
      size = Math.toIntExact(chunk.rowCount());
      if (size > series.length) {
        series = new int[size];
        timeMillis = new long[size];
        values = new double[size];
      }
      var time = chunk.vector(0);
      var id = chunk.vector(1);
      var value = chunk.vector(2);
      for (var i = 0; i < size; i++) {
        timeMillis[i] = time.getLong(i);
      }
      for (var i = 0; i < size; i++) {
        series[i] = id.getInt(i);
      }
      for (var i = 0; i < size; i++) {
        values[i] = value.getDouble(i);
      }
    }
  }
}
