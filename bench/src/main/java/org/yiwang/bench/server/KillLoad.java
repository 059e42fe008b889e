package org.yiwang.bench.server;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Senders that never give up: each has tanks of its own, and sends the same message again until it
 * is acknowledged. Half of them speak HTTP, half MQTT.
 */
final class KillLoad {
  private static final int SENDERS = 8;
  private static final int MINUTES_A_BATCH = 20;
  private static final long PAUSE_AFTER_FAILURE_MILLIS = 100;

  private final Installation server;
  private final String token;
  private final int batch;
  private final long pauseMillis;
  private final List<List<TankLog>> shares = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicLong acknowledged = new AtomicLong();
  private final AtomicLong repeated = new AtomicLong();
  private volatile boolean running = true;
  private volatile @Nullable Throwable failure;

  /**
   * @param perSecond readings a second that are sent while the server is well
   */
  KillLoad(Installation server, String token, int tanks, long beginMillis, int perSecond) {
    this.server = server;
    this.token = token;
    for (int i = 0; i < SENDERS; i++) {
      shares.add(new ArrayList<>());
    }
    for (int i = 0; i < tanks; i++) {
      shares.get(i % SENDERS).add(new TankLog(i, beginMillis));
    }
    // A message has no tank twice: its next minute is that after the acknowledged one.
    batch = Math.min(MINUTES_A_BATCH, tanks / SENDERS);
    pauseMillis = Math.max(1, 1000L * batch * SENDERS / perSecond);
  }

  void start() {
    for (int i = 0; i < SENDERS; i++) {
      var share = shares.get(i);
      boolean isHttp = i % 2 == 0;
      threads.add(
          Thread.ofPlatform()
              .name("sender-" + i)
              .start(() -> guarded(isHttp ? () -> sendByHttp(share) : () -> sendByMqtt(share))));
    }
  }

  /** Ends the sending, each message in hand acknowledged first. */
  void finish() throws InterruptedException {
    running = false;
    for (var thread : threads) {
      thread.join();
    }
    if (failure != null) {
      throw new IllegalStateException("a sender failed", failure);
    }
  }

  long acknowledged() {
    return acknowledged.get();
  }

  /** Messages that had to be sent more than once. */
  long repeated() {
    return repeated.get();
  }

  List<TankLog> logs() {
    return shares.stream().flatMap(List::stream).toList();
  }

  private interface Work {
    void run() throws InterruptedException;
  }

  private void guarded(Work work) {
    try {
      work.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      failure = e;
      e.printStackTrace();
    }
  }

  private void sendByHttp(List<TankLog> tanks) throws InterruptedException {
    try (var sender = new HttpSender(server.address(), token)) {
      for (int turn = 0; running; turn++) {
        var some = new ArrayList<TankLog>();
        for (int i = 0; i < batch; i++) {
          some.add(tanks.get((turn * batch + i) % tanks.size()));
        }
        var readings = new ArrayList<String>();
        some.forEach(tank -> {
          for (var said : tank.next()) {
            readings.add(json(tank, said, true));
          }
        });
        untilAcknowledged(
            () -> sender.send("[" + String.join(",", readings) + "]", readings.size()));
        some.forEach(TankLog::acknowledged);
        acknowledged.addAndGet(readings.size());
        Thread.sleep(pauseMillis);
      }
    }
  }

  private void sendByMqtt(List<TankLog> tanks) throws InterruptedException {
    var line = new MqttSender[1];
    for (int turn = 0; running; turn++) {
      for (int i = 0; i < batch; i++) {
        var tank = tanks.get((turn * batch + i) % tanks.size());
        for (var said : tank.next()) {
          untilAcknowledged(() -> {
            if (line[0] == null) {
              line[0] = MqttSender.connect(server.mqttPort(), token);
            }
            if (!line[0].send(device(tank, said), json(tank, said, false))) {
              line[0].close();
              line[0] = null;
              return false;
            }
            return true;
          });
          acknowledged.incrementAndGet();
        }
        tank.acknowledged();
      }
      Thread.sleep(pauseMillis);
    }
    if (line[0] != null) {
      line[0].close();
    }
  }

  private interface Try {
    boolean run() throws IOException, InterruptedException, ExecutionException, TimeoutException;
  }

  private void untilAcknowledged(Try sending) throws InterruptedException {
    while (true) {
      try {
        if (sending.run()) {
          return;
        }
      } catch (IOException | ExecutionException | TimeoutException e) {
        // Nobody knows now whether it arrived; sent again, it must not count twice.
      }
      repeated.incrementAndGet();
      Thread.sleep(PAUSE_AFTER_FAILURE_MILLIS);
    }
  }

  private static String device(TankLog tank, TankLog.Said said) {
    return said.what() == TankLog.METHANE ? Ground.sensor(tank.tank) : Ground.fan(tank.tank);
  }

  private static String json(TankLog tank, TankLog.Said said, boolean isWithDevice) {
    var property = said.what() == TankLog.METHANE ? "methane" : "fan.command";
    var device = isWithDevice ? "\"device\":\"" + device(tank, said) + "\"," : "";
    return "{%s\"property\":\"%s\",\"time\":\"%s\",\"value\":%s}"
        .formatted(device, property, Instant.ofEpochMilli(said.timeMillis()), said.value());
  }
}
