package org.yiwang.bench.server;

import java.time.Instant;

/**
 * Devices that say three values in a message. Times are those of the wall clock, each later than
 * the one before; values are quiet, so that what is measured is intake and not the work of cases.
 */
final class Devices {
  private static final int VALUES = Ground.PROPERTIES.size();

  /** Text of a minute, such as {@code 2026-11-21T08:00:}. */
  private record Minute(long number, String text) {}

  private final long[] last;
  private volatile Minute minute = new Minute(-1, "");

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
          .append(minute(time));
      long millis = time % 60_000;
      digit(json, millis, 10_000).append(millis / 1_000 % 10).append('.');
      digit(json, millis, 100);
      digit(json, millis, 10).append(millis % 10).append("Z\",\"value\":");
      // A digit before the point and up to two behind it, as the device's number and time give it.
      json.append(2 + i).append('.').append((device * 31L + time / 100) % 100).append('}');
    }
  }

  /** Time of the message a device said last. */
  long lastMillis(int device) {
    return last[device];
  }

  private static StringBuilder digit(StringBuilder json, long number, int weight) {
    return json.append(number / weight % 10);
  }

  /** A time as text up to its minutes; the same for many messages, so it is kept. */
  private String minute(long time) {
    long number = time / 60_000;
    var kept = minute;
    if (kept.number() != number) {
      kept = new Minute(number, Instant.ofEpochSecond(number * 60).toString().substring(0, 17));
      minute = kept;
    }
    return kept.text();
  }
}
