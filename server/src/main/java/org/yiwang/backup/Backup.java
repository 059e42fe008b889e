package org.yiwang.backup;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.postgresql.PGConnection;
import org.yiwang.backup.Tables.Table;
import org.yiwang.platform.Migrations;
import org.yiwang.platform.Refused;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes all tables of an installation and the files of its history into one file, as of one
 * moment, while the server goes on. Each table's rows have a checksum; the file appears under its
 * name only when it is complete, and only its owner may read it: it holds personal data.
 */
public final class Backup {
  private Backup() {}

  /**
   * What was written.
   *
   * @param sha256 of the whole file
   */
  public record Written(long rows, String sha256) {}

  /**
   * Writes a backup.
   *
   * @param connection of a role that may read everything; not in a transaction
   * @param history folder of the files of closed days
   * @param file where to; must not be there yet
   * @param told hears of each table when it is written
   */
  public static Written write(Connection connection, Path history, Path file, Consumer<String> told)
      throws SQLException, IOException {
    if (Files.exists(file)) {
      throw Refused.conflict("FILE", file + " is there already");
    }
    var half = file.resolveSibling(file.getFileName() + ".part");
    Files.deleteIfExists(half);
    Files.createFile(
        half, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    connection.setAutoCommit(false);
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    connection.setReadOnly(true);
    try (var out = new BufferedOutputStream(Files.newOutputStream(half));
        var whole = new Digested(out);
        var zip = new ZipOutputStream(whole)) {
      DayFiles.hold(connection);
      var manifest = write(connection, history, zip, told);
      zip.putNextEntry(new ZipEntry(Manifest.NAME));
      zip.write(new JsonMapper().writeValueAsBytes(manifest));
      zip.closeEntry();
      zip.finish();
      whole.flush();
      connection.rollback();
      Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
      var rows = manifest.entries().stream().mapToLong(Manifest.Entry::rows).sum();
      return new Written(rows, whole.checksum());
    } finally {
      Files.deleteIfExists(half);
    }
  }

  private static Manifest write(
      Connection connection, Path history, ZipOutputStream zip, Consumer<String> told)
      throws SQLException, IOException {
    var entries = new ArrayList<Manifest.Entry>();
    for (var table : Tables.list(connection)) {
      var entry = new ZipEntry("tables/" + table.name() + ".copy");
      zip.putNextEntry(entry);
      entries.add(copy(connection, table, zip));
      zip.closeEntry();
      told.accept("%s: %d rows".formatted(table.name(), entries.getLast().rows()));
    }
    return new Manifest(
        Manifest.FORMAT,
        Migrations.applied(connection),
        Instant.now(),
        entries,
        Tables.partitions(connection),
        Tables.sequences(connection),
        DayFiles.write(connection, history, zip, told));
  }

  /** Writes a table's rows and tells how many there are and their checksum. */
  static Manifest.Entry copy(Connection connection, Table table, OutputStream out)
      throws SQLException, IOException {
    var counted = new Digested(out);
    var rows =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyOut(
                "copy (select %s from %s) to stdout".formatted(table.columnList(), table.name()),
                counted);
    return new Manifest.Entry(
        table.name(), table.columns(), rows, counted.bytes, counted.checksum());
  }

  /** The digest every checksum of a backup is made with. */
  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Passes bytes on and remembers their number and checksum; closing it leaves the rest open. */
  static final class Digested extends FilterOutputStream {
    private final MessageDigest digest = digest();
    private long bytes;

    Digested(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int b) throws IOException {
      digest.update((byte) b);
      bytes++;
      out.write(b);
    }

    @Override
    public void write(byte[] some, int offset, int length) throws IOException {
      digest.update(some, offset, length);
      bytes += length;
      out.write(some, offset, length);
    }

    @Override
    public void close() {}

    long bytes() {
      return bytes;
    }

    String checksum() {
      return HexFormat.of().formatHex(digest.digest());
    }
  }
}
