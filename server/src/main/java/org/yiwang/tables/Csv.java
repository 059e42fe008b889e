package org.yiwang.tables;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Reads the rows of CSV files as records, leaving out those that can't be used. */
public record Csv<T>(int read, List<T> values, List<ImportProblem> problems) {

  /**
   * Reads every row; {@code reader} may refuse a row through {@link Row#refuse}, after which what
   * it returns is not used.
   */
  public static <T> Csv<T> read(List<Path> files, Function<Row, T> reader) throws IOException {
    var read = 0;
    var values = new ArrayList<T>();
    var problems = new ArrayList<ImportProblem>();
    for (var file : files) {
      for (var row : Table.read(file).rows()) {
        read++;
        // A row of the wrong length is read no further: its values stand under wrong names.
        if (row.usable()) {
          var value = reader.apply(row);
          if (row.usable()) {
            values.add(value);
          }
        }
        problems.addAll(row.problems());
      }
    }
    return new Csv<>(read, values, problems);
  }
}
