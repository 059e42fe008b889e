package org.yiwang.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** A stream as bad as the world: gaps, ties, doubles, nonsense values, late by up to the grace. */
final class RandomStream {
  private static final String[] PROPERTIES = {"methane", "fan.command", "temperature"};

  private record Arrival(Oracle.Reading reading, long at) {}

  private final Random random;

  RandomStream(Random random) {
    this.random = random;
  }

  List<Oracle.Reading> arrivals() {
    var arrivals = new ArrayList<Arrival>();
    int late = random.nextInt(3) * 30_000;
    long now = Scene.START;
    int count = 10 + random.nextInt(50);
    for (int i = 0; i < count; i++) {
      now += gap();
      int series = Math.max(0, random.nextInt(5) - 2);
      var reading = new Oracle.Reading(series, PROPERTIES[series], now, value(series));
      // Never later than the two minutes that every source grants.
      long at = now + (late == 0 ? 0 : random.nextInt(late * 2));
      if (series == 2 && random.nextBoolean()) {
        // As positions come: two values of one moment.
        arrivals.add(new Arrival(new Oracle.Reading(0, PROPERTIES[0], now, value(0)), at));
      }
      arrivals.add(new Arrival(reading, at));
      if (random.nextInt(8) == 0) {
        arrivals.add(new Arrival(reading, at + random.nextInt(10_000)));
      }
    }
    arrivals.sort(Comparator.comparingLong(Arrival::at));
    return arrivals.stream().map(Arrival::reading).toList();
  }

  private long gap() {
    return switch (random.nextInt(10)) {
      case 0 -> 0;
      case 1 -> 400_000;
      case 2, 3 -> random.nextInt(1_000);
      default -> 1_000L * random.nextInt(60);
    };
  }

  private double value(int series) {
    if (series == 1) {
      return random.nextInt(2);
    }
    if (random.nextInt(40) == 0) {
      return random.nextBoolean() ? Double.NaN : Double.NEGATIVE_INFINITY;
    }
    return random.nextInt(25) - 10;
  }
}
