package org.yiwang.bench.server;

import java.util.Arrays;

/**
 * What one tank's sensors have said and the server has acknowledged, in order: the sender's own
 * memory, against which the server is held. The tank lives by a fixed script: quiet, then gas over
 * the limit for 85 minutes with the fan on, then quiet again.
 */
final class TankLog {
  static final int METHANE = 0;
  static final int FAN = 1;

  private static final int CYCLE = 120;
  private static final int GAS_FROM = 10;
  private static final int FAN_ON = 12;
  private static final int GAS_TO = 95;
  private static final int FAN_OFF = 97;
  private static final long STEP_MILLIS = 60_000;

  /** One reading of the tank. */
  record Said(int what, long timeMillis, double value) {}

  final int tank;
  private final long beginMillis;
  private int step;
  private int size;
  private byte[] what = new byte[1024];
  private long[] times = new long[1024];
  private double[] values = new double[1024];

  TankLog(int tank, long beginMillis) {
    this.tank = tank;
    this.beginMillis = beginMillis;
    this.step = tank * 7 % CYCLE;
  }

  /** The next minute of the tank's life; the same until it is noted as acknowledged. */
  Said[] next() {
    int place = step % CYCLE;
    long time = beginMillis + step * STEP_MILLIS;
    boolean isGas = place >= GAS_FROM && place < GAS_TO;
    var gas = new Said(METHANE, time, (isGas ? 31 : 3) + (step * 37 + tank) % 10 / 10.0);
    if (place == FAN_ON || place == FAN_OFF) {
      return new Said[] {gas, new Said(FAN, time, place == FAN_ON ? 1 : 0)};
    }
    return new Said[] {gas};
  }

  /** Notes that the next minute was acknowledged. */
  void acknowledged() {
    for (var said : next()) {
      if (size == times.length) {
        what = Arrays.copyOf(what, size * 2);
        times = Arrays.copyOf(times, size * 2);
        values = Arrays.copyOf(values, size * 2);
      }
      what[size] = (byte) said.what();
      times[size] = said.timeMillis();
      values[size] = said.value();
      size++;
    }
    step++;
  }

  int size() {
    return size;
  }

  Said get(int i) {
    return new Said(what[i], times[i], values[i]);
  }
}
