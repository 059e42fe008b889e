package org.yiwang.bench.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import tools.jackson.databind.json.JsonMapper;

/** Sends batches of readings over one kept connection. */
final class HttpSender implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final URI address;
  private final String token;

  HttpSender(String server, String token) {
    this.address = URI.create(server + "/api/v1/readings");
    this.token = token;
  }

  /**
   * Sends a body and waits for the answer.
   *
   * @return whether all of it was acknowledged, as new or as known already
   * @throws IOException when there was no answer: the batch may or may not be stored
   */
  boolean send(String body, int readings) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(address)
            .timeout(Duration.ofSeconds(40))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8))
            .build();
    var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      return false;
    }
    var receipt = JSON.readTree(answer.body());
    int taken = receipt.path("accepted").asInt() + receipt.path("duplicate").asInt();
    if (taken != readings) {
      throw new IllegalStateException("readings were refused: " + answer.body());
    }
    return true;
  }

  @Override
  public void close() {
    client.close();
  }
}
