package org.yiwang.bench.server;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PublishResult;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One connection to the broker; messages are sent with QoS 1. */
final class MqttSender implements AutoCloseable {
  private static final long WAIT_SECONDS = 40;

  private final Mqtt5AsyncClient client;

  private MqttSender(Mqtt5AsyncClient client) {
    this.client = client;
  }

  /** Connects; fails where nobody listens. */
  static MqttSender connect(int port, String token)
      throws InterruptedException, ExecutionException, TimeoutException {
    var client =
        MqttClient.builder()
            .useMqttVersion5()
            .identifier("bench-" + UUID.randomUUID())
            .serverHost("127.0.0.1")
            .serverPort(port)
            .simpleAuth()
            .username("bench")
            .password(token.getBytes(StandardCharsets.UTF_8))
            .applySimpleAuth()
            .buildAsync();
    client.connect().get(WAIT_SECONDS, TimeUnit.SECONDS);
    return new MqttSender(client);
  }

  /** Sends a message; completed when the broker has acknowledged it. */
  CompletableFuture<Mqtt5PublishResult> publish(String device, String payload) {
    return client
        .publishWith()
        .topic("yiwang/readings/" + device)
        .qos(MqttQos.AT_LEAST_ONCE)
        .payload(payload.getBytes(StandardCharsets.UTF_8))
        .send();
  }

  /**
   * Sends a message and waits.
   *
   * @return whether it was acknowledged
   */
  boolean send(String device, String payload) throws InterruptedException {
    try {
      var result = publish(device, payload).get(WAIT_SECONDS, TimeUnit.SECONDS);
      return result.getError().isEmpty();
    } catch (ExecutionException | TimeoutException e) {
      return false;
    }
  }

  @Override
  public void close() {
    client.disconnect();
  }
}
