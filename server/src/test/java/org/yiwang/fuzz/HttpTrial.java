package org.yiwang.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.yiwang.support.TestServer;

/** Mutated requests to every endpoint over one kept connection, valid readings between them. */
final class HttpTrial {
  /** What an answer must never hold: the inside of the program. */
  private static final Pattern INSIDE =
      Pattern.compile(
          "\\tat [a-z]|Exception|java\\.lang|java\\.util|org\\.yiwang|org\\.springframework"
              + "|org\\.postgresql|org\\.apache|tools\\.jackson|SQLState|PSQL|bad SQL");

  /** How often an endpoint is tried, where that is not {@link #USUAL}: its price decides. */
  private static final Map<String, Integer> WEIGHTS =
      Map.of(
          "/api/v1/readings POST", 1200,
          "/api/v1/session POST", 4,
          "/api/v1/audit/verify GET", 1,
          "/api/v1/areas GET", 20,
          "/api/v1/areas/geojson GET", 10,
          "/api/v1/live GET", 20,
          "/api/v1/live/snapshot GET", 10,
          "/api/v1/people GET", 40,
          "/api/v1/cases POST", 30,
          "/api/v1/reports POST", 30);

  private static final int USUAL = 100;

  /** One in this many requests is a valid reading. */
  private static final int VALID_EVERY = 20;

  /** What a request brings along to say who asks. */
  private final List<List<String>> signIns;

  private final TestServer server;
  private final TreeMap<Integer, Endpoint> wheel = new TreeMap<>();
  private final Ledger ledger;
  private final Faults faults;
  private final Map<Integer, AtomicInteger> statuses = new ConcurrentHashMap<>();

  HttpTrial(
      TestServer server,
      List<Endpoint> endpoints,
      List<List<String>> signIns,
      Ledger ledger,
      Faults faults) {
    this.server = server;
    this.signIns = signIns;
    this.ledger = ledger;
    this.faults = faults;
    var sum = 0;
    for (var endpoint : endpoints) {
      wheel.put(sum, endpoint);
      sum += WEIGHTS.getOrDefault(endpoint.name(), USUAL);
    }
    wheel.put(sum, endpoints.getLast());
  }

  /** How many answers there were of each status. */
  Map<Integer, AtomicInteger> statuses() {
    return new TreeMap<>(statuses);
  }

  void send(long seed, int requests) throws IOException {
    var random = new Random(seed);
    var samples = new Samples(random);
    var mutator = new Mutator(random);
    try (var http = new RawHttp(server.port())) {
      for (var i = 0; i < requests; i++) {
        if (i % VALID_EVERY == 0) {
          sendValid(http);
        } else {
          var endpoint = wheel.floorEntry(random.nextInt(wheel.lastKey())).getValue();
          var sample = signedIn(samples.of(endpoint), endpoint, random);
          // One in twenty goes as it is: later ones find what it made.
          sendOne(http, endpoint, random.nextInt(20) == 0 ? sample : mutator.mutate(sample));
        }
      }
    }
  }

  private Sample signedIn(Sample sample, Endpoint endpoint, Random random) {
    var signIn = signIns.get(random.nextInt(signIns.size()));
    var isSignOut = endpoint.verb().equals("DELETE") && endpoint.pattern().endsWith("/session");
    var signed = sample;
    // The sessions are needed to the end.
    for (var line : isSignOut ? signIns.getFirst() : signIn) {
      signed = signed.withHeader(line);
    }
    return signed;
  }

  private void sendOne(RawHttp http, Endpoint endpoint, Sample sample) {
    var bytes = sample.bytes();
    try {
      var answer = http.exchange(bytes, !sample.isLengthTrue());
      statuses.computeIfAbsent(answer.status(), s -> new AtomicInteger()).incrementAndGet();
      if (answer.status() >= 500) {
        faults.add(endpoint.name(), "status " + answer.status(), text(bytes) + answer.body());
      }
      var inside = INSIDE.matcher(answer.body());
      if (answer.status() >= 400 && inside.find()) {
        faults.add(endpoint.name(), "shows " + inside.group(), text(bytes) + answer.body());
      }
    } catch (IOException | RuntimeException e) {
      if (sample.isLengthTrue()) {
        faults.add(endpoint.name(), e.toString(), text(bytes));
      }
    }
  }

  private void sendValid(RawHttp http) throws IOException {
    var entry = ledger.next();
    var request =
        new Sample("POST", "/api/v1/readings", List.of(), entry.json(), true)
            .withHeader("Authorization: Bearer " + server.token("integrator"));
    var answer = http.exchange(request.bytes(), false);
    if (answer.status() == 200 && answer.body().startsWith("{\"accepted\":1,")) {
      ledger.acknowledged(entry);
    } else {
      faults.add("valid reading", "status " + answer.status(), answer.body());
    }
  }

  private static String text(byte[] request) {
    var length = Math.min(request.length, 400);
    return new String(request, 0, length, StandardCharsets.UTF_8) + "\n  => ";
  }
}
