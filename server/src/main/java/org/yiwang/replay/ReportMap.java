package org.yiwang.replay;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.yiwang.platform.Refused;

/**
 * What the columns of a file of past reports mean; {@code docs/guide/replay.md} has every key.
 *
 * @param name of the source: with the number it tells one report from all others
 * @param number column with the source's own number of a report
 * @param opened when it was reported
 * @param title text with {@code {column}} in it
 */
record ReportMap(
    @Nullable FileForm file,
    @Nullable String name,
    @Nullable String number,
    @Nullable TimeForm opened,
    @Nullable Choice type,
    @Nullable Choice source,
    @Nullable Choice area,
    @Nullable String title,
    @Nullable String body,
    @Nullable List<Step> history) {

  /**
   * One of several values, by what a column says.
   *
   * @param map from the column's value to ours
   * @param otherwise for all other values; without it such a row can't be used
   */
  record Choice(
      @Nullable String column, @Nullable Map<String, String> map, @Nullable String otherwise) {

    /** Our value for a row, or null when there is none for what it says. */
    @Nullable String of(CSVRecord row) {
      var mapped = map == null || column == null ? null : map.get(row.get(column));
      return mapped == null ? otherwise : mapped;
    }
  }

  /**
   * A step of a case's life.
   *
   * @param state code of the state it leads to, such as {@code closed}
   * @param at when; without it the file does not say
   * @param actor text with {@code {column}} in it
   * @param when only where a column says this
   */
  record Step(
      @Nullable String state,
      @Nullable TimeForm at,
      @Nullable String actor,
      @Nullable String note,
      @Nullable Boolean overdue,
      @Nullable Condition when) {}

  /** What a column has to say. */
  record Condition(@Nullable String column, @Nullable String is) {
    boolean holds(CSVRecord row) {
      return column != null && row.get(column).equals(is);
    }
  }

  /** Reads a map; what is wrong with it is said with its key. */
  static ReportMap read(Path file) throws IOException {
    var map = ReadingMap.read(file, ReportMap.class);
    require("name", map.name);
    require("number", map.number);
    require("opened", map.opened);
    require("type", map.type);
    require("source", map.source);
    require("area", map.area);
    require("title", map.title);
    return map;
  }

  private static void require(String key, @Nullable Object value) {
    if (value == null) {
      throw Refused.invalid(key, "is missing");
    }
  }

  FileForm form() {
    return file == null ? FileForm.USUAL : file;
  }

  List<Step> steps() {
    return history == null ? List.of() : history;
  }
}
