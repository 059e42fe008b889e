package org.yiwang.bench.server;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Devices that send their messages over MQTT, some on each connection, all on one thread; a device
 * has one message under way at a time. Two ways to load a server:
 *
 * <ul>
 *   <li>closed loop: a device sends when its last message is acknowledged. The server is never
 *       without work, and how long an answer takes is how many devices there are by how many
 *       messages a second it takes;
 *   <li>open loop: each device sends at its own moments, the same time apart, whatever the server
 *       does. A message counts from the moment at which it was due, also when it had to wait for
 *       the one before: a server that stands still is not asked less.
 * </ul>
 */
final class MqttFleet implements AutoCloseable {
  private static final long NANOS = 1_000_000_000L;
  private static final long SEED = 5_000;

  private final Devices devices;
  private final Runnable acknowledged;
  private final Latencies latencies;
  private final List<MqttLine> lines = new ArrayList<>();
  private final Selector selector;
  private final byte[][] topics;
  private final StringBuilder json = new StringBuilder();

  /** When the message under way was sent, or was due; 0 where there is none. */
  private final long[] since;

  private volatile boolean running;

  /**
   * The open loop's plan: time between a device's messages, its place in it, and how often it sent.
   */
  private long period;

  private long begin;
  private final long[] phase;
  private final int[] turns;
  private long horizon;

  /**
   * Connects.
   *
   * @param acknowledged called for each message
   */
  MqttFleet(
      int port,
      String token,
      int connections,
      Devices devices,
      Latencies latencies,
      Runnable acknowledged)
      throws IOException {
    this.devices = devices;
    this.acknowledged = acknowledged;
    this.latencies = latencies;
    selector = Selector.open();
    for (int i = 0; i < connections; i++) {
      var line = MqttLine.connect(port, "bench-" + i, token);
      line.attend(selector, i);
      lines.add(line);
    }
    topics =
        IntStream.range(0, devices.count())
            .mapToObj(
                d -> ("yiwang/readings/" + Ground.sensor(d)).getBytes(StandardCharsets.US_ASCII))
            .toArray(byte[][]::new);
    since = new long[devices.count()];
    phase = new long[devices.count()];
    turns = new int[devices.count()];
  }

  /** Each device sends when it was answered, until {@link #stop}; returns when all are answered. */
  void runClosed() throws IOException {
    running = true;
    for (int device = 0; device < devices.count(); device++) {
      publish(device, System.nanoTime());
    }
    for (var line : lines) {
      line.send();
    }
    while (running || isWaiting()) {
      selector.select(key -> answer(key, true), 100);
    }
  }

  /** All devices together send that many messages a second, until {@link #stop}. */
  void runOpen(double messagesPerSecond) throws IOException {
    running = true;
    period = (long) (devices.count() * (double) NANOS / messagesPerSecond);
    var random = new Random(SEED);
    Arrays.setAll(phase, device -> random.nextLong(period));
    Arrays.fill(turns, 0);
    var order =
        IntStream.range(0, devices.count())
            .boxed()
            .sorted(Comparator.comparingLong(device -> phase[device]))
            .mapToInt(Integer::intValue)
            .toArray();
    begin = System.nanoTime();
    horizon = begin - 1;
    int place = 0;
    long turn = 0;
    while (running || isWaiting()) {
      long now = System.nanoTime();
      while (running && begin + turn * period + phase[order[place]] <= now) {
        int device = order[place];
        horizon = begin + turn * period + phase[device];
        if (since[device] == 0) {
          publishDue(device);
          line(device).send();
        }
        place++;
        if (place == order.length) {
          place = 0;
          turn++;
        }
      }
      selector.select(key -> answer(key, false), 1);
    }
  }

  private long due(int device) {
    return begin + turns[device] * period + phase[device];
  }

  private void publishDue(int device) {
    publish(device, due(device));
    turns[device]++;
  }

  /** Ends a run; messages under way are waited for. */
  void stop() {
    running = false;
  }

  private boolean isWaiting() {
    return Arrays.stream(since).anyMatch(time -> time != 0);
  }

  private MqttLine line(int device) {
    return lines.get(device % lines.size());
  }

  /** A device's number on its connection, from 1, is that of its message. */
  private void publish(int device, long sinceNanos) {
    since[device] = sinceNanos;
    json.setLength(0);
    json.append('[');
    devices.append(device, json, false);
    json.append(']');
    line(device).publish(device / lines.size() + 1, topics[device], json);
  }

  private void answer(SelectionKey key, boolean isClosed) {
    int place = (int) key.attachment();
    var line = lines.get(place);
    try {
      if (key.isReadable()) {
        line.readAcknowledgements(packet -> next(place + (packet - 1) * lines.size(), isClosed));
      }
      if (line.hasUnsent()) {
        line.send();
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void next(int device, boolean isClosed) {
    long now = System.nanoTime();
    if (since[device] == 0) {
      throw new IllegalStateException("acknowledged what was not sent");
    }
    latencies.add(now - since[device]);
    acknowledged.run();
    since[device] = 0;
    if (running && isClosed) {
      publish(device, now);
    } else if (running && due(device) <= horizon) {
      publishDue(device);
    }
  }

  @Override
  public void close() throws IOException {
    for (var line : lines) {
      line.close();
    }
    selector.close();
  }
}
