package org.yiwang.bench.server;

import java.util.Locale;

/**
 * Devices that say three values in a message. Times are those of the wall clock, each later than
 * the one before; values are quiet, so that what is measured is intake and not the work of cases.
 */
final class Devices {
  private static final int VALUES = Ground.PROPERTIES.size();

  private final long[] last;

  Devices(int count) {
    last = new long[count];
  }

  int count() {
    return last.length;
  }

  /** Appends a device's next message as array items; only one thread may ask for a device. */
  void append(int device, StringBuilder json, boolean isWithDevice) {
    long time = Math.max(System.currentTimeMillis(), last[device] + 1);
    last[device] = time;
    for (int i = 0; i < VALUES; i++) {
      json.append(json.length() > 1 ? ",{" : "{");
      if (isWithDevice) {
        json.append("\"device\":\"").append(Ground.sensor(device)).append("\",");
      }
      json.append("\"property\":\"")
          .append(Ground.PROPERTIES.get(i))
          .append("\",\"time\":\"")
          .append(java.time.Instant.ofEpochMilli(time))
          .append("\",\"value\":")
          .append(value(device, time, i))
          .append('}');
    }
  }

  /** Time of the message a device said last. */
  long lastMillis(int device) {
    return last[device];
  }

  private static String value(int device, long time, int i) {
    return String.format(Locale.ROOT, "%d.%d", 2 + i, (device * 31L + time / 100) % 100);
  }
}
