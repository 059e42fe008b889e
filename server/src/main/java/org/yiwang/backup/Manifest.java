package org.yiwang.backup;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a backup holds; its last entry.
 *
 * @param format version of the form of the file
 * @param schema fingerprint of the schema the rows fit into
 * @param takenAt moment of the snapshot, by the clock of the machine
 * @param partitions statements' rest by partition: its table and its bounds
 * @param sequences the last numbers given
 * @param dayFiles the files of closed days
 */
record Manifest(
    int format,
    String schema,
    Instant takenAt,
    List<Entry> entries,
    Map<String, String> partitions,
    Map<String, Long> sequences,
    List<DayFile> dayFiles) {
  static final int FORMAT = 2;
  static final String NAME = "manifest.json";

  /**
   * One file of the history.
   *
   * @param name below the folder of the history
   * @param sha256 of the whole file
   */
  record DayFile(String name, long bytes, String sha256) {
    String file() {
      return "history/" + name;
    }
  }

  /**
   * One table.
   *
   * @param table name with schema
   * @param columns in the order of the rows' fields
   * @param sha256 of the rows as PostgreSQL's COPY writes them
   */
  record Entry(String table, List<String> columns, long rows, long bytes, String sha256) {
    String file() {
      return "tables/" + table + ".copy";
    }
  }
}
