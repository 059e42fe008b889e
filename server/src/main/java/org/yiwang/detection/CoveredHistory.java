package org.yiwang.detection;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongConsumer;
import org.yiwang.backtest.History;
import org.yiwang.backtest.Span;
import org.yiwang.dayfiles.RowSink;
import org.yiwang.engine.Catalog;
import org.yiwang.intake.PastReadings;
import org.yiwang.registry.Datastream;

/**
 * Past readings of those datastreams that a rule is about. They are in order, so all come by one
 * source, and nothing waits for what is late.
 */
final class CoveredHistory implements History {
  private final Catalog catalog = new Catalog();
  private final Map<String, Long> subjects = new HashMap<>();
  private final PastReadings readings;
  private final Span span;
  private final LongConsumer progress;
  private final int[] wanted;

  CoveredHistory(
      PastReadings readings, List<Datastream> covered, Span span, LongConsumer progress) {
    this.readings = readings;
    this.span = span;
    this.progress = progress;
    wanted = covered.stream().mapToInt(Datastream::id).toArray();
    catalog.addSource(0, 0, 0, 0);
    for (var one : covered) {
      var subject = Math.toIntExact(one.subject());
      if (catalog.findSubject(subject) == null) {
        catalog.addSubject(
            subject, one.subjectKind(), one.subjectCode(), one.areaPath(), one.lon(), one.lat());
        subjects.put(one.subjectCode(), one.subject());
      }
      catalog.addSeries(one.id(), one.device(), one.property(), one.unit(), subject, 0);
    }
  }

  @Override
  public Catalog catalog() {
    return catalog;
  }

  @Override
  public void read(RowSink sink) {
    if (wanted.length == 0) {
      return;
    }
    readings.scan(
        Instant.ofEpochMilli(span.fromMillis()),
        Instant.ofEpochMilli(span.toMillis()),
        wanted,
        (series, times, values, size) -> {
          sink.take(series, times, values, size);
          if (size > 0) {
            progress.accept(times[size - 1]);
          }
        });
  }

  /** An episode of a trial over this history, in the registry's numbers. */
  Episodes.Episode episode(org.yiwang.backtest.Episode found) {
    var slash = found.about().indexOf('/', found.subject().length());
    var isArea = found.about().startsWith("/");
    return new Episodes.Episode(
        found.key(),
        Objects.requireNonNull(subjects.get(found.subject())),
        isArea || slash < 0 ? null : found.about().substring(slash + 1),
        isArea ? found.area() : null,
        found.level().name(),
        Instant.ofEpochMilli(found.start()),
        found.end() == Long.MAX_VALUE ? null : Instant.ofEpochMilli(found.end()));
  }
}
