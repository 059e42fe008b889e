package org.yiwang.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yiwang.access.Tokens;
import org.yiwang.support.Await;
import org.yiwang.support.TestServer;
import tools.jackson.databind.JsonNode;

/** Reports as those who answer for an area look through them. */
class ReportListTests {
  @Test
  void reportsAreListedByAreaAndByWhereTheirCaseStands() {
    try (var server = TestServer.startWithDistrict()) {
      var here = report(server, 106.525442, 29.576284);
      var there = report(server, 106.8, 29.63);
      var street = street(server, here);
      assertThat(street(server, there)).isNotEqualTo(street);
      Await.until(
          () -> all(server).stream().noneMatch(one -> one.get("caseId").isNull()),
          () -> all(server));

      assertThat(shown(server, "area=" + street)).containsExactly(here);
      assertThat(shown(server, "area=500105")).containsExactly(there, here);
      assertThat(shown(server, "state=open")).containsExactly(there, here);
      assertThat(shown(server, "state=closed")).isEmpty();

      cancelCaseOf(server, here);

      assertThat(shown(server, "state=cancelled")).containsExactly(here);
      assertThat(shown(server, "state=open")).containsExactly(there);
      assertThat(shown(server, "state=cancelled&area=" + street(server, there))).isEmpty();
      assertThat(find(server, here).get("state").asString()).isEqualTo("cancelled");
    }
  }

  @Test
  void whatIsAskedForDoesNotWidenWhatMayBeRead() {
    try (var server = TestServer.startWithDistrict()) {
      var here = report(server, 106.525442, 29.576284);
      var there = report(server, 106.8, 29.63);
      var street = street(server, here);
      var token = server.bean(Tokens.class).create("street", "operator", street, null);
      server.know("of one street", token);

      assertThat(shown("of one street", server, "area=500105")).containsExactly(here);
      assertThat(shown("of one street", server, "area=" + street(server, there))).isEmpty();
      assertThat(server.get("administrator", "/api/v1/reports?area=nowhere").status())
          .isEqualTo(400);
      assertThat(server.get("administrator", "/api/v1/reports?state=lost").status()).isEqualTo(400);
    }
  }

  @Test
  void reportsOfAVersionThatDidNotKeepTheirCaseAreToldOfItAtTheStart() {
    var server = TestServer.startWithDistrict();
    var report = report(server, 106.525442, 29.576284);
    Await.until(() -> !find(server, report).get("caseId").isNull(), () -> find(server, report));
    cancelCaseOf(server, report);
    var before = find(server, report);
    server
        .bean(JdbcClient.class)
        .sql("update intake.report set case_id = null, state = 'filed', open = true")
        .update();
    var token = server.token("administrator");
    server.close();

    try (var again = server.startAgain()) {
      again.know("administrator", token);
      Await.until(() -> find(again, report).equals(before), () -> find(again, report));
      assertThat(shown(again, "state=open")).isEmpty();
    }
  }

  private static long report(TestServer server, double lon, double lat) {
    var report = Map.of("text", "路面积水", "lon", lon, "lat", lat);
    var filed = server.post("operator", "/api/v1/reports", report);
    assertThat(filed.status()).as(filed.raw().body()).isEqualTo(201);
    return filed.body().get("id").asLong();
  }

  private static void cancelCaseOf(TestServer server, long report) {
    var path = "/api/v1/cases/" + find(server, report).get("caseId").asLong();
    // The case is led on by itself meanwhile: whoever comes too late looks again.
    Await.until(
        () -> {
          var version = server.get("administrator", path).body().get("version").asLong();
          var act = Map.of("version", version, "note", "重复上报");
          return server.post("administrator", path + "/actions/cancel", act).status() == 200;
        },
        () -> server.get("administrator", path).body());
  }

  private static List<JsonNode> all(TestServer server) {
    return server
        .get("administrator", "/api/v1/reports")
        .body()
        .get("items")
        .valueStream()
        .toList();
  }

  private static JsonNode find(TestServer server, long report) {
    return all(server).stream()
        .filter(one -> one.get("id").asLong() == report)
        .findFirst()
        .orElseThrow();
  }

  /** Code of the street that a report's place lies in. */
  private static String street(TestServer server, long report) {
    return find(server, report).get("areaPath").asString().split("/", -1)[3];
  }

  private static List<Long> shown(TestServer server, String filter) {
    return shown("administrator", server, filter);
  }

  private static List<Long> shown(String role, TestServer server, String filter) {
    var items = server.get(role, "/api/v1/reports?" + filter).body().get("items");
    return items.valueStream().map(one -> one.get("id").asLong()).toList();
  }
}
