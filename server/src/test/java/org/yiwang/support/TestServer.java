package org.yiwang.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.yiwang.Server;
import org.yiwang.access.Tokens;
import org.yiwang.tables.Importers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The whole server, started once for a test class on a free port with a database of its own and a
 * clock that the test moves, spoken to over HTTP as any client would.
 */
public final class TestServer implements AutoCloseable {
  /** A Saturday morning in the model district. */
  public static final Instant START = Instant.parse("2026-11-21T00:00:00Z");

  private static final JsonMapper JSON = new JsonMapper();

  private final ConfigurableApplicationContext context;
  private final SettableClock clock;
  private final Map<String, String> settings;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, String> tokens = new HashMap<>();

  private TestServer(
      ConfigurableApplicationContext context, SettableClock clock, Map<String, String> settings) {
    this.context = context;
    this.clock = clock;
    this.settings = settings;
  }

  /** Starts a server; settings are {@code key=value} pairs of the configuration. */
  public static TestServer start(String... settings) {
    var clock = new SettableClock(START, ZoneId.of("Asia/Shanghai"));
    return start(
        clock,
        c -> ((GenericApplicationContext) c).registerBean("clock", Clock.class, () -> clock),
        settings);
  }

  /** Starts a server in which the model district is. */
  public static TestServer startWithDistrict(String... settings) {
    var server = start(settings);
    try {
      server.bean(Importers.class).load(Path.of("../demo/district"));
    } catch (java.io.IOException e) {
      server.close();
      throw new java.io.UncheckedIOException(e);
    }
    return server;
  }

  /** Starts a server with the clock that its settings give it, which no test moves. */
  public static TestServer startInItsOwnTime(String... settings) {
    return start(new SettableClock(START, ZoneId.of("Asia/Shanghai")), c -> {}, settings);
  }

  /** Starts one that was closed again, on its data, at the time its clock shows. */
  public TestServer startAgain() {
    return start(
        clock,
        c -> ((GenericApplicationContext) c).registerBean("clock", Clock.class, () -> clock),
        settings.entrySet().stream()
            .map(one -> one.getKey() + "=" + one.getValue())
            .toArray(String[]::new));
  }

  private static TestServer start(
      SettableClock clock,
      ApplicationContextInitializer<ConfigurableApplicationContext> withClock,
      String... settings) {
    try {
      var data = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "data");
      var application = new SpringApplicationBuilder(Server.class).initializers(withClock).build();
      application.setRegisterShutdownHook(false);
      var all = new LinkedHashMap<String, String>();
      all.put("server.port", "0");
      all.put("yiwang.data", data.toAbsolutePath().toString());
      all.put("yiwang.mqtt.port", "-1");
      all.put("yiwang.tracks", "../tracks");
      all.put("yiwang.database.url", TestDatabase.freshUrl());
      all.put("yiwang.database.user", TestDatabase.user());
      all.put("yiwang.database.password", TestDatabase.password());
      for (var setting : settings) {
        var equals = setting.indexOf('=');
        all.put(setting.substring(0, equals), setting.substring(equals + 1));
      }
      return new TestServer(run(application, all), clock, all);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** As arguments the settings win over the program's own. */
  private static ConfigurableApplicationContext run(
      SpringApplication application, Map<String, String> settings) {
    return application.run(
        settings.entrySet().stream()
            .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
            .toArray(String[]::new));
  }

  /** A bean, for what can't be seen from outside. */
  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  /** A bean of a type that several have. */
  public Object named(String name) {
    return context.getBean(name);
  }

  public SettableClock clock() {
    return clock;
  }

  public int port() {
    return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
  }

  /** Bearer token of a machine with a role everywhere. */
  public String token(String role) {
    return tokens.computeIfAbsent(role, r -> bean(Tokens.class).create("test " + r, r, null, null));
  }

  /** Goes on with a token of an earlier run. */
  public void know(String role, String token) {
    tokens.put(role, token);
  }

  /** An answer, read as JSON where it is. */
  public record Answer(int status, JsonNode body, HttpResponse<String> raw) {}

  public Answer get(String role, String path) {
    return send(role, "GET", path, null);
  }

  public Answer post(String role, String path, Object body) {
    return send(role, "POST", path, JSON.writeValueAsString(body));
  }

  /** Readings come in by the door for machines, and are taken. */
  public void takes(List<?> readings) {
    var answer = post("integrator", "/api/v1/readings", readings);
    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
  }

  /** Sends a request as a machine with the role; an empty role sends no token. */
  public Answer send(String role, String method, String path, @Nullable String body) {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    if (!role.isEmpty()) {
      request.header("Authorization", "Bearer " + token(role));
    }
    return send(request.build());
  }

  /** Sends any request. */
  public Answer send(HttpRequest request) {
    try {
      var raw = http.send(request, HttpResponse.BodyHandlers.ofString());
      var type = raw.headers().firstValue("Content-Type").orElse("");
      var body = type.contains("json") ? JSON.readTree(raw.body()) : JSON.createObjectNode();
      return new Answer(raw.statusCode(), body, raw);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    context.close();
    http.close();
  }
}
