package org.yiwang.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yiwang.gateways.mqtt.MqttGateway;
import org.yiwang.support.Await;
import org.yiwang.support.Tank;
import org.yiwang.support.TestServer;

/** More than can be stored: who may be refused is told when to come back, who can wait waits. */
class OverloadTests {
  private static final int BATCH = 50_000;
  @AutoClose private static TestServer server;
  private static Tank tank;

  @BeforeAll
  static void start() {
    server = TestServer.start("yiwang.mqtt.port=0", "yiwang.intake.readings-per-second=150000");
    tank = Tank.register(server, "T-1", "/500000/500105/500105101/", 106.8, 29.6);
  }

  @Test
  void aSourceThatSendsMoreThanItMayIsToldWhenToComeBack() {
    var limited = TestServer.start("yiwang.intake.readings-per-second=50");
    var own = Tank.register(limited, "T-2", "/500000/500105/500105101/", 106.8, 29.6);
    assertThat(send(limited, "integrator", own.fan(), "fan.running", 0, 100).status())
        .isEqualTo(200);
    var refused = send(limited, "integrator", own.fan(), "fan.running", 1, 100);
    assertThat(refused.status()).isEqualTo(429);
    assertThat(retryAfter(refused)).isBetween(1, 2);
    // Another source is not made to pay for it.
    assertThat(send(limited, "administrator", own.fan(), "fan.running", 2, 100).status())
        .isEqualTo(200);
    limited.close();
  }

  @Test
  void whenTheDatabaseStandsStillLifeSafetyGoesFirstAndNothingIsLost() throws Exception {
    var readings = server.bean(Readings.class);
    var usual = new ArrayList<CompletableFuture<TestServer.Answer>>();
    CompletableFuture<TestServer.Answer> urgent;
    CompletableFuture<?> overMqtt;
    var device = connect();
    try (var connection = server.bean(DataSource.class).getConnection()) {
      holdTheWriter(connection);
      // The first group is in the writer's hands; the next two fill the lane.
      usual.add(later("integrator", 0));
      Await.until(() -> readings.waiting() == 0 && usual.size() == 1 && isWriterWaiting());
      usual.add(later("integrator", 1));
      usual.add(later("administrator", 2));
      Await.until(() -> readings.waiting() == 2 * BATCH);

      var refused = send(server, "administrator", tank.fan(), "fan.running", 3, 10);
      assertThat(refused.status()).isEqualTo(429);
      assertThat(retryAfter(refused)).isPositive();

      overMqtt = publish(device, tank.fan(), "fan.running");
      urgent =
          CompletableFuture.supplyAsync(
              () -> send(server, "integrator", tank.sensor(), "methane", 4, 10));
      Await.until(() -> readings.waiting() == 2 * BATCH + 10);
      assertThat(overMqtt).as("its PUBACK waits").isNotDone();
      connection.rollback();
    }
    assertThat(urgent.get(60, TimeUnit.SECONDS).status()).isEqualTo(200);
    for (var one : usual) {
      assertThat(one.get(60, TimeUnit.SECONDS).body().get("accepted").asInt()).isEqualTo(BATCH);
    }
    overMqtt.get(60, TimeUnit.SECONDS);
    device.disconnect().join();
    assertThat(lastNumber(tank.sensor())).isLessThan(lastNumber(tank.fan()) - BATCH);
  }

  /** The writer needs this row for every commit. */
  private static void holdTheWriter(Connection connection) throws java.sql.SQLException {
    connection.setAutoCommit(false);
    try (var lock = connection.createStatement()) {
      lock.execute("select * from intake.head for update");
    }
  }

  private static boolean isWriterWaiting() {
    return server
        .bean(JdbcClient.class)
        .sql(
            """
            select exists (
              select from pg_stat_activity
              where wait_event_type = 'Lock' and query like 'update intake.head%')
            """)
        .query(Boolean.class)
        .single();
  }

  private static long lastNumber(String device) {
    return server
        .bean(JdbcClient.class)
        .sql(
            """
            select max(r.seq)
            from intake.reading r
            join registry.datastream s on s.id = r.datastream
            join registry.device d on d.id = s.device
            where d.code = ?
            """)
        .param(device)
        .query(Long.class)
        .single();
  }

  private static CompletableFuture<TestServer.Answer> later(String role, int part) {
    return CompletableFuture.supplyAsync(
        () -> send(server, role, tank.fan(), "fan.running", part, BATCH));
  }

  /** Readings of a part of the day that no other call uses. */
  private static TestServer.Answer send(
      TestServer to, String role, String device, String property, int part, int count) {
    var text = new StringBuilder("[");
    var start = TestServer.START.minusSeconds(36_000).toEpochMilli() + part * 1_000_000L;
    for (var i = 0; i < count; i++) {
      text.append(i == 0 ? "" : ",")
          .append("{\"device\":\"")
          .append(device)
          .append("\",\"property\":\"")
          .append(property)
          .append("\",\"time\":")
          .append(start + i)
          .append(",\"value\":1}");
    }
    return to.send(role, "POST", "/api/v1/readings", text.append(']').toString());
  }

  private static int retryAfter(TestServer.Answer answer) {
    return Integer.parseInt(answer.raw().headers().firstValue("Retry-After").orElseThrow());
  }

  private static CompletableFuture<?> publish(
      Mqtt5AsyncClient client, String device, String property) {
    var payload =
        "{\"property\": \"%s\", \"time\": \"2026-11-20T12:00:00Z\", \"value\": 1}"
            .formatted(property);
    return client
        .publishWith()
        .topic("yiwang/readings/" + device)
        .qos(MqttQos.AT_LEAST_ONCE)
        .payload(payload.getBytes(StandardCharsets.UTF_8))
        .send();
  }

  private static Mqtt5AsyncClient connect() {
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
    return client;
  }
}
