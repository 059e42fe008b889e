package org.yiwang.backtest;

import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.yiwang.dayfiles.RowSink;
import org.yiwang.dayfiles.SeriesName;
import org.yiwang.engine.Catalog;

/**
 * Past readings of CSV files, in the order of their times, side by side in primitive arrays.
 * Columns: {@code time}, {@code device}, {@code property}, {@code value}, and as far as needed
 * {@code subject} (else the device), {@code kind} (else the only one of the rules), {@code unit},
 * {@code area} (a path), {@code lon}, {@code lat}.
 */
final class CsvHistory implements History {
  private static final int STRETCH = 4096;

  private final SeriesCatalog catalog = new SeriesCatalog();
  private int[] series = new int[1024];
  private long[] time = new long[1024];
  private double[] value = new double[1024];
  private int size;

  private final String kind;
  private final Map<String, String> units;
  private final Span span;
  private final ZoneId zone;

  private CsvHistory(String kind, Map<String, String> units, Span span, ZoneId zone) {
    this.kind = kind;
    this.units = units;
    this.span = span;
    this.zone = zone;
  }

  /**
   * Reads files.
   *
   * @param kind of subjects whose lines name none
   * @param units by property, for lines that name none
   */
  static CsvHistory read(
      List<Path> files, String kind, Map<String, String> units, Span span, ZoneId zone)
      throws IOException {
    var history = new CsvHistory(kind, units, span, zone);
    for (var file : files) {
      Csv.read(file, history::add);
    }
    history.sort();
    return history;
  }

  @Override
  public Catalog catalog() {
    return catalog.catalog();
  }

  @Override
  public void read(RowSink sink) {
    for (int from = 0; from < size; from += STRETCH) {
      int to = Math.min(size, from + STRETCH);
      sink.take(
          Arrays.copyOfRange(series, from, to),
          Arrays.copyOfRange(time, from, to),
          Arrays.copyOfRange(value, from, to),
          to - from);
    }
  }

  private void add(Csv.Line line) {
    long at = line.time("time", zone);
    if (!span.contains(at)) {
      return;
    }
    if (size == series.length) {
      series = Arrays.copyOf(series, size * 2);
      time = Arrays.copyOf(time, size * 2);
      value = Arrays.copyOf(value, size * 2);
    }
    series[size] = catalog.number(name(line));
    time[size] = at;
    value[size++] = line.number("value");
  }

  private SeriesName name(Csv.Line line) {
    var device = line.text("device");
    var property = line.text("property");
    boolean placed = !line.text("lon", "").isEmpty();
    return new SeriesName(
        0,
        device,
        property,
        line.text("unit", units.getOrDefault(property, "1")),
        line.text("subject", device),
        line.text("kind", kind),
        line.text("area", "/"),
        placed ? line.number("lon") : 0,
        placed ? line.number("lat") : 0);
  }

  /** By time, and otherwise as they were: files need not be in order. */
  private void sort() {
    boolean sorted = true;
    for (int i = 1; i < size && sorted; i++) {
      sorted = time[i - 1] <= time[i];
    }
    if (sorted) {
      return;
    }
    var order = new Integer[size];
    Arrays.setAll(order, i -> i);
    var times = time;
    Arrays.sort(order, (a, b) -> Long.compare(times[a], times[b]));
    var sortedSeries = new int[size];
    var sortedTime = new long[size];
    var sortedValue = new double[size];
    for (int i = 0; i < size; i++) {
      sortedSeries[i] = series[order[i]];
      sortedTime[i] = time[order[i]];
      sortedValue[i] = value[order[i]];
    }
    series = sortedSeries;
    time = sortedTime;
    value = sortedValue;
  }
}
