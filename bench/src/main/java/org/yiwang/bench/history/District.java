package org.yiwang.bench.history;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.yiwang.dayfiles.RowSink;
import org.yiwang.dayfiles.SeriesName;

/**
 * A made-up district: series once a minute, each at a second of its own with half a second of
 * jitter, values with one decimal that wander below 60. One reading in a thousand begins an
 * excursion above 80, which lasts as long as in the stream of the engine's bench.
 */
final class District {
  private static final int MINUTES = 24 * 60;

  private final int[] order;
  private final int[] phase;
  private final double[] value;
  private final int[] excursion;
  private final SplittableRandom random = new SplittableRandom(20);

  District(int series) {
    phase = random.ints(series, 0, 60_000).toArray();
    value = random.doubles(series, 20, 50).toArray();
    excursion = new int[series];
    order =
        IntStream.range(0, series)
            .boxed()
            .sorted((a, b) -> Integer.compare(phase[a], phase[b]))
            .mapToInt(Integer::intValue)
            .toArray();
  }

  static SeriesName name(int series) {
    return new SeriesName(
        series,
        "sensor-" + series,
        "level",
        "1",
        "subject-" + series,
        "site",
        "/5/1/",
        106.5,
        29.6);
  }

  int series() {
    return order.length;
  }

  /** Hands on a day, minute by minute. */
  void day(long startMillis, RowSink sink) {
    var series = new int[order.length];
    var times = new long[order.length];
    var values = new double[order.length];
    for (var minute = 0; minute < MINUTES; minute++) {
      var start = startMillis + minute * 60_000L;
      for (var i = 0; i < order.length; i++) {
        var of = order[i];
        series[i] = of;
        times[i] = start + Math.min(59_999, phase[of] + random.nextInt(500));
        values[i] = next(of);
      }
      sink.take(series, times, values, order.length);
    }
  }

  private double next(int of) {
    if (excursion[of] == 0 && random.nextInt(1000) == 0) {
      excursion[of] = length();
    }
    if (excursion[of] > 0) {
      excursion[of]--;
      return (random.nextInt(20) == 0 ? 760 : 850) / 10.0 + random.nextInt(30) / 10.0;
    }
    value[of] = Math.clamp(value[of] + (random.nextInt(5) - 2) / 10.0, 10, 60);
    return Math.round(value[of] * 10) / 10.0;
  }

  private int length() {
    var kind = random.nextInt(100);
    if (kind < 50) {
      return 1;
    }
    return kind < 80
        ? 3 + random.nextInt(6)
        : kind < 95 ? 10 + random.nextInt(31) : 5 + random.nextInt(58);
  }
}
