package org.yiwang.bench.server;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many readings a second the server acknowledges with fsync on, over HTTP and over MQTT, what
 * that costs, and how soon a reading is on a screen. Generator, server and PostgreSQL share the
 * machine.
 *
 * <pre>{@code
 * IntakeBench [--seconds 30] [--devices 5000] [--http 8] [--batch 100] [--mqtt 1000]
 *             [--mqtt-rate 105000] [--data DIR] [--only http,mqtt,screen] [--json FILE]
 * }</pre>
 *
 * <p>Over HTTP each of {@code --http} gateways sends the messages of {@code --batch} devices in a
 * request and waits for the answer. Over MQTT each device sends its next message when the last one
 * is acknowledged; {@code --mqtt} connections carry them. Then {@code --mqtt-rate} readings a
 * second are sent whatever the server does, each counted from the moment it was due.
 */
public final class IntakeBench {
  private static final int WARM_SECONDS = 15;
  private static final int SETTLE_SECONDS = 5;
  private static final int SCREEN_RATE = 10_000;

  private final List<String> options;
  private final Installation server;
  private final Figures figures = new Figures();
  private final Devices devices;
  private final int seconds;
  private final int values = Ground.PROPERTIES.size();
  private final AtomicLong acknowledged = new AtomicLong();
  private final Latencies latencies = new Latencies();
  private volatile boolean running = true;

  private IntakeBench(List<String> options, Installation server, int devices) {
    this.options = options;
    this.server = server;
    this.devices = new Devices(devices);
    this.seconds = Figures.option(options, "--seconds", 30);
  }

  public static void main(String[] args) throws Exception {
    var options = Arrays.asList(args);
    int devices = Figures.option(options, "--devices", 5_000);
    var folder = Figures.option(options, "--data");
    var server =
        Installation.make(Path.of(folder == null ? "bench/target/intake" : folder), devices);
    try (server) {
      server.start();
      server.layOutWal();
      var bench = new IntakeBench(options, server, devices);
      bench.run();
      bench.figures.print(options);
    }
    System.exit(0);
  }

  private void run() throws Exception {
    var token = server.token("integrator");
    if (isWanted("http")) {
      http(token);
      disk();
    }
    if (isWanted("mqtt")) {
      mqtt(token);
    }
    if (isWanted("screen")) {
      screen(token, server.token("operator"));
    }
    figures.put("server resident memory", Os.residentMebibytes(server.pid()), "MiB");
  }

  /** All parts are, where {@code --only} does not name some. */
  private boolean isWanted(String part) {
    var only = Figures.option(options, "--only");
    return only == null || List.of(only.split(",")).contains(part);
  }

  private interface Sending {
    void run() throws Exception;
  }

  private Thread sender(Sending sending) {
    return Thread.ofPlatform()
        .start(() -> {
          try {
            sending.run();
          } catch (Exception e) {
            if (running) {
              e.printStackTrace();
              System.exit(1);
            }
          }
        });
  }

  private void http(String token) throws Exception {
    int gateways = Figures.option(options, "--http", 8);
    int batch = Figures.option(options, "--batch", 100);
    running = true;
    var threads = new ArrayList<Thread>();
    for (int g = 0; g < gateways; g++) {
      int first = g;
      threads.add(
          sender(() -> {
            try (var line = new HttpSender(server.address(), token)) {
              for (int turn = 0; running; turn++) {
                var json = new StringBuilder("[");
                for (int i = 0; i < batch; i++) {
                  devices.append(own(turn * batch + i, first, gateways), json, true);
                }
                post(line, json.append(']').toString(), batch * values);
              }
            }
          }));
    }
    measure("HTTP", WARM_SECONDS);
    running = false;
    for (var thread : threads) {
      thread.join();
    }
  }

  /** The devices are dealt out among senders: the n-th of a sender's own. */
  private int own(int n, int sender, int senders) {
    int share = devices.count() / senders;
    return sender * share + n % share;
  }

  private void post(HttpSender line, String body, int readings)
      throws IOException, InterruptedException {
    long begin = System.nanoTime();
    while (!line.send(body, readings)) {
      Thread.sleep(50);
    }
    latencies.add(System.nanoTime() - begin);
    acknowledged.addAndGet(readings);
  }

  /** As many as it takes, then a rate that is kept: see {@link MqttFleet}. */
  private void mqtt(String token) throws Exception {
    int connections = Figures.option(options, "--mqtt", 1_000);
    int rate = Figures.option(options, "--mqtt-rate", 105_000);
    try (var fleet =
        new MqttFleet(
            server.mqttPort(),
            token,
            connections,
            devices,
            latencies,
            () -> acknowledged.addAndGet(values))) {
      running = true;
      var closed = sender(fleet::runClosed);
      measure("MQTT", 2 * WARM_SECONDS);
      fleet.stop();
      closed.join();
      var open = sender(() -> fleet.runOpen((double) rate / values));
      measure("MQTT at %,d a second".formatted(rate), SETTLE_SECONDS);
      fleet.stop();
      open.join();
    }
  }

  private void measure(String way, int warmSeconds) throws Exception {
    Thread.sleep(warmSeconds * 1000L);
    long server0 = server.pid();
    long postgres = server.postmaster();
    long self = ProcessHandle.current().pid();
    double[] cpu0 = {Os.cpuSeconds(server0), Os.cpuSecondsOfTree(postgres), Os.cpuSeconds(self)};
    latencies.clear();
    long before = acknowledged.get();
    long begin = System.nanoTime();
    Thread.sleep(seconds * 1000L);
    double took = (System.nanoTime() - begin) / 1e9;
    long readings = acknowledged.get() - before;
    figures.put(way + " acknowledged readings", readings / took, "readings/s");
    latencies.report(way + " acknowledgement", figures);
    double[] cpu1 = {Os.cpuSeconds(server0), Os.cpuSecondsOfTree(postgres), Os.cpuSeconds(self)};
    var names = List.of("server", "PostgreSQL", "generator");
    for (int i = 0; i < names.size(); i++) {
      double used = cpu1[i] - cpu0[i];
      figures.put(way + " cpu of " + names.get(i), used / took, "cores");
      figures.put(way + " cpu of " + names.get(i) + " a reading", used * 1e9 / readings, "ns");
    }
    System.out.printf("%s: %,.0f readings/s%n", way, readings / took);
  }

  private void disk() throws IOException, SQLException {
    try (var database = server.database();
        var statement = database.createStatement();
        var rows =
            statement.executeQuery(
                """
                select sum(pg_total_relation_size(inhrelid)), (select count(*) from intake.reading)
                from pg_inherits where inhparent = 'intake.reading'::regclass
                """)) {
      rows.next();
      figures.put("bytes on disk a reading", (double) rows.getLong(1) / rows.getLong(2), "bytes");
    }
  }

  /** A tenth of the machine's load or so, and one screen that shows every reading. */
  private void screen(String token, String reader) throws Exception {
    var numbers = datastreamNumbers();
    int batch = 100;
    long pauseNanos = 1_000_000_000L * batch * values / SCREEN_RATE;
    var fromAcknowledgement = new Latencies();
    try (var screen = new Screen(server.address(), reader);
        var line = new HttpSender(server.address(), token)) {
      Thread.sleep(2_000);
      long next = System.nanoTime();
      long warmUntil = next + 5_000_000_000L;
      long end = warmUntil + seconds * 1_000_000_000L;
      long sent = 0;
      for (int turn = 0; System.nanoTime() < end; turn++) {
        var json = new StringBuilder("[");
        int marked = turn * batch % devices.count();
        for (int i = 0; i < batch; i++) {
          devices.append((turn * batch + i) % devices.count(), json, true);
        }
        if (next < warmUntil) {
          screen.latencies().clear();
        }
        var key =
            new Screen.Key(
                java.util.Objects.requireNonNull(numbers.get(Ground.sensor(marked))),
                devices.lastMillis(marked));
        screen.await(key);
        long begin = System.nanoTime();
        if (!line.send(json.append(']').toString(), batch * values)) {
          throw new IllegalStateException("not acknowledged");
        }
        fromAcknowledgement.add(System.nanoTime() - begin);
        sent += batch * values;
        next += pauseNanos;
        Thread.sleep(java.time.Duration.ofNanos(Math.max(0, next - System.nanoTime())));
      }
      Thread.sleep(1_000);
      figures.put("screen readings sent", sent / (seconds + 5.0), "readings/s");
      screen.latencies().report("sent to screen", figures);
      fromAcknowledgement.report("sent to acknowledged", figures);
      figures.put("readings that did not reach the screen", screen.missing(), "readings");
    }
  }

  private Map<String, Integer> datastreamNumbers() throws IOException, SQLException {
    var numbers = new HashMap<String, Integer>();
    try (var database = server.database();
        var statement = database.createStatement();
        var rows =
            statement.executeQuery(
                """
                select d.code, t.id from registry.datastream t
                join registry.device d on d.id = t.device
                where t.property = 'methane'
                """)) {
      while (rows.next()) {
        numbers.put(rows.getString(1), rows.getInt(2));
      }
    }
    return numbers;
  }
}
