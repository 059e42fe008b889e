package org.yiwang.replay;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.yiwang.platform.Json;
import org.yiwang.platform.Refused;

/**
 * The door for readings of a running server, over HTTP as every gateway uses it. What was not
 * acknowledged is sent again: the server knows what it has already.
 */
public final class ReadingDoor implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int MOST_TRIES = 60;

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI address;
  private final String token;
  private long accepted;
  private long duplicate;
  private long refused;
  private final Map<String, Long> reasons = new HashMap<>();

  /**
   * @param server address of the server, such as {@code http://127.0.0.1:8080}
   * @param token bearer token with the right {@code reading.write}
   * @param source name under which the quarantine keeps what can't be used
   */
  public ReadingDoor(String server, String token, String source) {
    this.address =
        URI.create(
            server
                + "/api/v1/readings?source="
                + URLEncoder.encode(source, StandardCharsets.UTF_8));
    this.token = token;
  }

  long accepted() {
    return accepted;
  }

  long duplicate() {
    return duplicate;
  }

  long refused() {
    return refused;
  }

  /** Why readings were refused, the most frequent first, with how often. */
  public List<String> reasons(int most) {
    return reasons.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .limit(most)
        .map(reason -> "%d times %s".formatted(reason.getValue(), reason.getKey()))
        .toList();
  }

  /** Sends readings, one JSON object a line, until they are acknowledged. */
  void send(String lines) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(address)
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/x-ndjson")
            .header("Content-Encoding", "gzip")
            .POST(HttpRequest.BodyPublishers.ofByteArray(packed(lines)))
            .build();
    for (var tries = 1; ; tries++) {
      try {
        var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() == 200) {
          count(answer.body());
          return;
        }
        if (answer.statusCode() != 429 && answer.statusCode() != 503) {
          var detail = Json.tree(answer.body()).path("detail").asString();
          throw Refused.invalid("FILE", "the server refuses its readings: " + detail);
        }
        var wait = answer.headers().firstValueAsLong("Retry-After").orElse(1);
        Thread.sleep(Duration.ofSeconds(wait));
      } catch (IOException e) {
        if (tries >= MOST_TRIES) {
          throw e;
        }
        Thread.sleep(Duration.ofSeconds(1));
      }
    }
  }

  private void count(String body) {
    var receipt = Json.tree(body);
    accepted += receipt.path("accepted").asLong();
    duplicate += receipt.path("duplicate").asLong();
    for (var one : receipt.path("refused")) {
      refused++;
      var field = one.path("field").asString();
      var reason = one.path("reason").asString();
      reasons.merge(field.isEmpty() ? "row " + reason : field + " " + reason, 1L, Long::sum);
    }
  }

  private static byte[] packed(String text) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  @Override
  public void close() {
    client.close();
  }
}
