package org.yiwang.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.yiwang.support.TestServer;
import tools.jackson.databind.JsonNode;

/** Who reported a case can be called by those on the way, and every look at the number is noted. */
class ContactTests {
  @AutoClose private static final TestServer server = TestServer.startWithDistrict();

  @Test
  void theReporterOfACaseIsShownMaskedAndInFullOnDemand() throws Exception {
    var contact = Map.of("name", "周女士", "phone", "10012345678");
    var task = taskOf(Map.of("text", "井盖破损", "contact", contact));
    assertThat(task.at("/contact/name").asString()).isEqualTo("周女士");
    assertThat(task.at("/contact/phone").asString()).isEqualTo("100****5678");
    var path = "/api/v1/tasks/" + task.get("id") + "/contact";

    assertThat(server.get("verifier", path).status()).isEqualTo(403);
    assertThat(looks(path)).isZero();
    var full = server.get("shift-lead", path);
    assertThat(full.status()).as(full.raw().body()).isEqualTo(200);
    assertThat(full.body().get("phone").asString()).isEqualTo("10012345678");
    assertThat(looks(path)).isEqualTo(1);
  }

  @Test
  void withoutANumberThereIsNobodyToCall() throws Exception {
    var task = taskOf(Map.of("text", "路灯不亮", "contact", Map.of("name", "周女士")));
    assertThat(task.get("contact").isNull()).isTrue();
    var path = "/api/v1/tasks/" + task.get("id") + "/contact";
    assertThat(server.get("shift-lead", path).status()).isEqualTo(404);
  }

  /** The first task of the case that a report becomes. */
  private static JsonNode taskOf(Map<String, Object> report) throws InterruptedException {
    var body = new java.util.HashMap<>(report);
    body.put("lon", 106.525442);
    body.put("lat", 29.576284);
    var filed = server.post("operator", "/api/v1/reports", body);
    assertThat(filed.status()).as(filed.raw().body()).isEqualTo(201);
    for (var tries = 0; tries < 200; tries++) {
      for (var one : server.get("administrator", "/api/v1/cases").body().path("items")) {
        var found = server.get("administrator", "/api/v1/cases/" + one.get("id")).body();
        if (found.toString().contains(String.valueOf(report.get("text")))
            && !found.path("tasks").isEmpty()) {
          return found.path("tasks").get(0);
        }
      }
      Thread.sleep(100);
    }
    throw new AssertionError("the report became no task");
  }

  private static long looks(String path) {
    var entries = server.get("administrator", "/api/v1/audit?limit=200").body().path("items");
    return List.copyOf(entries.values()).stream()
        .filter(entry -> entry.toString().contains(path))
        .filter(entry -> entry.toString().contains("shift-lead"))
        .count();
  }
}
