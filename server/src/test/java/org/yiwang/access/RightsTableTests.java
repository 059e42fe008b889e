package org.yiwang.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.yiwang.platform.Needs;
import org.yiwang.support.TestServer;

/** Walks every endpoint as every role and expects exactly the table in docs/operations. */
class RightsTableTests {
  private static final Path TABLE = Path.of("../docs/operations/rights.csv");
  @AutoClose private static final TestServer server = TestServer.start();

  @Test
  void everyEndpointLetsInWhomTheTableSays() throws IOException, InterruptedException {
    var found = new ArrayList<String>();
    found.add("endpoint,right,roles");
    for (var endpoint : endpoints().entrySet()) {
      var allowed = new TreeSet<String>();
      for (var role : server.bean(Roles.class).all().keySet()) {
        if (isLetIn(endpoint.getKey(), role)) {
          allowed.add(role);
        }
      }
      var needsNothing = endpoint.getValue().equals(Needs.NOTHING);
      assertThat(isLetIn(endpoint.getKey(), ""))
          .as(endpoint.getKey() + " without a token")
          .isEqualTo(needsNothing);
      var right = needsNothing ? "none" : endpoint.getValue();
      found.add(endpoint.getKey() + "," + right + "," + String.join(" ", allowed));
    }
    Files.write(Path.of("target/rights.csv"), found);
    assertThat(found)
        .as("target/rights.csv has the table as it is now")
        .isEqualTo(Files.readAllLines(TABLE));
  }

  /** Every mapped method of the API with the right it needs; one without a right fails here. */
  private static TreeMap<String, String> endpoints() {
    var endpoints = new TreeMap<String, String>();
    var mapping = (RequestMappingHandlerMapping) server.named("requestMappingHandlerMapping");
    mapping
        .getHandlerMethods()
        .forEach((info, method) -> {
          for (var path : info.getPatternValues()) {
            if (path.startsWith("/api/")) {
              var needs =
                  java.util.Objects.requireNonNull(
                      method.getMethodAnnotation(Needs.class), "@Needs on " + method);
              var right = needs.value();
              info.getMethodsCondition()
                  .getMethods()
                  .forEach(verb -> endpoints.put(verb + " " + path, right));
            }
          }
        });
    assertThat(endpoints).hasSizeGreaterThan(25);
    return endpoints;
  }

  private static boolean isLetIn(String endpoint, String role)
      throws IOException, InterruptedException {
    var verb = endpoint.substring(0, endpoint.indexOf(' '));
    var path = endpoint.substring(endpoint.indexOf(' ') + 1).replaceAll("\\{[^}]+}", "999999");
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
            .header("Content-Type", "application/json")
            .method(
                verb,
                List.of("GET", "DELETE").contains(verb)
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString("{}"));
    if (!role.isEmpty()) {
      request.header("Authorization", "Bearer " + server.token(role));
    }
    try (var http = HttpClient.newHttpClient()) {
      // Only the head of the answer is read: the live stream has no end.
      var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      try (var body = answer.body()) {
        assertThat(answer.statusCode()).as(endpoint + " as " + role).isLessThan(500);
        return answer.statusCode() != 401 && answer.statusCode() != 403;
      } finally {
        http.shutdownNow();
      }
    }
  }
}
