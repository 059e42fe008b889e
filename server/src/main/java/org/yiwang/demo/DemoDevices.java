package org.yiwang.demo;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yiwang.platform.Json;

/** The simulated devices of the demo: they send and answer over the broker like real ones. */
final class DemoDevices implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(DemoDevices.class);

  /**
   * A broker takes ten messages of a connection at a time and answers after the commit: over a
   * single one a round of the demo would be many commits, one after the other. Real devices have
   * one each.
   */
  private static final int CONNECTIONS = 16;

  private final List<Mqtt5AsyncClient> clients;
  private final DayScript.Order order;
  private final Clock clock;
  private final Set<String> silent = ConcurrentHashMap.newKeySet();
  private final Queue<CompletableFuture<?>> sent = new ConcurrentLinkedQueue<>();

  DemoDevices(int port, String token, DayScript.Order order, Clock clock) {
    this.order = order;
    this.clock = clock;
    clients = IntStream.range(0, CONNECTIONS).mapToObj(n -> connect(port, token, n)).toList();
    clients
        .getFirst()
        .subscribeWith()
        .topicFilter("yiwang/commands/+")
        .qos(MqttQos.AT_LEAST_ONCE)
        .callback(this::obey)
        .send()
        .join();
  }

  private static Mqtt5AsyncClient connect(int port, String token, int number) {
    var client =
        MqttClient.builder()
            .useMqttVersion5()
            .identifier("demo-devices-" + number)
            .serverHost("127.0.0.1")
            .serverPort(port)
            .simpleAuth()
            .username("demo")
            .password(token.getBytes(StandardCharsets.UTF_8))
            .applySimpleAuth()
            .automaticReconnectWithDefaultConfig()
            .buildAsync();
    client.connect().join();
    return client;
  }

  /** From now on the device does not answer orders, or does again. */
  void setSilent(String device, boolean isSilent) {
    if (isSilent) {
      silent.add(device);
    } else {
      silent.remove(device);
    }
  }

  /** A reading of a device at this moment. */
  void send(String device, String property, double value) {
    publish(
        device,
        "yiwang/readings/" + device,
        Map.of(
            "property",
            property,
            "time",
            clock.instant().toString(),
            "value",
            Math.round(value * 10) / 10.0));
  }

  /** Waits until all that was sent is stored: the server acknowledges after its commit. */
  void awaitStored() throws InterruptedException {
    var lost = 0;
    Throwable cause = null;
    for (var one = sent.poll(); one != null; one = sent.poll()) {
      try {
        one.get();
      } catch (ExecutionException e) {
        lost++;
        cause = e.getCause();
      }
    }
    if (cause != null) {
      log.warn("{} messages of the demo were not taken in, at last: {}", lost, cause.getMessage());
    }
  }

  private void obey(Mqtt5Publish message) {
    var device = message.getTopic().getLevels().getLast();
    if (silent.contains(device)) {
      return;
    }
    var command = Json.tree(new String(message.getPayloadAsBytes(), StandardCharsets.UTF_8));
    publish(
        device,
        "yiwang/answers/" + device,
        Map.of("id", command.path("id").asString(), "ok", true));
    if (command.path("property").asString("").equals(order.property())) {
      send(device, order.state(), command.path("value").asDouble());
    }
  }

  /** A device always speaks over the same connection, so that its words keep their order. */
  private void publish(String device, String topic, Map<String, Object> payload) {
    sent.add(
        clients
            .get(Math.floorMod(device.hashCode(), CONNECTIONS))
            .publishWith()
            .topic(topic)
            .qos(MqttQos.AT_LEAST_ONCE)
            .payload(Json.write(payload).getBytes(StandardCharsets.UTF_8))
            .send());
  }

  @Override
  public void close() {
    for (var client : clients) {
      if (client.getState().isConnected()) {
        client.disconnect().join();
      }
    }
  }
}
