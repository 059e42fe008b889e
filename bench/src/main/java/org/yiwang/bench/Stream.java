package org.yiwang.bench;

import java.util.Arrays;
import java.util.Random;

/**
 * The stream that every competitor judges, made from a seed: devices with three series each, about
 * one reading a minute for 167 minutes, arriving 0 to 3 s out of order across the stream while each
 * series stays in order. One reading in a thousand starts an excursion above 80; within one, 5 %
 * dip into 75 to 80; devices fall silent for 6 to 31 minutes, never within 30 s of 10 minutes, one
 * in ten for good.
 */
final class Stream {
  static final int SERIES_PER_DEVICE = 3;

  /**
   * Readings a series: 167 minutes at one every 57 s. The rhythm keeps every break of an excursion
   * more than 3 s away from 5 and from 60 minutes, so that those who count by time of arrival find
   * the same as those who count by time of measurement.
   */
  static final int STEPS = 175;

  static final long START = 1_700_000_000_000L;
  static final long DISORDER = 5_000;
  private static final int STEP = 57_000;
  private static final int TEN_MINUTES = 600_000;
  private static final long SEED = 20_261_121L;
  private static final double SILENCES_A_MINUTE = 0.00027;

  final int devices;
  private final int steps;
  int[] series;
  long[] time;
  double[] value;
  int size;

  private final Random random = new Random(SEED);
  private int[] arrival;

  private Stream(int devices, int steps) {
    this.devices = devices;
    this.steps = steps;
    int capacity = devices * SERIES_PER_DEVICE * steps;
    series = new int[capacity];
    time = new long[capacity];
    value = new double[capacity];
    arrival = new int[capacity];
  }

  static Stream of(int devices) {
    return of(devices, STEPS);
  }

  /** A shorter stream: below 41 steps without silences. */
  static Stream of(int devices, int steps) {
    var stream = new Stream(devices, steps);
    for (int device = 0; device < devices; device++) {
      stream.addDevice(device);
    }
    stream.sortByArrival();
    return stream;
  }

  private void addDevice(int device) {
    var times = new int[SERIES_PER_DEVICE][steps];
    for (int[] row : times) {
      int phase = random.nextInt(STEP - 10_000);
      for (int step = 0; step < steps; step++) {
        row[step] = step * STEP + phase + random.nextInt(2_000);
      }
    }
    var silent = silences(times);
    for (int which = 0; which < SERIES_PER_DEVICE; which++) {
      int left = 0;
      boolean begun = false;
      for (int step = 0; step < steps; step++) {
        if (left == 0 && random.nextInt(1_000) == 0 && !endsDoubtfully(times[which][step])) {
          left = excursionLength();
          begun = true;
        }
        double measured =
            left > 0
                ? excursionValue(!begun && mayDip(times[which], step))
                : 20 + 54 * random.nextDouble();
        left = Math.max(0, left - 1);
        begun = false;
        if (!silent[step]) {
          add(device * SERIES_PER_DEVICE + which, times[which][step], measured);
        }
      }
    }
  }

  /** Whether a duration that starts here would come due within seconds of the end of the stream. */
  private boolean endsDoubtfully(int at) {
    int left = steps * STEP - 6_000 - at;
    return Math.abs(left - 300_000) < 10_000 || Math.abs(left - 3_600_000) < 10_000;
  }

  private int excursionLength() {
    double kind = random.nextDouble();
    if (kind < 0.5) {
      return 1;
    }
    if (kind < 0.8) {
      return 3 + random.nextInt(6);
    }
    return kind < 0.95 ? 10 + random.nextInt(31) : 62 + random.nextInt(40);
  }

  /** The reading after a dip starts a duration anew. */
  private boolean mayDip(int[] times, int step) {
    return step + 1 < steps && !endsDoubtfully(times[step + 1]);
  }

  private double excursionValue(boolean mayDip) {
    boolean dips = mayDip && random.nextInt(20) == 0;
    return dips ? 75.001 + 4.998 * random.nextDouble() : 80.001 + 20 * random.nextDouble();
  }

  /** Steps at which the device sends nothing; a silence counts from the last reading of all. */
  private boolean[] silences(int[][] times) {
    var silent = new boolean[steps];
    int free = 1;
    for (int step = 1; step < steps - 40; step++) {
      if (step < free || random.nextDouble() >= SILENCES_A_MINUTE) {
        continue;
      }
      int lasting = 7 + random.nextInt(25);
      boolean forGood = random.nextInt(10) == 0;
      int end = forGood ? steps : step + lasting;
      while (!forGood && Math.abs(gap(times, step, end) - TEN_MINUTES) < 33_000) {
        end++;
      }
      Arrays.fill(silent, step, end, true);
      free = end + 2;
    }
    return silent;
  }

  private static int gap(int[][] times, int from, int to) {
    int before = Integer.MIN_VALUE;
    int after = Integer.MAX_VALUE;
    for (int[] row : times) {
      before = Math.max(before, row[from - 1]);
      after = Math.min(after, row[to]);
    }
    return after - before;
  }

  private void add(int of, int at, double measured) {
    series[size] = of;
    time[size] = START + at;
    value[size] = measured;
    arrival[size++] = at + random.nextInt(3_000);
  }

  /** Sorts by arrival through one array of longs: arrival above, place below. */
  private void sortByArrival() {
    var keys = new long[size];
    for (int i = 0; i < size; i++) {
      keys[i] = (long) arrival[i] << 32 | i;
    }
    Arrays.parallelSort(keys);
    var sortedSeries = new int[size];
    var sortedTime = new long[size];
    var sortedValue = new double[size];
    for (int i = 0; i < size; i++) {
      int from = (int) keys[i];
      sortedSeries[i] = series[from];
      sortedTime[i] = time[from];
      sortedValue[i] = value[from];
    }
    series = sortedSeries;
    time = sortedTime;
    value = sortedValue;
    arrival = new int[0];
  }

  /** The time of the newest reading: at the end, everyone judges what is due before it. */
  long end() {
    return Arrays.stream(time, 0, size).max().orElse(START);
  }
}
