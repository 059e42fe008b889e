package org.yiwang.setting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.yiwang.engine.Baseline;

/** Hour by hour it comes to the same as the engine's own way, series by series. */
class HourOfWeekTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final long MONDAY = Instant.parse("2026-11-15T16:00:00Z").toEpochMilli();
  private static final long HOUR = 3_600_000;

  @Test
  void mediansAndSpreadsAreTheEngines() {
    var random = new SplittableRandom(3);
    for (var round = 0; round < 50; round++) {
      var size = 1 + random.nextInt(400);
      var series = random.ints(size, 0, 7).map(id -> id * 1_000).toArray();
      var values = random.doubles(size, -5, 5).toArray();
      values[0] = Double.NaN;
      var least = 1 + random.nextInt(30);
      var hour = new HourOfWeek();
      hour.add(new int[] {1}, new double[] {9}, 1);
      hour.tell(9, (id, median, spread) -> assertThat(id).isNull());
      hour.add(series, values, size / 2);
      hour.add(
          Arrays.copyOfRange(series, size / 2, size),
          Arrays.copyOfRange(values, size / 2, size),
          size - size / 2);
      var told = new HashMap<Integer, double[]>();
      hour.tell(least, (id, median, spread) -> told.put(id, new double[] {median, spread}));

      for (var id = 0; id < 7_000; id += 1_000) {
        var expected = Baseline.learn(ZONE, times(size), of(id, series, values), least);
        var found = told.getOrDefault(id, new double[] {Double.NaN, 0});
        assertThat(found[0]).isEqualTo(Double.valueOf(expected.median(MONDAY)));
        assertThat(found[1]).isEqualTo(Double.valueOf(expected.spread(MONDAY)));
      }
    }
  }

  private static long[] times(int size) {
    var times = new long[size];
    Arrays.setAll(times, i -> MONDAY + HOUR * i / size);
    return times;
  }

  private static double[] of(int id, int[] series, double[] values) {
    var own = new double[values.length];
    Arrays.setAll(own, i -> series[i] == id ? values[i] : Double.NaN);
    return own;
  }
}
