package org.yiwang.gateways.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.embedded.EmbeddedExtension;
import com.hivemq.embedded.EmbeddedHiveMQ;
import com.hivemq.extension.sdk.api.ExtensionMain;
import com.hivemq.extension.sdk.api.auth.SimpleAuthenticator;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartOutput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopOutput;
import com.hivemq.extension.sdk.api.services.Services;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yiwang.support.Await;
import org.yiwang.support.Tank;
import org.yiwang.support.TestServer;
import tools.jackson.databind.json.JsonMapper;

/** A city's own broker in place of the embedded one. */
class OutsideBrokerTests {
  @TempDir Path folder;

  @Test
  void readingsOrdersAndAnswersGoThroughAnOutsideBroker() throws Exception {
    var port = freePort();
    var broker = broker(port);
    try (var server = TestServer.start("yiwang.mqtt.url=tcp://127.0.0.1:" + port)) {
      var tank = Tank.register(server, "OUT-1", "/500000/500105/", 106.5, 29.6);
      var device = connect(port);
      var orders = new LinkedBlockingQueue<String>();
      device
          .subscribeWith()
          .topicFilter("yiwang/commands/" + tank.fan())
          .qos(MqttQos.AT_LEAST_ONCE)
          .callback(
              order -> orders.add(new String(order.getPayloadAsBytes(), StandardCharsets.UTF_8)))
          .send()
          .join();

      publish(device, "yiwang/readings/" + tank.sensor(), reading(server));
      server.clock().advance(Duration.ofMinutes(3));
      publish(device, "yiwang/readings/" + tank.sensor(), reading(server));

      var order = new JsonMapper().readTree(orders.poll(30, TimeUnit.SECONDS));
      assertThat(order.path("value").asDouble()).isEqualTo(1);
      var answer = Map.of("id", order.path("id").asString(), "ok", true);
      publish(device, "yiwang/answers/" + tank.fan(), new JsonMapper().writeValueAsString(answer));
      var sql = server.bean(JdbcClient.class);
      Await.until(() ->
          sql.sql("select exists (select from plan.command where device = ? and state = 'done')")
              .param(tank.fan())
              .query(Boolean.class)
              .single());
      device.disconnect().join();
    } finally {
      broker.stop().join();
    }
  }

  /**
   * Devices were told by the broker that their readings had arrived: none may be lost behind it.
   */
  @Test
  void whatComesWhileTheServerIsAwayIsTakenWhenItIsBack() throws Exception {
    var port = freePort();
    var broker = broker(port);
    var server =
        TestServer.start(
            "yiwang.mqtt.url=tcp://127.0.0.1:" + port, "yiwang.data=" + folder.resolve("server"));
    try {
      var tank = Tank.register(server, "OUT-2", "/500000/500105/", 106.5, 29.6);
      server.close();
      var device = connect(port);
      publish(device, "yiwang/readings/" + tank.sensor(), reading(server));
      device.disconnect().join();
      server = server.startAgain();
      var sql = server.bean(JdbcClient.class);
      Await.until(() -> stored(sql) == 1);
    } finally {
      server.close();
      broker.stop().join();
    }
  }

  @Test
  void aBrokerThatComesLaterAndIsStartedAnewIsFound() throws Exception {
    var port = freePort();
    try (var server = TestServer.start("yiwang.mqtt.url=tcp://127.0.0.1:" + port)) {
      var tank = Tank.register(server, "OUT-3", "/500000/500105/", 106.5, 29.6);
      var sql = server.bean(JdbcClient.class);
      for (var start = 1; start <= 2; start++) {
        var broker = broker(port);
        try {
          var device = connect(port);
          // Until the server has found the broker nobody there listens: a device goes on sending.
          Await.until(() -> {
            server.clock().advance(Duration.ofSeconds(1));
            publish(device, "yiwang/readings/" + tank.sensor(), reading(server));
            return stored(sql) > 0;
          });
          device.disconnect().join();
        } finally {
          broker.stop().join();
        }
        sql.sql("delete from intake.reading").update();
      }
    }
  }

  private static long stored(JdbcClient sql) {
    return sql.sql("select count(*) from intake.reading").query(Long.class).single();
  }

  private static String reading(TestServer server) {
    return "{\"property\":\"methane\",\"time\":%d,\"value\":40}".formatted(server.clock().millis());
  }

  private static void publish(Mqtt5AsyncClient client, String topic, String payload) {
    client
        .publishWith()
        .topic(topic)
        .qos(MqttQos.AT_LEAST_ONCE)
        .payload(payload.getBytes(StandardCharsets.UTF_8))
        .send()
        .join();
  }

  private static Mqtt5AsyncClient connect(int port) {
    var client =
        MqttClient.builder()
            .useMqttVersion5()
            .serverHost("127.0.0.1")
            .serverPort(port)
            .buildAsync();
    client.connect().join();
    return client;
  }

  private EmbeddedHiveMQ broker(int port) throws Exception {
    for (var name : new String[] {"conf", "data", "extensions"}) {
      Files.createDirectories(folder.resolve(name));
    }
    Files.writeString(
        folder.resolve("conf/config.xml"),
        """
        <hivemq>
          <listeners><tcp-listener><port>%d</port><bind-address>127.0.0.1</bind-address></tcp-listener></listeners>
          <persistence><mode>in-memory</mode></persistence>
          <anonymous-usage-statistics><enabled>false</enabled></anonymous-usage-statistics>
        </hivemq>
        """
            .formatted(port));
    var open =
        EmbeddedExtension.builder()
            .withId("open")
            .withName("Open")
            .withVersion("1")
            .withAuthor("Test")
            .withExtensionMain(new Open())
            .build();
    var broker =
        EmbeddedHiveMQ.builder()
            .withConfigurationFolder(folder.resolve("conf"))
            .withDataFolder(folder.resolve("data"))
            .withExtensionsFolder(folder.resolve("extensions"))
            .withEmbeddedExtension(open)
            .build();
    broker.start().join();
    return broker;
  }

  /** Lets everyone in, as brokers in a closed network do. */
  private static final class Open implements ExtensionMain {
    @Override
    public void extensionStart(ExtensionStartInput input, ExtensionStartOutput output) {
      Services.securityRegistry()
          .setAuthenticatorProvider(
              in -> (SimpleAuthenticator) (packet, answer) -> answer.authenticateSuccessfully());
    }

    @Override
    public void extensionStop(ExtensionStopInput input, ExtensionStopOutput output) {}
  }

  private static int freePort() throws Exception {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
