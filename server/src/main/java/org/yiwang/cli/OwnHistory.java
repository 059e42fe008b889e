package org.yiwang.cli;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Optional;
import org.yiwang.backtest.History;
import org.yiwang.backtest.SeriesCatalog;
import org.yiwang.backtest.Span;
import org.yiwang.dayfiles.RowSink;
import org.yiwang.dayfiles.SeriesName;
import org.yiwang.engine.Baseline;
import org.yiwang.engine.Catalog;
import org.yiwang.engine.Setting;
import org.yiwang.intake.PastReadings;
import org.yiwang.registry.Datastreams;

/** The readings of this installation, hot and cold as one, for a backtest. */
final class OwnHistory implements History {
  private static final Instant FIRST = Instant.EPOCH;
  private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");
  private static final int UNKNOWN = -1;

  private final PastReadings readings;
  private final Span span;
  private final SeriesCatalog catalog = new SeriesCatalog();
  private int[] numbers = new int[0];

  OwnHistory(PastReadings readings, Datastreams datastreams, Span span) {
    this.readings = readings;
    this.span = span;
    for (var one : datastreams.list()) {
      if (one.id() >= numbers.length) {
        var before = numbers.length;
        numbers = Arrays.copyOf(numbers, Math.max(one.id() + 1, before * 2));
        Arrays.fill(numbers, before, numbers.length, UNKNOWN);
      }
      numbers[one.id()] =
          catalog.number(
              new SeriesName(
                  one.id(),
                  one.device(),
                  one.property(),
                  one.unit(),
                  one.subjectCode(),
                  one.subjectKind(),
                  one.areaPath(),
                  one.lon(),
                  one.lat()));
    }
  }

  @Override
  public Catalog catalog() {
    return catalog.catalog();
  }

  /** A setting whose baselines are those of datastreams, for the numbers of the catalog. */
  Setting numbered(Setting setting) {
    var baselines = new HashMap<Integer, Baseline>();
    setting.baselines().forEach((datastream, one) -> baselines.put(number(datastream), one));
    return setting.withBaselines(baselines);
  }

  /** The number that a datastream has in the catalog. */
  private int number(int datastream) {
    return datastream < numbers.length ? numbers[datastream] : UNKNOWN;
  }

  /** Where its readings lie, however open the period asked for is. */
  Optional<PastReadings.Stretch> findStretch() {
    return readings.findStretch(from(), to());
  }

  @Override
  public void read(RowSink sink) {
    readings.scan(
        from(),
        to(),
        null,
        (series, times, values, size) -> {
          for (var i = 0; i < size; i++) {
            series[i] = number(series[i]);
          }
          sink.take(series, times, values, size);
        });
  }

  private Instant from() {
    return span.fromMillis() <= FIRST.toEpochMilli() ? FIRST : at(span.fromMillis());
  }

  private Instant to() {
    return span.toMillis() >= LAST.toEpochMilli() ? LAST : at(span.toMillis());
  }

  private static Instant at(long millis) {
    return Instant.ofEpochMilli(millis);
  }
}
