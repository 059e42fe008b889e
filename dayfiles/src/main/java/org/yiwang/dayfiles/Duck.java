package org.yiwang.dayfiles;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.duckdb.DuckDBConnection;

/**
 * DuckDB in this process, held to a limit of memory and threads: beyond it, it works on disk. It
 * reads and writes files and reaches nothing else.
 *
 * <p>The driver unpacks its native library into a file for every process and removes it at an
 * orderly end. What processes that were killed have left is removed here; a library that another
 * process has loaded stays usable without its name.
 */
public final class Duck implements AutoCloseable {
  private static final Duration UNPACKED_FOR = Duration.ofMinutes(1);

  static {
    removeLibrariesLeftBehind();
  }

  private final DuckDBConnection first;

  private Duck(DuckDBConnection first) {
    this.first = first;
  }

  /**
   * Opens one.
   *
   * @param work folder for what does not fit into memory; made when absent
   * @param memory such as {@code 256MB}
   */
  public static Duck open(Path work, String memory, int threads) {
    try {
      Files.createDirectories(work);
      var connection = DriverManager.getConnection("jdbc:duckdb:").unwrap(DuckDBConnection.class);
      try (var statement = connection.createStatement()) {
        statement.execute("set autoinstall_known_extensions = false");
        statement.execute("set autoload_known_extensions = false");
        statement.execute("set enable_progress_bar = false");
        statement.execute("set memory_limit = " + quoted(memory));
        statement.execute("set threads = " + threads);
        statement.execute("set temp_directory = " + quoted(work.toString()));
      }
      return new Duck(connection);
    } catch (SQLException | IOException e) {
      throw new DayFileException("DuckDB does not start", e);
    }
  }

  /** A connection to it; one for each thread. */
  DuckDBConnection connect() throws SQLException {
    return first.duplicate();
  }

  /** A text as SQL writes it. */
  static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  @Override
  public void close() {
    try {
      first.close();
    } catch (SQLException e) {
      throw new DayFileException("DuckDB does not end", e);
    }
  }

  private static void removeLibrariesLeftBehind() {
    var old = Instant.now().minus(UNPACKED_FOR);
    var folder = Path.of(System.getProperty("java.io.tmpdir", "/tmp"));
    try (var left = Files.newDirectoryStream(folder, "libduckdb_java*.so")) {
      for (var library : left) {
        if (Files.getLastModifiedTime(library).toInstant().isBefore(old)
            && Files.isWritable(library)) {
          Files.deleteIfExists(library);
        }
      }
    } catch (IOException e) {
      // Another process removes them at the same time, or they are somebody else's: no harm.
      return;
    }
  }
}
