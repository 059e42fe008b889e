package org.yiwang.tables;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
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

  /**
   * Compares what was read with what there is, and writes what is new or different.
   *
   * @param existing the value there is for one that was read
   * @param same whether the two say the same
   */
  public ImportReport store(
      String what,
      Function<T, Optional<T>> existing,
      BiPredicate<T, T> same,
      Consumer<List<T>> write,
      boolean dryRun) {
    var added = 0;
    var changed = 0;
    var unchanged = 0;
    var todo = new ArrayList<T>();
    for (var value : values) {
      var old = existing.apply(value);
      if (old.isEmpty()) {
        added++;
        todo.add(value);
      } else if (same.test(old.get(), value)) {
        unchanged++;
      } else {
        changed++;
        todo.add(value);
      }
    }
    if (!dryRun && !todo.isEmpty()) {
      write.accept(todo);
    }
    return new ImportReport(what, read, added, changed, unchanged, problems, List.of(), !dryRun);
  }
}
