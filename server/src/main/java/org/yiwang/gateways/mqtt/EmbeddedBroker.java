package org.yiwang.gateways.mqtt;

import com.hivemq.embedded.EmbeddedExtension;
import com.hivemq.embedded.EmbeddedHiveMQ;
import com.hivemq.extension.sdk.api.ExtensionMain;
import com.hivemq.extension.sdk.api.async.TimeoutFallback;
import com.hivemq.extension.sdk.api.auth.SimpleAuthenticator;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthInput;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthOutput;
import com.hivemq.extension.sdk.api.interceptor.publish.PublishInboundInterceptor;
import com.hivemq.extension.sdk.api.interceptor.publish.parameter.PublishInboundInput;
import com.hivemq.extension.sdk.api.interceptor.publish.parameter.PublishInboundOutput;
import com.hivemq.extension.sdk.api.packets.publish.AckReasonCode;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartOutput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopOutput;
import com.hivemq.extension.sdk.api.services.Services;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.yiwang.access.Callers;

/**
 * The broker that comes with the program. A message is answered (PUBACK) only after the commit of
 * what it says; while intake has no room the answer waits, and the sender with it. Clients sign in
 * with a bearer token as their password.
 */
final class EmbeddedBroker implements AutoCloseable {
  private static final Duration COMMIT_LIMIT = Duration.ofSeconds(60);

  /** The broker sets up logging anew for the whole program: this keeps it as it was. */
  private static final String LOGGING =
      """
      <configuration>
        <statusListener class="ch.qos.logback.core.status.NopStatusListener"/>
        <appender name="console" class="ch.qos.logback.core.ConsoleAppender">
          <encoder><pattern>%d{HH:mm:ss} %-5level %logger{0}: %msg%n</pattern></encoder>
        </appender>
        <logger name="org.yiwang" level="info"/>
        <root level="warn"><appender-ref ref="console"/></root>
      </configuration>
      """;

  /** Where messages go before they are answered; returns after the commit. */
  interface Door {
    void take(String topic, byte[] payload) throws InterruptedException;
  }

  private final EmbeddedHiveMQ broker;
  private final int port;
  private final ExecutorService takers = Executors.newVirtualThreadPerTaskExecutor();

  EmbeddedBroker(Path folder, String address, int wantedPort, Door door, Callers callers) {
    try {
      port = wantedPort == 0 ? freePort() : wantedPort;
      for (var name : new String[] {"conf", "data", "extensions"}) {
        Files.createDirectories(folder.resolve(name));
      }
      Files.writeString(folder.resolve("conf/config.xml"), configuration(address, port));
      Files.writeString(folder.resolve("conf/logback.xml"), LOGGING);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("the broker's folder can't be made", e);
    }
    System.setProperty("hivemq.log.folder", folder.toString());
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

  @Override
  public void close() {
    broker.stop().join();
    takers.close();
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
      var password = input.getConnectPacket().getPassword();
      var isKnown =
          password.isPresent()
              && callers
                  .byToken(StandardCharsets.UTF_8.decode(password.get()).toString())
                  .filter(caller -> caller.has("reading.write"))
                  .isPresent();
      if (isKnown) {
        output.authenticateSuccessfully();
      } else {
        output.failAuthentication("send a bearer token with the right reading.write as password");
      }
    }

    private void take(PublishInboundInput input, PublishInboundOutput output) {
      var topic = input.getPublishPacket().getTopic();
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
      takers.execute(() -> {
        try {
          door.take(topic, payload);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          output.preventPublishDelivery(AckReasonCode.UNSPECIFIED_ERROR);
        } catch (RuntimeException e) {
          output.preventPublishDelivery(AckReasonCode.UNSPECIFIED_ERROR);
        }
        async.resume();
      });
    }
  }
}
