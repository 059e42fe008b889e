package org.yiwang.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yiwang.support.Tank;
import org.yiwang.support.TestServer;

class ReadingsTests {
  @AutoClose private static TestServer server;
  private static Tank tank;

  @BeforeAll
  static void start() {
    server = TestServer.start();
    tank = Tank.register(server, "T-1", "/500000/500105/500105101/", 106.8, 29.6);
  }

  private static Map<String, Object> reading(String time, Object value) {
    return Map.of("device", tank.sensor(), "property", "methane", "time", time, "value", value);
  }

  @Test
  void storedOnceHoweverOftenSent() {
    var one = List.of(reading("2026-11-20T10:00:00Z", 12.5));
    assertThat(send(one)).isEqualTo("{\"accepted\":1,\"duplicate\":0,\"refused\":[]}");
    assertThat(send(one)).isEqualTo("{\"accepted\":0,\"duplicate\":1,\"refused\":[]}");
    var stored = list("2026-11-20T10:00:00Z", "2026-11-20T10:00:01Z");
    assertThat(stored.body().get("unit").asString()).isEqualTo("%LEL");
    assertThat(stored.body().get("items").size()).isEqualTo(1);
    assertThat(stored.body().at("/items/0/value").asDouble()).isEqualTo(12.5);
  }

  @Test
  void theNewestIsShownBesideItsDevice() {
    var other = Tank.register(server, "T-2", "/500000/500105/500105101/", 106.8, 29.6);
    var path = "/api/v1/devices/" + other.sensor();
    var nothing = server.get("operator", path).body();
    assertThat(nothing.at("/datastreams/0/latest").isNull()).isTrue();
    for (var minute : List.of("05", "01")) {
      var one =
          other.methane(
              Instant.parse("2026-11-20T10:" + minute + ":00Z"), Integer.parseInt(minute));
      server.post("integrator", "/api/v1/readings", List.of(one));
    }
    var newest = server.get("operator", path).body().at("/datastreams/0/latest");
    assertThat(newest.get("value").asDouble()).isEqualTo(5);
    assertThat(newest.get("time").asString()).isEqualTo("2026-11-20T10:05:00Z");
  }

  @Test
  void aBadReadingNeverSinksItsBatch() {
    var batch =
        List.of(
            reading("2026-11-20T11:00:00Z", 1),
            reading("not a time", 1),
            reading("2026-11-20T11:01:00Z", "high"),
            Map.of("device", "nobody", "property", "methane", "time", 1, "value", 1),
            Map.of("device", tank.sensor(), "property", "weight", "time", 1, "value", 1),
            reading("2026-11-21T01:00:00Z", 1),
            "nonsense",
            reading("2026-11-20T11:02:00Z", 2));
    var answer = server.post("integrator", "/api/v1/readings", batch).body();
    assertThat(answer.get("accepted").asInt()).isEqualTo(2);
    var refused = new ArrayList<String>();
    answer
        .get("refused")
        .forEach(r -> refused.add(r.get("index") + " " + r.get("field").asString()));
    assertThat(refused)
        .containsExactly("1 time", "2 value", "3 device", "4 property", "5 time", "6 ");
    var quarantine = server.get("administrator", "/api/v1/quarantine").body();
    assertThat(quarantine.get("items").size()).isGreaterThanOrEqualTo(6);
  }

  @Test
  void linesAndGzipAreReadToo() throws IOException {
    var lines =
        """
        {"device":"T-1-gas","property":"methane","time":"2026-11-20T12:00:00Z","value":1}
        {"device":"T-1-gas","property":"methane","time":1795176060000,"value":2}
        """;
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(lines.getBytes(StandardCharsets.UTF_8));
    }
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/api/v1/readings"))
            .header("Authorization", "Bearer " + server.token("integrator"))
            .header("Content-Type", "application/x-ndjson")
            .header("Content-Encoding", "gzip")
            .POST(HttpRequest.BodyPublishers.ofByteArray(bytes.toByteArray()))
            .build();
    assertThat(server.send(request).body().get("accepted").asInt()).isEqualTo(2);
  }

  @Test
  void aBrokenLineNeverSinksTheOthers() throws IOException {
    var lines =
        """
        {"device":"T-1-gas","property":"methane","time":"2026-11-20T12:10:00Z","value":1}
        {"device":"T-1-gas","property":
        {"device":"T-1-gas","property":"methane","time":"2026-11-20T12:11:00Z","value":2}

        \u0000 nonsense
        {"device":"T-1-gas","property":"methane","time":"2026-11-20T12:12:00Z","value":NaN}
        {"device":"T-1-gas","property":"methane","time":"2026-11-20T12:13:00Z","value":3}\
        """;
    var answer = sent("application/x-ndjson", lines);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().get("accepted").asInt()).isEqualTo(3);
    assertThat(answer.body().get("refused").toString())
        .contains("{\"index\":1,\"field\":\"\",\"reason\":\"is no JSON\"}")
        .contains("{\"index\":3,\"field\":\"\",\"reason\":\"is no JSON\"}")
        .contains("{\"index\":4,\"field\":\"value\",\"reason\":\"is not a finite number\"}");
  }

  @Test
  void brokenLinesTakeRoomAsReadingsDo() throws IOException {
    assertThat(sent("application/x-ndjson", "x\n".repeat(50_001)).status()).isEqualTo(413);
  }

  @Test
  void aMissingValueWrittenAsNanCostsOneReading() throws IOException {
    var batch =
        "[{\"device\":\"T-1-gas\",\"property\":\"methane\",\"time\":\"2026-11-20T12:20:00Z\",\"value\":NaN},"
            + "{\"device\":\"T-1-gas\",\"property\":\"methane\",\"time\":\"2026-11-20T12:21:00Z\",\"value\":1}]";
    var answer = sent("application/json", batch).body();
    assertThat(answer.get("accepted").asInt()).isEqualTo(1);
    assertThat(answer.at("/refused/0/reason").asString()).isEqualTo("is not a finite number");
  }

  /** What {@code curl -d} sends where nobody names a type: nothing of it may go astray unsaid. */
  @Test
  void aFormIsRefusedAndNotTakenForAnEmptyBatch() throws IOException {
    var one =
        "[{\"device\":\"T-1-gas\",\"property\":\"methane\",\"time\":\"2026-11-20T12:30:00Z\",\"value\":1}]";
    var answer = sent("application/x-www-form-urlencoded", one);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().at("/errors/0/field").asString()).isEqualTo("Content-Type");
  }

  @Test
  void brokenTextIsRefusedWithItsPlace() {
    var answer = server.send("integrator", "POST", "/api/v1/readings", "[{\"device\":\n oops");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().at("/errors/0/reason").asString()).contains("line 2");
  }

  @Test
  void oldFilesGetPartitionsByMonth() {
    assertThat(
            send(List.of(reading("2004-03-11T00:00:00Z", 1), reading("2004-03-12T00:00:00Z", 2))))
        .contains("\"accepted\":2");
    assertThat(list("2004-03-01T00:00:00Z", "2004-04-01T00:00:00Z").body().get("items").size())
        .isEqualTo(2);
  }

  @Test
  void aSenderWithoutTheRightIsRefused() {
    assertThat(server.post("leader", "/api/v1/readings", List.of()).status()).isEqualTo(403);
    assertThat(server.post("", "/api/v1/readings", List.of()).status()).isEqualTo(401);
  }

  private static String send(Object batch) {
    return server.post("integrator", "/api/v1/readings", batch).raw().body();
  }

  private static TestServer.Answer sent(String type, String body) throws IOException {
    return server.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/api/v1/readings"))
            .header("Authorization", "Bearer " + server.token("integrator"))
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  private static TestServer.Answer list(String from, String to) {
    return server.get(
        "analyst",
        "/api/v1/readings?device=%s&property=methane&from=%s&to=%s"
            .formatted(tank.sensor(), from, to));
  }
}
