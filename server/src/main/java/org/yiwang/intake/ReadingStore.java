package org.yiwang.intake;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.postgresql.PGConnection;

/** What the writer does with the database, on the writer's own connection. */
final class ReadingStore {
  /** One datastream at one time. */
  record Key(int datastream, long timeMillis) {}

  /** A refused reading with its source. */
  record Quarantined(String source, ReadingBatch.Refusal refusal) {}

  /** Newest readings written with one commit: some ten milliseconds of the database. */
  private static final int LATEST_ROWS = 500;

  private static final long LONGEST_PAUSE_MILLIS = 50;

  private final Partitions partitions;
  private volatile boolean partitionsChanged;
  private final TreeMap<String, CopyRows> rowsByTable = new TreeMap<>();

  ReadingStore(ZoneId zone) {
    partitions = new Partitions(zone);
  }

  /** To be told when a partition was dropped, by whichever thread did it. */
  void partitionsChanged() {
    partitionsChanged = true;
  }

  /** Readies a connection that is new, or whose last transaction failed. */
  void prepare(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    partitions.load(connection);
    connection.commit();
  }

  /** The last sequence number that was committed. */
  long headSeq(Connection connection) throws SQLException {
    return selectLong(connection, "select seq from intake.head");
  }

  /** Those of the keys that are stored already. */
  Set<Key> findStored(Connection connection, Set<Key> keys) throws SQLException {
    var stored = new HashSet<Key>();
    if (keys.isEmpty()) {
      return stored;
    }
    var ids = keys.stream().map(Key::datastream).distinct().toArray(Integer[]::new);
    var from = keys.stream().mapToLong(Key::timeMillis).min().orElseThrow();
    var to = keys.stream().mapToLong(Key::timeMillis).max().orElseThrow();
    try (var select =
        connection.prepareStatement(
            """
            select datastream, time from intake.reading
            where time between ? and ? and datastream = any(?)
            """)) {
      select.setObject(1, at(from));
      select.setObject(2, at(to));
      select.setArray(3, connection.createArrayOf("int4", ids));
      select.setFetchSize(10_000);
      try (var rows = select.executeQuery()) {
        while (rows.next()) {
          var time = rows.getObject(2, OffsetDateTime.class).toInstant().toEpochMilli();
          var key = new Key(rows.getInt(1), time);
          if (keys.contains(key)) {
            stored.add(key);
          }
        }
      }
    }
    return stored;
  }

  /** Writes rows, refusals and the new head in one commit. */
  void write(Connection connection, StoredReadings rows, List<Quarantined> quarantined, Instant now)
      throws SQLException, IOException {
    try {
      encode(connection, rows, now);
      var copy = connection.unwrap(PGConnection.class).getCopyAPI();
      for (var entry : rowsByTable.entrySet()) {
        if (!entry.getValue().isEmpty()) {
          var length = entry.getValue().finish();
          copy.copyIn(
              "copy intake.%s (time, value, seq, datastream) from stdin binary"
                  .formatted(entry.getKey()),
              new ByteArrayInputStream(entry.getValue().array(), 0, length),
              1 << 16);
        }
      }
      writeQuarantined(connection, quarantined, now);
      if (rows.size() > 0) {
        try (var update = connection.prepareStatement("update intake.head set seq = ?")) {
          update.setLong(1, rows.lastSeq());
          update.executeUpdate();
        }
      }
      connection.commit();
    } catch (SQLException | IOException e) {
      partitions.forget();
      throw e;
    }
  }

  private void encode(Connection connection, StoredReadings rows, Instant now) throws SQLException {
    rowsByTable.values().forEach(CopyRows::clear);
    rowsByTable.keySet().removeIf(table -> rowsByTable.size() > 64);
    if (partitionsChanged) {
      partitionsChanged = false;
      partitions.load(connection);
    }
    for (var i = 0; i < rows.size(); i++) {
      var time = rows.timeMillis()[i];
      rowsByTable
          .computeIfAbsent(partitions.tableFor(time, now, connection), table -> new CopyRows())
          .add(time, rows.values()[i], rows.firstSeq() + i, rows.datastreams()[i]);
    }
  }

  private static void writeQuarantined(
      Connection connection, List<Quarantined> quarantined, Instant now) throws SQLException {
    if (quarantined.isEmpty()) {
      return;
    }
    try (var insert =
        connection.prepareStatement(
            """
            insert into intake.quarantine (at, source, place, field, reason, raw)
            values (?, ?, ?, ?, ?, ?)
            """)) {
      for (var one : quarantined) {
        insert.setObject(1, now.atOffset(ZoneOffset.UTC));
        insert.setString(2, one.source());
        insert.setLong(3, one.refusal().line());
        insert.setString(4, printable(one.refusal().field()));
        insert.setString(5, printable(one.refusal().reason()));
        insert.setString(6, printable(one.refusal().raw()));
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /**
   * Writes the newest readings of datastreams, then the sequence number they stand for: in parts
   * with pauses, since the readings that arrive meanwhile want the database too. The number has a
   * commit of its own, as every group of readings writes the row it stands in.
   *
   * @param pauses how long, in milliseconds, all pauses together may take; asked before each
   */
  void writeLatest(Connection connection, LatestReadings.Changes changes, LongSupplier pauses)
      throws SQLException, InterruptedException {
    var parts = changes.size() / LATEST_ROWS + 1;
    try (var upsert =
            connection.prepareStatement(
                """
                insert into intake.latest (datastream, time, value)
                select n, timestamptz 'epoch' + t * interval '1 millisecond', v
                from unnest(?::int[], ?::int8[], ?::float8[]) as newest (n, t, v)
                on conflict (datastream) do update set
                  time = excluded.time, value = excluded.value
                """);
        var head = connection.prepareStatement("update intake.head set latest_seq = ?")) {
      var arrays = connection.unwrap(PGConnection.class);
      for (var from = 0; from < changes.size(); from += LATEST_ROWS) {
        if (from > 0) {
          Thread.sleep(Math.min(LONGEST_PAUSE_MILLIS, pauses.getAsLong() / parts));
        }
        var to = Math.min(changes.size(), from + LATEST_ROWS);
        upsert.setArray(
            1, arrays.createArrayOf("int4", Arrays.copyOfRange(changes.datastreams(), from, to)));
        upsert.setArray(
            2, arrays.createArrayOf("int8", Arrays.copyOfRange(changes.timeMillis(), from, to)));
        upsert.setArray(
            3, arrays.createArrayOf("float8", Arrays.copyOfRange(changes.values(), from, to)));
        upsert.executeUpdate();
        connection.commit();
      }
      head.setLong(1, changes.throughSeq());
      head.executeUpdate();
      connection.commit();
    }
  }

  private static long selectLong(Connection connection, String query) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      rows.next();
      var result = rows.getLong(1);
      connection.commit();
      return result;
    }
  }

  /** PostgreSQL's text can hold everything but the zero character. */
  private static String printable(String text) {
    return text.replace('\0', '\uFFFD');
  }

  private static OffsetDateTime at(long millis) {
    return Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC);
  }
}
