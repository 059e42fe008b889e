package org.yiwang.district;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A comma-separated table of the recipe or of the result. Plain form only: one header line, no
 * commas or quotes inside a value, so that files differ line by line and nothing else.
 */
record Table(List<String> header, List<Row> rows) {

  /** One line; asking for a column that is not there is a mistake in the generator. */
  record Row(Map<String, String> values) {
    String get(String column) {
      var value = values.get(column);
      if (value == null) {
        throw new IllegalArgumentException("no column " + column + " in " + values.keySet());
      }
      return value;
    }
  }

  static Table with(String... header) {
    return new Table(List.of(header), new ArrayList<>());
  }

  static Table read(Path file) throws IOException {
    var lines = Files.readAllLines(file);
    var header = List.of(lines.getFirst().split(",", -1));
    var rows = new ArrayList<Row>();
    for (var line : lines.subList(1, lines.size())) {
      var values = line.split(",", -1);
      if (values.length != header.size()) {
        throw new IOException(file + ": " + header.size() + " values expected in: " + line);
      }
      var row = new LinkedHashMap<String, String>();
      for (var i = 0; i < values.length; i++) {
        row.put(header.get(i), values[i]);
      }
      rows.add(new Row(row));
    }
    return new Table(header, rows);
  }

  /** Adds a row; values are in the order of the header. */
  void add(Object... values) {
    if (values.length != header.size()) {
      throw new IllegalArgumentException(header.size() + " values expected");
    }
    var row = new LinkedHashMap<String, String>();
    for (var i = 0; i < values.length; i++) {
      row.put(header.get(i), String.valueOf(values[i]));
    }
    rows.add(new Row(row));
  }

  void write(Path file) throws IOException {
    var text = new StringBuilder(String.join(",", header)).append('\n');
    for (var row : rows) {
      text.append(String.join(",", row.values().values())).append('\n');
    }
    Files.writeString(file, text);
  }
}
