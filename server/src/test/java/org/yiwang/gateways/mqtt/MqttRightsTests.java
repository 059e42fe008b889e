package org.yiwang.gateways.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yiwang.access.Tokens;
import org.yiwang.support.Await;
import org.yiwang.support.TestServer;

class MqttRightsTests {
  @AutoClose
  private static final TestServer server = TestServer.startWithDistrict("yiwang.mqtt.port=0");

  @Test
  void aStrangerDoesNotGetIn() {
    assertThatThrownBy(() -> connect("no token")).hasMessageContaining("NOT_AUTHORIZED");
  }

  @Test
  void nobodyButTheProgramOrdersDevices() throws Exception {
    var device = connect(server.token("integrator"));
    var orders = new LinkedBlockingQueue<Mqtt5Publish>();
    device.subscribeWith().topicFilter("yiwang/commands/+").callback(orders::add).send().join();
    var forger = connect(server.token("integrator"));

    var answer = forger.publishWith().topic("yiwang/commands/FJ-0001").qos(MqttQos.AT_LEAST_ONCE);

    assertThatThrownBy(
            () -> {
              var result = answer.payload("{}".getBytes(StandardCharsets.UTF_8)).send().join();
              result.getError().ifPresent(MqttRightsTests::fail);
            })
        .hasMessageMatching("(?s).*(PUBACK contained an Error Code|NOT_AUTHORIZED|DISCONNECT).*");
    assertThat(orders.poll(1, TimeUnit.SECONDS)).isNull();
    device.disconnect().join();
  }

  @Test
  void nobodyReadsWhatOthersSend() throws Exception {
    var curious = connect(server.token("integrator"));

    assertThatThrownBy(() -> curious.subscribeWith().topicFilter("yiwang/readings/#").send().join())
        .hasMessageContaining("SUBACK");
    curious.disconnect().join();
  }

  @Test
  void aSenderOfOneStreetSendsNothingForAnother() throws Exception {
    var token = server.bean(Tokens.class).create("street", "integrator", "500105001", null);
    var sender = connect(token);
    var foreign = sensorOutside("500105001");

    send(sender, foreign);

    var reasons =
        server
            .bean(JdbcClient.class)
            .sql("select reason from intake.quarantine where source = ?")
            .param("mqtt " + foreign)
            .query(String.class)
            .list();
    assertThat(reasons).containsExactly("is outside the sender's area");
    sender.disconnect().join();
  }

  @Test
  void aRevokedTokenSendsNothingMore() throws Exception {
    var tokens = server.bean(Tokens.class);
    var sender = connect(tokens.create("to be revoked", "integrator", null, null));
    send(sender, "QT-0001");

    tokens.revokeNamed("to be revoked");
    // What is known of a token is remembered for some seconds.
    assertThatThrownBy(
            () -> {
              var end = System.nanoTime() + Await.PATIENCE.toNanos();
              while (System.nanoTime() < end) {
                send(sender, "QT-0001");
                Thread.sleep(500);
              }
            })
        .hasMessageContaining("PUBACK contained an Error Code");
  }

  private static void send(Mqtt5AsyncClient client, String device) {
    var payload = "{\"property\":\"methane\",\"time\":%d,\"value\":3}";
    var result =
        client
            .publishWith()
            .topic("yiwang/readings/" + device)
            .qos(MqttQos.AT_LEAST_ONCE)
            .payload(payload.formatted(server.clock().millis()).getBytes(StandardCharsets.UTF_8))
            .send()
            .join();
    result.getError().ifPresent(MqttRightsTests::fail);
  }

  private static void fail(Throwable error) {
    throw new IllegalStateException(error.toString(), error);
  }

  private static String sensorOutside(String area) {
    return server
        .bean(JdbcClient.class)
        .sql(
            """
            select d.code from registry.device d
            join registry.subject s on s.id = d.subject
            where d.kind = 'gas-sensor' and s.area_path not like '%/' || ? || '/%' limit 1
            """)
        .param(area)
        .query(String.class)
        .single();
  }

  private static Mqtt5AsyncClient connect(String token) {
    var client =
        MqttClient.builder()
            .useMqttVersion5()
            .serverHost("127.0.0.1")
            .serverPort(server.bean(MqttGateway.class).port())
            .simpleAuth()
            .username("device")
            .password(token.getBytes(StandardCharsets.UTF_8))
            .applySimpleAuth()
            .buildAsync();
    client.connect().join();
    return client;
  }
}
