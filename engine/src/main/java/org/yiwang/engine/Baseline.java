package org.yiwang.engine;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What is usual of a series in each hour of the week: the median, and as spread the median absolute
 * deviation times 1.4826, which for normal noise is its standard deviation (Rousseeuw and Croux
 * 1993) and which single outliers don't move.
 *
 * @param zone by whose clock the hours are
 * @param median 168 of them, from Monday 0:00; NaN where too little is known
 * @param spread as many, never negative
 */
public record Baseline(ZoneId zone, double[] median, double[] spread) {
  private static final int HOURS = 168;
  private static final double TO_DEVIATION = 1.4826;

  public Baseline {
    if (median.length != HOURS || spread.length != HOURS) {
      throw new IllegalArgumentException("a week has 168 hours");
    }
    median = median.clone();
    spread = spread.clone();
  }

  /**
   * Learns from past readings of one series, in any order.
   *
   * @param least an hour of the week with fewer readings stays unknown
   */
  public static Baseline learn(ZoneId zone, long[] timeMillis, double[] value, int least) {
    List<List<Double>> byHour = new ArrayList<>();
    for (int hour = 0; hour < HOURS; hour++) {
      byHour.add(new ArrayList<>());
    }
    for (int i = 0; i < timeMillis.length; i++) {
      if (Double.isFinite(value[i])) {
        byHour.get(hour(zone, timeMillis[i])).add(value[i]);
      }
    }
    var median = new double[HOURS];
    var spread = new double[HOURS];
    Arrays.fill(median, Double.NaN);
    for (int hour = 0; hour < HOURS; hour++) {
      var values = byHour.get(hour).stream().mapToDouble(Double::doubleValue).toArray();
      if (values.length >= least && values.length > 0) {
        double middle = median(values);
        median[hour] = middle;
        spread[hour] =
            TO_DEVIATION * median(Arrays.stream(values).map(v -> Math.abs(v - middle)).toArray());
      }
    }
    return new Baseline(zone, median, spread);
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    int half = values.length / 2;
    return values.length % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
  }

  /** What is usual at a moment; NaN where too little is known. */
  public double median(long timeMillis) {
    return median[hour(zone, timeMillis)];
  }

  public double spread(long timeMillis) {
    return spread[hour(zone, timeMillis)];
  }

  private static int hour(ZoneId zone, long timeMillis) {
    var local = Instant.ofEpochMilli(timeMillis).atZone(zone);
    return (local.getDayOfWeek().getValue() - 1) * 24 + local.getHour();
  }
}
