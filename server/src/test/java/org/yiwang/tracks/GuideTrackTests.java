package org.yiwang.tracks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yiwang.support.Folders;
import org.yiwang.support.TestServer;
import org.yiwang.tables.Importers;
import tools.jackson.databind.JsonNode;

/**
 * The package that {@code docs/guide/tracks.md} shows, from its copying to its being taken away.
 */
class GuideTrackTests {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path tracks = Path.of("");

  @Test
  void aPackageOfOnesOwnLeadsToACaseThatOutlivesIt() throws Exception {
    Folders.copy(Path.of("../tracks"), tracks);
    Folders.copy(Path.of("../docs/guide/tracks/manhole"), tracks.resolve("manhole"));
    var server = TestServer.start("yiwang.tracks=" + tracks);
    try {
      var importers = server.bean(Importers.class);
      importers.load(Path.of("../demo/district"));
      for (var report : importers.load(Path.of("../docs/guide/tracks/ground"))) {
        assertThat(report.problems()).isEmpty();
      }
      server.takes(List.of(reading(server, "cover.open", 1), reading(server, "water.level", 1.3)));
      server.clock().advance(Duration.ofMinutes(6));
      server.takes(List.of(reading(server, "cover.open", 1), reading(server, "water.level", 1.3)));

      var cases = eventually(server, "/api/v1/cases", found -> found.get("items").size() == 1);
      var filed = cases.at("/items/0");
      assertThat(filed.at("/typeName/zh").asString()).isEqualTo("井盖缺失或移位");
      assertThat(filed.get("limitSeconds").asInt()).isEqualTo(7200);
      var notices =
          server
              .bean(org.springframework.jdbc.core.simple.JdbcClient.class)
              .sql("select text::text from outbox.notice order by id")
              .query(String.class)
              .list();
      assertThat(notices).anyMatch(text -> text.contains("Water stays high in 示例检查井一, 观音桥街道"));
      assertThat(server.get("administrator", "/api/v1/tracks").body().toString())
          .contains("manhole");

      server.close();
      Folders.delete(tracks.resolve("manhole"));
      server = server.startAgain();
      var left = server.get("operator", "/api/v1/cases").body().at("/items/0");
      assertThat(left.at("/typeName/zh").asString()).isEqualTo("manhole.cover");
      var path = "/api/v1/cases/" + filed.get("id").asLong();
      assertThat(server.get("operator", path).status()).isEqualTo(200);
    } finally {
      server.close();
    }
  }

  @Test
  void aPlanThatAsksForAnUnknownCaseStopsTheStart() throws IOException {
    Folders.copy(Path.of("../tracks"), tracks);
    Folders.copy(Path.of("../docs/guide/tracks/manhole"), tracks.resolve("manhole"));
    var plans = tracks.resolve("manhole/plans.yaml");
    Files.writeString(
        plans, Files.readString(plans).replace("type: manhole.cover", "type: manhole.cove"));
    assertThatThrownBy(() -> TestServer.start("yiwang.tracks=" + tracks))
        .rootCause()
        .hasMessage(
            "manhole/plans.yaml, line 14: plan manhole.close: there is no case type manhole.cove,"
                + " only general, manhole.cover, septic-tank.gas");
  }

  private static Map<String, Object> reading(TestServer server, String property, double value) {
    var now = server.clock().instant().toString();
    return Map.of("device", "JGQ-0001", "property", property, "time", now, "value", value);
  }

  private static JsonNode eventually(TestServer server, String path, Predicate<JsonNode> holds)
      throws InterruptedException {
    var until = System.nanoTime() + PATIENCE.toNanos();
    var last = server.get("operator", path);
    while (!holds.test(last.body()) && System.nanoTime() < until) {
      Thread.sleep(50);
      last = server.get("operator", path);
    }
    assertThat(holds.test(last.body())).as(path + ": " + last.body()).isTrue();
    return last.body();
  }
}
