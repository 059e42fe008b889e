package org.yiwang.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.yiwang.platform.Refused;

/** The files of closed days on their way into a backup and out of one. */
final class DayFiles {
  /** How the history names them; anything else is no backup of ours. */
  private static final String NAME = "-?\\d+/-?\\d+-\\d\\d-\\d\\d\\.\\d+\\.parquet";

  private DayFiles() {}

  /**
   * Keeps readings where they are for as long as the transaction lasts, which begins here: without
   * it a day could leave its table after the snapshot was taken and before the table is read.
   */
  static void hold(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("lock table intake.reading, history.day in access share mode");
    }
  }

  /** Writes those in force. They are compressed already. */
  static List<Manifest.DayFile> write(
      Connection connection, Path history, ZipOutputStream zip, Consumer<String> told)
      throws SQLException, IOException {
    var written = new ArrayList<Manifest.DayFile>();
    zip.setLevel(Deflater.NO_COMPRESSION);
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("select file, sha256 from history.day order by day")) {
      while (rows.next()) {
        var one = rows.getString(1);
        zip.putNextEntry(new ZipEntry("history/" + one));
        var digested = new Backup.Digested(zip);
        Files.copy(history.resolve(one), digested);
        var file = new Manifest.DayFile(one, digested.bytes(), digested.checksum());
        if (!file.sha256().equals(rows.getString(2))) {
          throw new IOException(one + " is damaged: it does not hold what was written");
        }
        written.add(file);
        zip.closeEntry();
        told.accept("%s: %d bytes".formatted(one, file.bytes()));
      }
    }
    zip.setLevel(Deflater.DEFAULT_COMPRESSION);
    return written;
  }

  /**
   * Refuses a folder that holds files of a history already.
   *
   * @throws Refused when there are any
   */
  static void requireNone(Path history) throws IOException {
    if (!Files.isDirectory(history)) {
      return;
    }
    try (var there = Files.walk(history, 2)) {
      if (there.anyMatch(file -> file.toString().endsWith(".parquet"))) {
        throw Refused.conflict("--data", "has a history already; restore into a new folder");
      }
    }
  }

  /** Puts a file of a backup in its place, as it was. */
  static void restore(Manifest.DayFile one, Path history, InputStream from) throws IOException {
    var file = place(one, history);
    Files.createDirectories(file.getParent());
    var half = file.resolveSibling(file.getFileName() + ".part");
    Files.copy(from, half, StandardCopyOption.REPLACE_EXISTING);
    try (var channel =
        java.nio.channels.FileChannel.open(half, java.nio.file.StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
    org.yiwang.dayfiles.DayFiles.forceFolder(file);
  }

  /** Takes back what {@link #restore} did. */
  static void remove(Manifest.DayFile one, Path history) throws IOException {
    Files.deleteIfExists(place(one, history));
  }

  private static Path place(Manifest.DayFile one, Path history) {
    if (!one.name().matches(NAME)) {
      throw Refused.invalid("FILE", "has a day's file that can't be placed: " + one.name());
    }
    return history.resolve(one.name());
  }
}
