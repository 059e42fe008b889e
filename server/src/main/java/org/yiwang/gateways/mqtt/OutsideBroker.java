package org.yiwang.gateways.mqtt;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.lifecycle.MqttClientDisconnectedContext;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yiwang.platform.Refused;
import org.yiwang.platform.Settings;

/**
 * The connection to a city's own broker. Devices are answered by that broker, so it has to keep
 * what this program has not acknowledged: the session outlives the connection, under a name that a
 * start finds again in the data folder. A broker that is away is tried again, for ever.
 */
final class OutsideBroker implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(OutsideBroker.class);

  /** For so long the broker keeps what comes while the program does not run. */
  private static final Duration SESSION = Duration.ofDays(7);

  private static final Duration FIRST_WAIT = Duration.ofSeconds(10);
  private static final long SAID_AGAIN_NANOS = Duration.ofMinutes(1).toNanos();
  private static final List<String> ENCRYPTED = List.of("ssl", "tls", "mqtts");
  private static final List<String> PLAIN = List.of("tcp", "mqtt");
  private static final int PLAIN_PORT = 1883;
  private static final int ENCRYPTED_PORT = 8883;

  private final String address;
  private final List<String> filters;
  private final Mqtt5AsyncClient client;
  private String saidLast = "";
  private long saidAt;

  OutsideBroker(
      Settings.Mqtt mqtt, Path data, List<String> filters, Consumer<Mqtt5Publish> receiver) {
    address = String.valueOf(mqtt.url());
    this.filters = filters;
    client = client(mqtt, identifier(data));
    // Before the connection: what the broker has kept may come with its first breath.
    client.publishes(MqttGlobalPublishFilter.ALL, receiver, true);
  }

  /** Connects, or goes on trying beside the start where the broker is not there yet. */
  void connect() {
    var connected =
        client.connectWith().cleanStart(false).sessionExpiryInterval(SESSION.toSeconds()).send();
    try {
      connected.get(FIRST_WAIT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      log.warn("The start goes on without the broker {}; it is tried again and again", address);
    }
  }

  Mqtt5AsyncClient client() {
    return client;
  }

  private Mqtt5AsyncClient client(Settings.Mqtt mqtt, String identifier) {
    var uri = URI.create(address);
    var scheme = String.valueOf(uri.getScheme());
    if (uri.getHost() == null || !(PLAIN.contains(scheme) || ENCRYPTED.contains(scheme))) {
      throw Refused.invalid(
          "yiwang.mqtt.url", address + " is no address such as tcp://broker:1883 or ssl://broker");
    }
    var isEncrypted = ENCRYPTED.contains(scheme);
    var usual = isEncrypted ? ENCRYPTED_PORT : PLAIN_PORT;
    var builder =
        MqttClient.builder()
            .useMqttVersion5()
            .identifier(identifier)
            .serverHost(uri.getHost())
            .serverPort(uri.getPort() < 0 ? usual : uri.getPort())
            .automaticReconnectWithDefaultConfig()
            .addConnectedListener(context -> subscribe())
            .addDisconnectedListener(this::disconnected);
    if (isEncrypted) {
      builder = builder.sslWithDefaultConfig();
    }
    var user = mqtt.user();
    var password = mqtt.password();
    if (user != null && password != null) {
      builder
          .simpleAuth()
          .username(user)
          .password(password.getBytes(StandardCharsets.UTF_8))
          .applySimpleAuth();
    }
    return builder.buildAsync();
  }

  /** At every connection: a broker that was started anew may have forgotten. */
  private void subscribe() {
    log.info("Connected to the broker {}", address);
    for (var filter : filters) {
      client
          .subscribeWith()
          .topicFilter(filter)
          .qos(MqttQos.AT_LEAST_ONCE)
          .send()
          .whenComplete((done, fault) -> {
            if (fault != null) {
              log.warn("The broker {} refuses {}: {}", address, filter, fault.getMessage());
            }
          });
    }
  }

  private synchronized void disconnected(MqttClientDisconnectedContext context) {
    var reason = String.valueOf(context.getCause().getMessage());
    var now = System.nanoTime();
    if (!reason.equals(saidLast) || now - saidAt > SAID_AGAIN_NANOS) {
      log.warn("No connection to the broker {}: {}", address, reason);
      saidLast = reason;
      saidAt = now;
    }
  }

  /** Two programs with one name would throw each other out: each data folder has its own. */
  private static String identifier(Path data) {
    var file = data.resolve("mqtt-client");
    try {
      if (!Files.exists(file)) {
        Files.createDirectories(data);
        Files.writeString(file, "yiwang-" + UUID.randomUUID());
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The session stays with the broker, which keeps what comes until the next start. */
  @Override
  public void close() {
    if (client.getState().isConnected()) {
      client.disconnect().join();
    } else {
      // Also one that is trying: it must not connect after the end.
      client.disconnect();
    }
  }
}
