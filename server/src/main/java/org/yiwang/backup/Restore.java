package org.yiwang.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.postgresql.PGConnection;
import org.yiwang.backup.Tables.Table;
import org.yiwang.platform.Migrations;
import org.yiwang.platform.Refused;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Fills an empty installation from a backup, in one transaction: either all of it is there
 * afterwards, or nothing. Every checksum is proved before the first row is written.
 */
public final class Restore {
  /** What PostgreSQL gives as names and bounds; anything else is no backup of ours. */
  private static final String NAME = "[a-z_][a-z0-9_]*\\.[a-z_][a-z0-9_]*";

  private static final String BOUNDS =
      NAME + " FOR VALUES FROM \\('[-0-9:+. ]+'\\) TO \\('[-0-9:+. ]+'\\)";

  private final ZipFile zip;
  private final Manifest manifest;

  private Restore(ZipFile zip, Manifest manifest) {
    this.zip = zip;
    this.manifest = manifest;
  }

  /**
   * Restores a backup.
   *
   * @param connection of the owner of the schemas, which are there and empty
   * @param history folder for the files of closed days
   * @param told hears of each table when it is filled
   * @return rows written
   * @throws Refused when the file is damaged, of another version, or the installation not empty
   */
  public static long read(Connection connection, Path history, Path file, Consumer<String> told)
      throws SQLException, IOException {
    try (var zip = new ZipFile(file.toFile())) {
      var restore = new Restore(zip, manifest(zip, file));
      restore.check(connection);
      DayFiles.requireNone(history);
      return restore.fill(connection, history, told);
    } catch (ZipException e) {
      throw Refused.invalid("FILE", file + " is damaged: " + e.getMessage());
    }
  }

  private static Manifest manifest(ZipFile zip, Path file) throws IOException {
    var entry = zip.getEntry(Manifest.NAME);
    if (entry == null) {
      throw Refused.invalid("FILE", file + " is no backup");
    }
    try (var in = zip.getInputStream(entry)) {
      return new JsonMapper().readValue(in, Manifest.class);
    } catch (JacksonException e) {
      throw Refused.invalid("FILE", file + " is damaged: its manifest can't be read");
    }
  }

  private void check(Connection connection) throws SQLException, IOException {
    if (manifest.format() != Manifest.FORMAT) {
      throw Refused.invalid("FILE", "is of form " + manifest.format() + ", not of this version");
    }
    if (!manifest.schema().equals(Migrations.applied(connection))) {
      throw Refused.invalid(
          "FILE", "was made by another version of the program; restore it with that one first");
    }
    var tables =
        Tables.list(connection).stream().collect(Collectors.toMap(Table::name, Table::columns));
    for (var entry : manifest.entries()) {
      if (!entry.columns().equals(tables.remove(entry.table()))) {
        throw Refused.invalid("FILE", "has a table that does not fit: " + entry.table());
      }
      checkSum(entry.file(), entry.sha256(), entry.table());
    }
    for (var day : manifest.dayFiles()) {
      checkSum(day.file(), day.sha256(), day.name());
    }
    if (!tables.isEmpty()) {
      throw Refused.invalid("FILE", "lacks the tables " + tables.keySet());
    }
    manifest
        .partitions()
        .forEach((name, bounds) -> {
          if (!name.matches(NAME) || !bounds.matches(BOUNDS)) {
            throw Refused.invalid("FILE", "has a partition that can't be read: " + name);
          }
        });
    checkEmpty(connection);
  }

  private void checkSum(String file, String expected, String what) throws IOException {
    var digest = Backup.digest();
    try (var in = entry(file)) {
      var buffer = new byte[1 << 16];
      for (var read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    }
    if (!HexFormat.of().formatHex(digest.digest()).equals(expected)) {
      throw Refused.invalid("FILE", "is damaged: the checksum of " + what + " differs");
    }
  }

  private InputStream entry(String name) throws IOException {
    var file = zip.getEntry(name);
    if (file == null) {
      throw Refused.invalid("FILE", "is damaged: " + name + " is missing");
    }
    return zip.getInputStream(file);
  }

  /** What a fresh schema holds from the start is put there by its scripts: people have no part. */
  private static void checkEmpty(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                """
                select exists (select from access.account) or exists (select from territory.area)
                  or exists (select from intake.reading) or exists (select from cases.city_case)
                """)) {
      rows.next();
      if (rows.getBoolean(1)) {
        throw Refused.conflict("--data", "is not empty; restore into a new folder or database");
      }
    }
  }

  private long fill(Connection connection, Path history, Consumer<String> told)
      throws SQLException, IOException {
    connection.setAutoCommit(false);
    try (var statement = connection.createStatement()) {
      placeDayFiles(history, told);
      for (var entry : manifest.entries()) {
        // What the schema's scripts have put there; the audit and its like can't be emptied.
        if (hasRows(statement, entry.table())) {
          statement.execute("truncate " + entry.table() + " cascade");
        }
      }
      makePartitions(connection);
      var rows = 0L;
      for (var entry : manifest.entries()) {
        rows += fill(connection, entry);
        told.accept("%s: %d rows".formatted(entry.table(), entry.rows()));
      }
      try (var set = connection.prepareStatement("select setval(?::regclass, ?)")) {
        for (var sequence : manifest.sequences().entrySet()) {
          set.setString(1, sequence.getKey());
          set.setLong(2, sequence.getValue());
          set.execute();
        }
      }
      connection.commit();
      return rows;
    } catch (SQLException | IOException | RuntimeException e) {
      connection.rollback();
      for (var day : manifest.dayFiles()) {
        DayFiles.remove(day, history);
      }
      throw e;
    }
  }

  /** They take force with the rows of the tables. */
  private void placeDayFiles(Path history, Consumer<String> told) throws IOException {
    for (var day : manifest.dayFiles()) {
      try (var in = entry(day.file())) {
        DayFiles.restore(day, history, in);
      }
      told.accept("%s: %d bytes".formatted(day.name(), day.bytes()));
    }
  }

  private static boolean hasRows(Statement statement, String table) throws SQLException {
    try (var rows = statement.executeQuery("select exists (select from " + table + ")")) {
      rows.next();
      return rows.getBoolean(1);
    }
  }

  private void makePartitions(Connection connection) throws SQLException {
    var there = new HashSet<>(Tables.partitions(connection).keySet());
    try (var statement = connection.createStatement()) {
      for (var partition : manifest.partitions().entrySet()) {
        if (there.contains(partition.getKey())) {
          continue;
        }
        var table = partition.getValue().substring(0, partition.getValue().indexOf(' '));
        var bounds = partition.getValue().substring(table.length());
        statement.execute("create table " + partition.getKey() + " partition of " + table + bounds);
      }
    }
  }

  private long fill(Connection connection, Manifest.Entry entry) throws SQLException, IOException {
    var table = new Table(entry.table(), entry.columns());
    try (var in = entry(entry.file())) {
      var copied =
          connection
              .unwrap(PGConnection.class)
              .getCopyAPI()
              .copyIn("copy %s (%s) from stdin".formatted(table.name(), table.columnList()), in);
      if (copied != entry.rows()) {
        throw new IOException(
            "%s got %d rows instead of %d".formatted(table.name(), copied, entry.rows()));
      }
      return copied;
    }
  }
}
