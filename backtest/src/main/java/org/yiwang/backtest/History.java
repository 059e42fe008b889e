package org.yiwang.backtest;

import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.yiwang.engine.Catalog;

/**
 * Past readings in the order of their times, side by side in primitive arrays, with the catalog of
 * those they are about. Columns: {@code time}, {@code device}, {@code property}, {@code value}, and
 * as far as needed {@code subject} (else the device), {@code kind} (else the only one of the
 * rules), {@code unit}, {@code area} (a path), {@code lon}, {@code lat}.
 */
final class History {
  final Catalog catalog = new Catalog();
  int[] series = new int[1024];
  long[] time = new long[1024];
  double[] value = new double[1024];
  int size;

  private final Map<String, Integer> subjects = new HashMap<>();
  private final Map<String, Integer> known = new HashMap<>();
  private final String kind;
  private final Map<String, String> units;
  private final ZoneId zone;

  private History(String kind, Map<String, String> units, ZoneId zone) {
    this.kind = kind;
    this.units = units;
    this.zone = zone;
    // In order as they are, all come by one source; nothing is late, and nothing waits.
    catalog.addSource(0, 0, 0, 0);
  }

  /**
   * Reads files.
   *
   * @param kind of subjects whose lines name none
   * @param units by property, for lines that name none
   */
  static History read(List<Path> files, String kind, Map<String, String> units, ZoneId zone)
      throws IOException {
    var history = new History(kind, units, zone);
    for (var file : files) {
      Csv.read(file, history::add);
    }
    history.sort();
    return history;
  }

  private void add(Csv.Line line) {
    var device = line.text("device");
    var property = line.text("property");
    var subject = line.text("subject", device);
    int of =
        known.computeIfAbsent(
            subject + "\n" + device + "\n" + property, k -> newSeries(line, subject));
    if (size == series.length) {
      series = Arrays.copyOf(series, size * 2);
      time = Arrays.copyOf(time, size * 2);
      value = Arrays.copyOf(value, size * 2);
    }
    series[size] = of;
    time[size] = line.time("time", zone);
    value[size++] = line.number("value");
  }

  private int newSeries(Csv.Line line, String subject) {
    int owner = subjects.computeIfAbsent(subject, code -> newSubject(line, code));
    var property = line.text("property");
    var unit = line.text("unit", units.getOrDefault(property, "1"));
    catalog.addSeries(known.size(), line.text("device"), property, unit, owner, 0);
    return known.size();
  }

  private int newSubject(Csv.Line line, String code) {
    boolean placed = !line.text("lon", "").isEmpty();
    catalog.addSubject(
        subjects.size(),
        line.text("kind", kind),
        code,
        line.text("area", "/"),
        placed ? line.number("lon") : 0,
        placed ? line.number("lat") : 0);
    return subjects.size();
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
