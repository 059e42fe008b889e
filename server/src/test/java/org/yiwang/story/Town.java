package org.yiwang.story;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.yiwang.cases.Actor;
import org.yiwang.gateways.mqtt.MqttGateway;
import org.yiwang.handling.Handling;
import org.yiwang.handling.Sent;
import org.yiwang.people.People;
import org.yiwang.people.Person;
import org.yiwang.support.Await;
import org.yiwang.support.TestServer;
import org.yiwang.tables.Importers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The model district in a test: its devices speak MQTT, its people act, its clock is moved. */
final class Town implements AutoCloseable {
  private static final Duration READING_EVERY = Duration.ofMinutes(5);

  private final TestServer server;
  private final Mqtt5AsyncClient devices;
  private final Set<String> deafFans = ConcurrentHashMap.newKeySet();
  private final Map<String, Double> gas = new HashMap<>();
  private final JsonMapper json = new JsonMapper();

  Town() {
    server = TestServer.start("yiwang.mqtt.port=0");
    try {
      server.bean(Importers.class).load(Path.of("../demo/district"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    devices = connect();
  }

  TestServer server() {
    return server;
  }

  /** Tank number of the district, such as 1, has a sensor, a fan and a code by that number. */
  static String tank(int number) {
    return "HFC-%04d".formatted(number);
  }

  /** Another tank in the same grid; put there when the district has none. */
  String neighbour(String tank) {
    var sql = server.bean(org.springframework.jdbc.core.simple.JdbcClient.class);
    var other = "HFC-9%s".formatted(tank.substring(5));
    server.bean(org.yiwang.registry.Datastreams.class);
    var beside =
        sql.sql("select lon, lat, area_path from registry.subject where code = ?")
            .param(tank)
            .query((row, n) -> new Object[] {row.getDouble(1), row.getDouble(2), row.getString(3)})
            .single();
    var put =
        org.yiwang.support.Tank.register(
            server, other, (String) beside[2], (Double) beside[0], (Double) beside[1]);
    neighbours.put(other, put);
    return other;
  }

  private final Map<String, org.yiwang.support.Tank> neighbours = new HashMap<>();

  private String sensor(String tank) {
    var own = neighbours.get(tank);
    return own == null ? tank.replace("HFC", "QT") : own.sensor();
  }

  private String fan(String tank) {
    var own = neighbours.get(tank);
    return own == null ? tank.replace("HFC", "FJ") : own.fan();
  }

  /** The gas in a tank from now on; its sensor sends it at once and every five minutes. */
  void gasIs(String tank, double percentLel) {
    gas.put(tank, percentLel);
    // A second reading of the same moment would be a duplicate.
    server.clock().advance(Duration.ofSeconds(1));
    send(tank, percentLel);
  }

  /** The fan of a tank takes orders and does not answer. */
  void fanIsDeaf(String tank) {
    deafFans.add(fan(tank));
  }

  /** The order has gone out: from now on its time limit runs. */
  void fanIsOrdered(String tank) {
    var sql = server.bean(org.springframework.jdbc.core.simple.JdbcClient.class);
    eventually(
        "the fan of " + tank + " is ordered",
        () ->
            sql.sql("select exists (select from plan.command where device = ?)")
                .param(fan(tank))
                .query(Boolean.class)
                .single());
  }

  /** Time goes by, with a reading of each tank that has one every five minutes. */
  void pass(Duration time) {
    var end = server.clock().instant().plus(time);
    while (server.clock().instant().isBefore(end)) {
      var left = Duration.between(server.clock().instant(), end);
      server.clock().advance(left.compareTo(READING_EVERY) < 0 ? left : READING_EVERY);
      gas.forEach(this::send);
    }
  }

  /** The only open warning of a tank, when there is one. */
  JsonNode warning(String tank) {
    return first("/api/v1/warnings?state=open", w -> w.at("/subject/code").asString().equals(tank));
  }

  List<JsonNode> warnings(String tank) {
    return server
        .get("shift-lead", "/api/v1/warnings")
        .body()
        .get("items")
        .valueStream()
        .filter(w -> w.at("/subject/code").asString().equals(tank))
        .toList();
  }

  /** The newest case of a tank, with all its detail. */
  JsonNode caseOf(String tank) {
    var summary =
        first("/api/v1/cases", c -> c.at("/title/zh").asString().contains(tankDigits(tank)));
    return server.get("shift-lead", "/api/v1/cases/" + summary.get("id").asLong()).body();
  }

  boolean hasCase(String tank) {
    return cases(tank) > 0;
  }

  long cases(String tank) {
    return server
        .get("shift-lead", "/api/v1/cases")
        .body()
        .get("items")
        .valueStream()
        .filter(c -> c.at("/title/zh").asString().contains(tankDigits(tank)))
        .count();
  }

  /** The person a case is with does a step of the work. */
  void worker(String tank, String step) {
    worker(tank, caseOf(tank).get("tasks").size() - 1, step);
  }

  /** The person with one of a case's tasks, the first offered being 0, does a step of the work. */
  void worker(String tank, int offer, String step) {
    var found = caseOf(tank);
    var task = found.get("tasks").get(offer);
    var person = server.bean(People.class).get(task.at("/person/id").asLong());
    var sent =
        new Sent(
            UUID.randomUUID().toString(),
            server.clock().instant(),
            found.get("lon").asDouble(),
            found.get("lat").asDouble(),
            step.equals("hand-in") ? "已通风，浓度恢复正常" : null,
            step.equals("hand-in") ? List.of(1L) : List.of(),
            step.equals("hand-in")
                ? Map.of("cordon", true, "measure", 4.5, "vent", true)
                : Map.of());
    server.bean(Handling.class).step(task.get("id").asLong(), step, actor(person), sent);
  }

  /** Somebody at the desk acts on the case of a tank. */
  TestServer.Answer desk(String role, String tank, String action, Map<String, Object> inputs) {
    return server.post(
        role,
        "/api/v1/cases/%d/actions/%s".formatted(caseOf(tank).get("id").asLong(), action),
        inputs);
  }

  /** Waits until something is so. */
  static void eventually(String what, BooleanSupplier isSo) {
    Await.until(isSo, () -> what);
  }

  void stateBecomes(String tank, String state) {
    eventually(
        "the case of " + tank + " is " + state,
        () -> caseOf(tank).get("state").asString().equals(state));
  }

  void levelBecomes(String tank, String level) {
    eventually(
        "the warning of " + tank + " is at level " + level,
        () -> warning(tank).get("level").asString().equals(level));
  }

  /** The fan's last answer has been taken in, as a reading of its command. */
  void fanRuns(String tank) {
    eventually(
        "the fan of " + tank + " was switched on",
        () ->
            server
                    .get("analyst", "/api/v1/readings?property=fan.command&device=" + fan(tank))
                    .body()
                    .get("items")
                    .size()
                > 0);
  }

  private JsonNode first(String path, java.util.function.Predicate<JsonNode> fits) {
    return server
        .get("shift-lead", path)
        .body()
        .get("items")
        .valueStream()
        .filter(fits)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("nothing fits in " + path));
  }

  private void send(String tank, double value) {
    var payload =
        json.writeValueAsString(
            Map.of(
                "property",
                "methane",
                "time",
                server.clock().instant().toString(),
                "value",
                value));
    devices
        .publishWith()
        .topic("yiwang/readings/" + sensor(tank))
        .qos(MqttQos.AT_LEAST_ONCE)
        .payload(payload.getBytes(StandardCharsets.UTF_8))
        .send()
        .join();
  }

  private Mqtt5AsyncClient connect() {
    var client =
        MqttClient.builder()
            .useMqttVersion5()
            .serverHost("127.0.0.1")
            .serverPort(server.bean(MqttGateway.class).port())
            .simpleAuth()
            .username("device")
            .password(server.token("integrator").getBytes(StandardCharsets.UTF_8))
            .applySimpleAuth()
            .buildAsync();
    client.connect().join();
    client
        .subscribeWith()
        .topicFilter("yiwang/commands/+")
        .callback(message -> {
          var device = message.getTopic().getLevels().getLast();
          var order = json.readTree(message.getPayloadAsBytes());
          if (!deafFans.contains(device)) {
            var answer = Map.of("id", order.get("id").asString(), "ok", true);
            client
                .publishWith()
                .topic("yiwang/answers/" + device)
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload(json.writeValueAsBytes(answer))
                .send();
          }
        })
        .send()
        .join();
    return client;
  }

  private static String tankDigits(String tank) {
    return tank.substring("HFC-".length());
  }

  static Actor actor(Person person) {
    return new Actor("person", person.id(), person.name(), person.id());
  }

  @Override
  public void close() {
    devices.disconnect().join();
    server.close();
  }
}
