package org.yiwang.gateways.mqtt;

import com.hivemq.embedded.EmbeddedExtension;
import com.hivemq.embedded.EmbeddedHiveMQ;
import com.hivemq.extension.sdk.api.ExtensionMain;
import com.hivemq.extension.sdk.api.async.Async;
import com.hivemq.extension.sdk.api.async.TimeoutFallback;
import com.hivemq.extension.sdk.api.auth.SimpleAuthenticator;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthInput;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthOutput;
import com.hivemq.extension.sdk.api.auth.parameter.TopicPermission.MqttActivity;
import com.hivemq.extension.sdk.api.interceptor.publish.PublishInboundInterceptor;
import com.hivemq.extension.sdk.api.interceptor.publish.parameter.PublishInboundInput;
import com.hivemq.extension.sdk.api.interceptor.publish.parameter.PublishInboundOutput;
import com.hivemq.extension.sdk.api.packets.publish.AckReasonCode;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartOutput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopOutput;
import com.hivemq.extension.sdk.api.services.Services;
import com.hivemq.extension.sdk.api.services.builder.Builders;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.yiwang.access.Callers;
import org.yiwang.platform.Caller;

/**
 * The broker that comes with the program. A message is answered (PUBACK) only after the commit of
 * what it says; while intake has no room the answer waits, and the sender with it. Clients sign in
 * with a bearer token as their password.
 */
final class EmbeddedBroker implements AutoCloseable {
  private static final Duration COMMIT_LIMIT = Duration.ofSeconds(60);
  private static final String EVENT_LOOPS = "io.netty.eventLoopThreads";

  /**
   * Where messages go before they are answered. Does not wait: it is asked on the few threads that
   * all connections share. What it returns is completed after the commit.
   */
  interface Door {
    CompletableFuture<?> take(String topic, byte[] payload, Caller sender);
  }

  /** Who a token belongs to, asked a moment ago; a token that was revoked ends with the next. */
  private record Known(Caller caller, long untilNanos) {}

  private static final long KNOWN_NANOS = 1_000_000_000L;

  /** Name under which a connection keeps its token, for as long as it lasts. */
  private static final String TOKEN = "yiwang-token";

  private final EmbeddedHiveMQ broker;
  private final int port;
  private final String ownPassword = UUID.randomUUID().toString();
  private final ExecutorService askers = Executors.newVirtualThreadPerTaskExecutor();

  EmbeddedBroker(Path folder, String address, int wantedPort, Door door, Callers callers) {
    try {
      port = wantedPort == 0 ? freePort() : wantedPort;
      for (var name : new String[] {"conf", "data", "extensions"}) {
        Files.createDirectories(folder.resolve(name));
      }
      Files.writeString(folder.resolve("conf/config.xml"), configuration(address, port));
      // The broker sets up logging anew for the whole program: this keeps it as it was.
      try (var logging = EmbeddedBroker.class.getResourceAsStream("/logback.xml")) {
        Files.write(
            folder.resolve("conf/logback.xml"), Objects.requireNonNull(logging).readAllBytes());
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("the broker's folder can't be made", e);
    }
    System.setProperty("hivemq.log.folder", folder.toString());
    // One loop a processor takes more messages at a time than the library's two do: less is spent
    // on going to and fro, a twentieth of all. The library reads it once, at its first loop.
    if (System.getProperty(EVENT_LOOPS) == null) {
      var processors = Runtime.getRuntime().availableProcessors();
      System.setProperty(EVENT_LOOPS, Integer.toString(processors));
    }
    var extension =
        EmbeddedExtension.builder()
            .withId("yiwang")
            .withName("Yiwang")
            .withVersion("1")
            .withAuthor("Yiwang")
            .withExtensionMain(new Extension(door, callers))
            .build();
    broker =
        EmbeddedHiveMQ.builder()
            .withConfigurationFolder(folder.resolve("conf"))
            .withDataFolder(folder.resolve("data"))
            .withExtensionsFolder(folder.resolve("extensions"))
            .withEmbeddedExtension(extension)
            .build();
    broker.start().join();
  }

  int port() {
    return port;
  }

  /** Password of the program's own connection, which alone may send commands. */
  String ownPassword() {
    return ownPassword;
  }

  @Override
  public void close() {
    broker.stop().join();
    askers.close();
  }

  /** Messages are kept in memory only: readings are on disk before they are answered. */
  private static String configuration(String address, int port) {
    return """
    <hivemq>
      <listeners>
        <tcp-listener>
          <port>%d</port>
          <bind-address>%s</bind-address>
        </tcp-listener>
      </listeners>
      <persistence><mode>in-memory</mode></persistence>
      <mqtt><packets><max-packet-size>1048576</max-packet-size></packets></mqtt>
      <anonymous-usage-statistics><enabled>false</enabled></anonymous-usage-statistics>
    </hivemq>
    """
        .formatted(port, address);
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private final class Extension implements ExtensionMain {
    private final Door door;
    private final Callers callers;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    Extension(Door door, Callers callers) {
      this.door = door;
      this.callers = callers;
    }

    @Override
    public void extensionStart(ExtensionStartInput input, ExtensionStartOutput output) {
      Services.securityRegistry()
          .setAuthenticatorProvider(in -> (SimpleAuthenticator) this::authenticate);
      PublishInboundInterceptor interceptor = this::take;
      Services.initializerRegistry()
          .setClientInitializer((in, client) -> client.addPublishInboundInterceptor(interceptor));
    }

    @Override
    public void extensionStop(ExtensionStopInput input, ExtensionStopOutput output) {}

    private void authenticate(SimpleAuthInput input, SimpleAuthOutput output) {
      var password =
          input
              .getConnectPacket()
              .getPassword()
              .map(bytes -> StandardCharsets.UTF_8.decode(bytes).toString())
              .orElse("");
      if (password.equals(ownPassword)) {
        allow(output, MqttActivity.PUBLISH, "yiwang/commands/#");
      } else if (sender(password).isPresent()) {
        input.getConnectionInformation().getConnectionAttributeStore().putAsString(TOKEN, password);
        allow(output, MqttActivity.PUBLISH, MqttReadings.TOPIC + "#");
        allow(output, MqttActivity.PUBLISH, MqttAnswers.TOPIC + "#");
        allow(output, MqttActivity.SUBSCRIBE, "yiwang/commands/#");
      } else {
        output.failAuthentication("send a bearer token with the right reading.write as password");
        return;
      }
      output.authenticateSuccessfully();
    }

    private Optional<Caller> sender(String token) {
      return callers.byToken(token).filter(caller -> caller.has("reading.write"));
    }

    private static void allow(SimpleAuthOutput output, MqttActivity activity, String topics) {
      var permission = Builders.topicPermission().topicFilter(topics).activity(activity).build();
      output.getDefaultPermissions().add(permission);
    }

    private void take(PublishInboundInput input, PublishInboundOutput output) {
      var topic = input.getPublishPacket().getTopic();
      var token = input.getConnectionInformation().getConnectionAttributeStore().getAsString(TOKEN);
      if (token.isEmpty()) {
        return;
      }
      var payload =
          input
              .getPublishPacket()
              .getPayload()
              .map(buffer -> {
                var bytes = new byte[buffer.remaining()];
                buffer.get(bytes);
                return bytes;
              })
              .orElse(new byte[0]);
      var async = output.async(COMMIT_LIMIT, TimeoutFallback.FAILURE);
      var sender = known.get(token.get());
      if (sender != null && sender.untilNanos() - System.nanoTime() > 0) {
        take(topic, payload, sender.caller(), output, async);
      } else {
        // Not on this thread: the database is asked.
        askers.execute(() -> takeOfUnknown(topic, payload, token.get(), output, async));
      }
    }

    /** Asked again and again: a token that was revoked ends here, not at the next connection. */
    private void takeOfUnknown(
        String topic,
        byte[] payload,
        String token,
        PublishInboundOutput output,
        Async<PublishInboundOutput> async) {
      Optional<Caller> caller;
      try {
        caller = sender(token);
      } catch (RuntimeException e) {
        refuse(AckReasonCode.UNSPECIFIED_ERROR, output, async);
        return;
      }
      if (caller.isPresent()) {
        known.put(token, new Known(caller.get(), System.nanoTime() + KNOWN_NANOS));
        take(topic, payload, caller.get(), output, async);
      } else {
        known.remove(token);
        refuse(AckReasonCode.NOT_AUTHORIZED, output, async);
      }
    }

    private void take(
        String topic,
        byte[] payload,
        Caller sender,
        PublishInboundOutput output,
        Async<PublishInboundOutput> async) {
      try {
        door.take(topic, payload, sender)
            .whenComplete((done, error) -> {
              if (error == null) {
                if (isTakenIn(topic)) {
                  // Nobody subscribes to it, and the broker need not look for one. Whether a sender
                  // may publish anything else is for the broker to say.
                  output.preventPublishDelivery(AckReasonCode.SUCCESS);
                }
                async.resume();
              } else {
                refuse(AckReasonCode.UNSPECIFIED_ERROR, output, async);
              }
            });
      } catch (RuntimeException e) {
        refuse(AckReasonCode.UNSPECIFIED_ERROR, output, async);
      }
    }

    private static boolean isTakenIn(String topic) {
      return topic.startsWith(MqttReadings.TOPIC) || topic.startsWith(MqttAnswers.TOPIC);
    }

    private static void refuse(
        AckReasonCode reason, PublishInboundOutput output, Async<PublishInboundOutput> async) {
      output.preventPublishDelivery(reason);
      async.resume();
    }
  }
}
