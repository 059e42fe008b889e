package org.yiwang.fuzz;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PublishResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;
import org.yiwang.support.TestServer;

/** Nonsense over MQTT: payloads and topics by a proper client, and packets that are none. */
final class MqttTrial {
  private static final int IN_FLIGHT = 64;
  private static final List<String> TOPICS =
      List.of(
          "yiwang/readings/QT-0001",
          "yiwang/readings/QT-0001",
          "yiwang/readings/nobody",
          "yiwang/readings/",
          "yiwang/readings/a/b",
          "yiwang/readings/中文 😀",
          "yiwang/readings/%00",
          "yiwang/readings/' or 1=1",
          "yiwang/answers/FJ-0001",
          "yiwang/answers/FJ-0001",
          "yiwang/answers/");
  private static final List<String> PAYLOADS =
      List.of(
          "{\"property\": \"methane\", \"value\": 3}",
          "{\"property\": \"methane\", \"time\": \"2026-11-20T20:00:00Z\", \"value\": 3.5}",
          "[{\"property\": \"methane\", \"time\": 1795176060000, \"value\": 1}, {\"property\": \"x\"}]",
          "{\"device\": \"QT-0002\", \"property\": \"methane\", \"time\": 1, \"value\": 1}",
          "{\"id\": \"6fa459ea-ee8a-3ca4-894e-db77e160355e\", \"ok\": true, \"message\": \"on\"}",
          "{\"id\": \"no uuid\", \"ok\": 1}");

  private final TestServer server;
  private final int port;
  private final Ledger ledger;
  private final Faults faults;

  MqttTrial(TestServer server, int port, Ledger ledger, Faults faults) {
    this.server = server;
    this.port = port;
    this.ledger = ledger;
    this.faults = faults;
  }

  /** Sends messages, every eighth a valid reading; an error in the answer is a fault. */
  void send(long seed, int messages) throws InterruptedException {
    var random = new Random(seed);
    var mutator = new Mutator(random);
    var room = new Semaphore(IN_FLIGHT);
    var client = connect();
    for (var i = 0; i < messages; i++) {
      room.acquire();
      if (i % 8 == 0) {
        var entry = ledger.next();
        publish(client, "yiwang/readings/" + entry.device(), entry.json())
            .whenComplete((answer, e) -> {
              if (isGood(answer, e, entry.toString())) {
                ledger.acknowledged(entry);
              }
              room.release();
            });
      } else {
        var topic = TOPICS.get(random.nextInt(TOPICS.size()));
        var sound = PAYLOADS.get(random.nextInt(PAYLOADS.size())).getBytes(StandardCharsets.UTF_8);
        var payload = mutator.payload(sound);
        publish(client, topic, payload)
            .whenComplete((answer, e) -> {
              isGood(answer, e, topic + " " + new String(payload, StandardCharsets.ISO_8859_1));
              room.release();
            });
      }
    }
    room.acquire(IN_FLIGHT);
    client.disconnect().join();
  }

  private boolean isGood(Mqtt5PublishResult answer, Throwable e, String what) {
    var error = e != null ? e : answer.getError().orElse(null);
    if (error != null) {
      faults.add("MQTT", error.toString(), what);
    }
    return error == null;
  }

  private java.util.concurrent.CompletableFuture<Mqtt5PublishResult> publish(
      Mqtt5AsyncClient client, String topic, byte[] payload) {
    return client.publishWith().topic(topic).qos(MqttQos.AT_LEAST_ONCE).payload(payload).send();
  }

  private Mqtt5AsyncClient connect() {
    var client =
        MqttClient.builder()
            .useMqttVersion5()
            .serverHost("127.0.0.1")
            .serverPort(port)
            .simpleAuth()
            .username("device")
            .password(server.token("integrator").getBytes(StandardCharsets.UTF_8))
            .applySimpleAuth()
            .buildAsync();
    client.connect().join();
    return client;
  }

  /** Connections whose packets are broken; the broker may hang up, and must go on. */
  void sendBrokenPackets(long seed, int connections) throws IOException {
    var random = new Random(seed);
    var mutator = new Mutator(random);
    for (var i = 0; i < connections; i++) {
      var sound = new ByteArrayOutputStream();
      sound.writeBytes(connectPacket(server.token("integrator")));
      sound.writeBytes(publishPacket("yiwang/readings/QT-0001", PAYLOADS.getFirst()));
      try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        socket.setSoTimeout(200);
        socket.getOutputStream().write(mutator.payload(sound.toByteArray()));
        socket.shutdownOutput();
        socket.getInputStream().readAllBytes();
      } catch (java.net.SocketException | java.net.SocketTimeoutException e) {
        // Hanging up on nonsense, or waiting for the rest of it, is a good answer.
        continue;
      }
    }
  }

  private static byte[] connectPacket(String token) {
    var rest = new ByteArrayOutputStream();
    rest.writeBytes(text("MQTT"));
    // Version 3.1.1; clean session, user and password; keep-alive of a minute.
    rest.writeBytes(new byte[] {4, (byte) 0xC2, 0, 60});
    rest.writeBytes(text("fuzz"));
    rest.writeBytes(text("device"));
    rest.writeBytes(text(token));
    return packet(0x10, rest.toByteArray());
  }

  private static byte[] publishPacket(String topic, String payload) {
    var rest = new ByteArrayOutputStream();
    rest.writeBytes(text(topic));
    rest.writeBytes(new byte[] {0, 1});
    rest.writeBytes(payload.getBytes(StandardCharsets.UTF_8));
    return packet(0x32, rest.toByteArray());
  }

  private static byte[] packet(int type, byte[] rest) {
    var out = new ByteArrayOutputStream();
    out.write(type);
    out.write(rest.length % 128 | (rest.length >= 128 ? 128 : 0));
    if (rest.length >= 128) {
      out.write(rest.length / 128);
    }
    out.writeBytes(rest);
    return out.toByteArray();
  }

  private static byte[] text(String text) {
    var utf8 = text.getBytes(StandardCharsets.UTF_8);
    var out = new ByteArrayOutputStream();
    out.write(utf8.length >> 8);
    out.write(utf8.length);
    out.writeBytes(utf8);
    return out.toByteArray();
  }
}
