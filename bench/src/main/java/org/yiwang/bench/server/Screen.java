package org.yiwang.bench.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * A reader of the live stream, as a screen that shows every reading: notes how long some marked
 * readings took until the stream's event with them was read and parsed.
 */
final class Screen implements AutoCloseable {
  /** A reading that is waited for. */
  record Key(int datastream, long timeMillis) {}

  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<Key, Long> waited = new ConcurrentHashMap<>();
  private final Latencies latencies = new Latencies();
  private final Thread thread;
  private volatile boolean running = true;

  Screen(String server, String token) {
    var request =
        HttpRequest.newBuilder(URI.create(server + "/api/v1/live?series=all"))
            .header("Authorization", "Bearer " + token)
            .header("Accept", "text/event-stream")
            .build();
    thread = Thread.ofPlatform().name("screen").start(() -> read(request));
  }

  /** Marks a reading; the time counts from now. */
  void await(Key key) {
    waited.put(key, System.nanoTime());
  }

  Latencies latencies() {
    return latencies;
  }

  /** Marked readings that have not come yet. */
  int missing() {
    return waited.size();
  }

  private void read(HttpRequest request) {
    try {
      var answer = client.send(request, HttpResponse.BodyHandlers.ofLines());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException("live stream: " + answer.statusCode());
      }
      var isReadings = new boolean[1];
      answer
          .body()
          .forEach(line -> {
            if (line.startsWith("event:")) {
              isReadings[0] = line.endsWith("readings");
            } else if (isReadings[0] && line.startsWith("data:")) {
              take(line.substring(5));
            }
          });
    } catch (IOException | java.io.UncheckedIOException e) {
      if (running) {
        throw new IllegalStateException("the live stream broke", e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void take(String json) {
    for (var reading : JSON.readTree(json)) {
      var key = new Key(reading.get(0).asInt(), reading.get(1).asLong());
      var since = waited.remove(key);
      if (since != null) {
        latencies.add(System.nanoTime() - since);
      }
    }
  }

  @Override
  public void close() {
    running = false;
    client.shutdownNow();
    thread.interrupt();
  }
}
