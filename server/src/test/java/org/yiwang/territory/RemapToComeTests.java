package org.yiwang.territory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yiwang.people.People;
import org.yiwang.support.Await;
import org.yiwang.support.TestServer;
import picocli.CommandLine;

/** A change that was decided for a day to come takes effect on that day, by itself. */
class RemapToComeTests {
  private static final String CHANGE =
      """
      day: 2026-12-01
      changes:
        - merge: ["500105001", "500105002"]
          into: {code: "500105050", name: 华新江北城街道}
      """;
  @AutoClose private static final TestServer server = TestServer.startWithDistrict();

  @TempDir Path folder;

  @Test
  void casesAndUnitsMoveWhenTheDayBegins() throws Exception {
    var place = server.bean(Areas.class).find("500105001", areas().today()).orElseThrow();
    var filed = Map.of("text", "井盖松动", "lon", place.lon(), "lat", place.lat(), "type", "general");
    var id = server.post("shift-lead", "/api/v1/cases", filed).body().get("id").asLong();
    var path = areas().locate(place.lon(), place.lat(), areas().today()).orElseThrow().path();
    assertThat(path).contains("/500105001/");

    assertThat(remap()).isZero();

    // Long enough for whoever would be told too early.
    Thread.sleep(500);
    assertThat(areas().find("500105050", areas().today())).isEmpty();
    assertThat(unitsIn("500105001")).isPositive();
    assertThat(casePath(id)).contains("/500105001/");

    server.clock().set(Instant.parse("2026-11-30T15:59:59Z"));
    Thread.sleep(300);
    assertThat(unitsIn("500105001")).isPositive();

    server.clock().set(Instant.parse("2026-11-30T16:00:00Z"));
    Await.until(() -> unitsIn("500105050") > 0 && unitsIn("500105001") == 0);
    Await.until(() -> casePath(id).contains("/500105050/"));
  }

  private static long unitsIn(String area) {
    return server.bean(People.class).listUnits().stream()
        .filter(unit -> unit.area().equals(area))
        .count();
  }

  private static String casePath(long id) {
    return server
        .bean(org.springframework.jdbc.core.simple.JdbcClient.class)
        .sql("select area_path from cases.city_case where id = ?")
        .param(id)
        .query(String.class)
        .single();
  }

  private static Areas areas() {
    return server.bean(Areas.class);
  }

  private int remap() throws IOException {
    var file = Files.writeString(folder.resolve("change.yml"), CHANGE);
    var command = new CommandLine(server.bean(RemapCommand.class));
    command.setOut(new PrintWriter(new StringWriter()));
    return command.execute(file.toString());
  }
}
