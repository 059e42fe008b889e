package org.yiwang.backtest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.yiwang.dayfiles.DayFiles;
import org.yiwang.dayfiles.Duck;
import org.yiwang.dayfiles.RowSink;
import org.yiwang.dayfiles.SeriesName;
import org.yiwang.engine.Catalog;

/**
 * Day files, read as they are judged: a quarter of a year needs no more memory than an hour. The
 * same series has one number in all of them, whatever it has in each.
 */
public final class FileHistory implements History {

  /** A file with the number in the catalog of each of its series. */
  private record Numbered(Path file, int[] numbers) {}

  private final Duck duck;
  private final Span span;
  private final List<Numbered> files = new ArrayList<>();
  private final SeriesCatalog catalog = new SeriesCatalog();

  /**
   * Opens files.
   *
   * @param paths files, and folders with files of which the newest version of each day counts
   * @throws WrongInput when two of them overlap in time: they are judged one after the other
   */
  public FileHistory(Duck duck, List<Path> paths, Span span) throws IOException {
    this.duck = duck;
    this.span = span;
    for (var file : inOrder(duck, expand(paths))) {
      var names = DayFiles.names(duck, file);
      var numbers = new int[names.stream().mapToInt(SeriesName::id).max().orElse(-1) + 1];
      names.forEach(name -> numbers[name.id()] = catalog.number(name));
      files.add(new Numbered(file, numbers));
    }
  }

  private static List<Path> expand(List<Path> paths) throws IOException {
    var files = new ArrayList<Path>();
    for (var path : paths) {
      if (Files.isDirectory(path)) {
        files.addAll(newest(path));
      } else {
        files.add(path);
      }
    }
    return files;
  }

  /** Of a folder, the newest version of each day: {@code 2026-11-20.2.parquet} is the second. */
  private static List<Path> newest(Path folder) throws IOException {
    Map<String, Path> byDay = new TreeMap<>();
    try (var all = Files.walk(folder)) {
      for (var file : all.filter(one -> one.toString().endsWith(".parquet")).toList()) {
        var name = file.getFileName().toString();
        byDay.merge(
            name.substring(0, name.indexOf('.')),
            file,
            (one, other) -> version(one) >= version(other) ? one : other);
      }
    }
    return List.copyOf(byDay.values());
  }

  private static int version(Path file) {
    var parts = file.getFileName().toString().split("\\.");
    try {
      return Integer.parseInt(parts[1]);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private static List<Path> inOrder(Duck duck, List<Path> files) {
    record Timed(Path file, long first, long last) {}
    var timed = new ArrayList<Timed>();
    for (var file : files) {
      var period = DayFiles.period(duck, file);
      if (period.rows() > 0) {
        timed.add(new Timed(file, period.firstMillis(), period.lastMillis()));
      }
    }
    timed.sort(Comparator.comparingLong(Timed::first));
    for (var i = 1; i < timed.size(); i++) {
      if (timed.get(i).first() <= timed.get(i - 1).last()) {
        throw new WrongInput(
            "%s and %s overlap in time; give one of them"
                .formatted(timed.get(i - 1).file(), timed.get(i).file()));
      }
    }
    return timed.stream().map(Timed::file).toList();
  }

  @Override
  public Catalog catalog() {
    return catalog.catalog();
  }

  @Override
  public void read(RowSink sink) {
    for (var one : files) {
      var numbers = one.numbers();
      DayFiles.read(
          duck,
          List.of(one.file()),
          span.fromMillis(),
          span.toMillis(),
          null,
          (series, times, values, size) -> {
            for (var i = 0; i < size; i++) {
              series[i] = numbers[series[i]];
            }
            sink.take(series, times, values, size);
          });
    }
  }
}
