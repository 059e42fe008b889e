package org.yiwang.gateways.mqtt;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.yiwang.access.Callers;
import org.yiwang.intake.OwnDatastreams;
import org.yiwang.outbox.Delivery;
import org.yiwang.outbox.Outbox;
import org.yiwang.platform.Caller;
import org.yiwang.platform.Settings;

/**
 * The program's own place at the broker, be it the embedded one or another: it sends commands to
 * {@code yiwang/commands/<device>} and takes answers from {@code yiwang/answers/<device>}. From an
 * outside broker it takes the readings as well, answering each after its commit.
 */
@Component
public class MqttGateway implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(MqttGateway.class);
  private static final long SEND_SECONDS = 5;

  private final Settings settings;
  private final MqttReadings readings;
  private final Callers callers;
  private final OwnDatastreams own;
  private final MqttAnswers answers;
  private final ExecutorService waiting = Executors.newVirtualThreadPerTaskExecutor();
  private @Nullable EmbeddedBroker broker;
  private @Nullable OutsideBroker outside;
  private @Nullable Mqtt5AsyncClient client;

  MqttGateway(
      Settings settings,
      MqttReadings readings,
      Callers callers,
      OwnDatastreams own,
      MqttAnswers answers,
      Outbox outbox) {
    this.settings = settings;
    this.readings = readings;
    this.callers = callers;
    this.own = own;
    this.answers = answers;
    outbox.connect("mqtt", this::send);
  }

  /** Port of the embedded broker, or -1 when there is none. */
  public int port() {
    var running = broker;
    return running == null ? -1 : running.port();
  }

  @Override
  public void start() {
    var mqtt = settings.mqtt();
    if (mqtt.url() != null) {
      var topics = List.of(MqttReadings.TOPIC, MqttAnswers.TOPIC);
      var filters = topics.stream().map(topic -> "$share/yiwang/" + topic + "+").toList();
      var found = new OutsideBroker(mqtt, settings.dataFolder(), filters, this::received);
      outside = found;
      client = found.client();
      found.connect();
    } else if (mqtt.port() >= 0) {
      var folder = settings.dataFolder().resolve("mqtt").toAbsolutePath();
      var started =
          new EmbeddedBroker(folder, mqtt.address(), mqtt.port(), this::takeAtOnce, callers);
      broker = started;
      client = connect(started.port(), started.ownPassword());
    }
  }

  private static Mqtt5AsyncClient connect(int port, String password) {
    var connecting =
        MqttClient.builder()
            .useMqttVersion5()
            .identifier("yiwang-" + UUID.randomUUID())
            .serverHost("127.0.0.1")
            .serverPort(port)
            .automaticReconnectWithDefaultConfig()
            .simpleAuth()
            .username("yiwang")
            .password(password.getBytes(StandardCharsets.UTF_8))
            .applySimpleAuth()
            .buildAsync();
    connecting.connect().join();
    return connecting;
  }

  private void received(Mqtt5Publish message) {
    try {
      // Who may send what is the business of an outside broker: it knows its clients.
      take(message.getTopic().toString(), message.getPayloadAsBytes(), datastream -> true)
          .whenComplete((done, fault) -> {
            if (fault == null) {
              message.acknowledge();
            } else {
              log.warn(
                  "A message of {} could not be kept: {}", message.getTopic(), fault.toString());
            }
          });
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Takes a message in, making the caller wait while there is no room. */
  private CompletableFuture<?> take(String topic, byte[] payload, IntPredicate isOwn)
      throws InterruptedException {
    if (topic.startsWith(MqttReadings.TOPIC)) {
      return readings.put(readings.read(topic, payload, isOwn));
    }
    if (topic.startsWith(MqttAnswers.TOPIC)) {
      answers.take(topic, payload);
    }
    return CompletableFuture.completedFuture(null);
  }

  /** The same without making the broker's own thread wait: what has to wait does so beside it. */
  private CompletableFuture<?> takeAtOnce(String topic, byte[] payload, Caller sender) {
    if (!topic.startsWith(MqttReadings.TOPIC)) {
      return later(() -> take(topic, payload, own.of(sender)));
    }
    var message = readings.read(topic, payload, own.of(sender));
    var taken = readings.offer(message);
    return taken.isPresent() ? taken.get() : later(() -> readings.put(message));
  }

  private CompletableFuture<?> later(Callable<CompletableFuture<?>> work) {
    var done = new CompletableFuture<Void>();
    waiting.execute(() -> {
      try {
        work.call().join();
        done.complete(null);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        done.completeExceptionally(e);
      } catch (Exception e) {
        done.completeExceptionally(e);
      }
    });
    return done;
  }

  private void send(Delivery delivery) throws Exception {
    var connected = client;
    if (connected == null || !connected.getState().isConnected()) {
      throw new IllegalStateException("the broker is not connected");
    }
    connected
        .publishWith()
        .topic(delivery.target())
        .qos(MqttQos.AT_LEAST_ONCE)
        .payload(delivery.payload().getBytes(StandardCharsets.UTF_8))
        .send()
        .get(SEND_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void stop() {
    var connected = client;
    client = null;
    var away = outside;
    outside = null;
    if (away != null) {
      away.close();
    } else if (connected != null && connected.getState().isConnected()) {
      connected.disconnect().join();
    }
    var running = broker;
    broker = null;
    if (running != null) {
      running.close();
    }
    waiting.shutdownNow();
  }

  /** Not in a command beside a running server. */
  @Override
  public boolean isAutoStartup() {
    return !settings.tool();
  }

  @Override
  public boolean isRunning() {
    return broker != null || client != null;
  }

  /** After intake and detection, like the web server. */
  @Override
  public int getPhase() {
    return 200;
  }
}
