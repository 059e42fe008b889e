package org.yiwang.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.yiwang.access.Accounts;
import org.yiwang.gateways.mqtt.MqttGateway;
import org.yiwang.people.People;
import org.yiwang.support.TestServer;

/**
 * A hundred thousand mutated requests and messages: no answer of 500 or above, nothing of the
 * program's inside in any answer, no error in the log, nothing held on to, and every valid reading
 * between them stored.
 *
 * <p>The seed is fixed, so that a run can be repeated; {@code -Dyiwang.fuzz.seed} and {@code
 * -Dyiwang.fuzz.requests} make other and longer runs.
 */
class FuzzTests {
  private static final long SEED = Long.getLong("yiwang.fuzz.seed", 20261121L);
  private static final int REQUESTS = Integer.getInteger("yiwang.fuzz.requests", 88_000);
  private static final int MESSAGES = REQUESTS / 6;
  private static final int BROKEN_PACKETS = 200;
  private static final int CLIENTS = 4;

  private static final String PASSWORD = "correct horse battery";
  @AutoClose private static TestServer server;
  private static Ledger ledger;

  @BeforeAll
  static void start() throws IOException {
    server = TestServer.startWithDistrict("yiwang.mqtt.port=0");
    ledger = new Ledger(server);
    for (var i = 0; i < 20; i++) {
      var place = Map.of("text", "积水", "lon", 106.52 + i / 100.0, "lat", 29.58);
      server.post("administrator", "/api/v1/cases", place);
    }
  }

  @Test
  void nonsenseAtEveryDoorHarmsNothing() throws Exception {
    var endpoints =
        Endpoint.all((RequestMappingHandlerMapping) server.named("requestMappingHandlerMapping"));
    assertThat(endpoints).hasSizeGreaterThan(40);
    var faults = Faults.listening();
    var http = new HttpTrial(server, endpoints, signIns(), ledger, faults);
    var mqtt = new MqttTrial(server, server.bean(MqttGateway.class).port(), ledger, faults);

    // A tenth to warm up: pools and caches fill, code is loaded.
    run(http, mqtt, SEED, 10);
    var before = Vitals.of(server);
    var start = System.nanoTime();
    run(http, mqtt, SEED + 1, 1);
    var seconds = (System.nanoTime() - start) / 1e9;
    var after = Vitals.of(server);
    faults.stopListening();

    System.out.printf(
        "fuzz: seed %d, %d requests, %d messages, %d valid readings, %.0f s%n  statuses %s%n  before %s%n  after  %s%n",
        SEED, REQUESTS, MESSAGES, ledger.size(), seconds, http.statuses(), before, after);
    assertThat(faults.none()).as("seed %d%n%s", SEED, faults).isTrue();
    ledger.assertAllStored();
    after.assertNoMoreThan(before);
  }

  private static void run(HttpTrial http, MqttTrial mqtt, long seed, int part)
      throws InterruptedException, ExecutionException {
    try (var threads = Executors.newFixedThreadPool(CLIENTS + 1)) {
      var jobs = new ArrayList<Callable<Void>>();
      for (var i = 0; i < CLIENTS; i++) {
        var own = seed * 31 + i;
        jobs.add(() -> {
          http.send(own, REQUESTS / CLIENTS / part);
          return null;
        });
      }
      jobs.add(() -> {
        mqtt.send(seed, MESSAGES / part);
        mqtt.sendBrokenPackets(seed, BROKEN_PACKETS / part);
        return null;
      });
      for (var done : threads.invokeAll(jobs)) {
        done.get();
      }
    }
  }

  /** Several who ask: machines and persons of different rights, and nobody. */
  private static List<List<String>> signIns() {
    var all = new ArrayList<List<String>>();
    for (var role :
        List.of(
            "administrator",
            "administrator",
            "administrator",
            "integrator",
            "integrator",
            "shift-lead",
            "citizen")) {
      all.add(List.of("Authorization: Bearer " + server.token(role)));
    }
    var accounts = server.bean(Accounts.class);
    for (var role : List.of("grid-worker", "administrator")) {
      var person =
          server.bean(People.class).listInArea("grid-worker", "/").stream()
              .findFirst()
              .orElseThrow();
      accounts.grant(accounts.put(role, role, PASSWORD, person.id()), role, null, null);
      var answer = server.post("", "/api/v1/session", Map.of("login", role, "password", PASSWORD));
      var cookie = answer.raw().headers().firstValue("Set-Cookie").orElseThrow();
      all.add(
          List.of(
              "Cookie: " + cookie.substring(0, cookie.indexOf(';')),
              "X-CSRF-Token: " + answer.body().get("csrf").asString()));
    }
    all.add(List.of());
    return all;
  }
}
