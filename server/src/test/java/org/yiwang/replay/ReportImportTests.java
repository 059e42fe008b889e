package org.yiwang.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yiwang.support.SharedData;
import org.yiwang.support.TestServer;
import org.yiwang.tables.Importers;

class ReportImportTests {
  private static final Path GUIDE = Path.of("../docs/guide/replay");
  @AutoClose private static TestServer server;

  @TempDir Path folder;

  @BeforeAll
  static void start() throws Exception {
    server = TestServer.start();
    for (var report : server.bean(Importers.class).load(GUIDE.resolve("pingshan"))) {
      assertThat(report.problems()).isEmpty();
    }
  }

  @Test
  void aReportBecomesACaseWithItsHistoryAndWhatCanNotBeUsedIsKept() throws Exception {
    var file =
        write(
            "past.csv",
            "id,reported,done,street,what,late",
            "7,2018-03-01 08:00:00,2018-03-01 17:30:00,坪山街道,路灯全灭甲,no",
            "8,2018-03-01 09:00:00,2018-03-09 09:00:00,石井街道,\"占道甲, 经营\",yes",
            "9,2018-03-01 10:00:00,,坪山街道,积水甲,",
            "10,2018-02-30 10:00:00,,坪山街道,积水甲,",
            "11,2018-03-01 10:00:00,,外地,积水甲,",
            "12,2018-03-01 10:00:00,2018-03-01 09:00:00,坪山街道,积水甲,no");
    var map =
        write(
            "past.yaml",
            "name: made-up",
            "number: id",
            "opened: {columns: [reported], format: 'y-M-d HH:mm:ss', zone: Asia/Shanghai}",
            "type: {otherwise: general}",
            "source: {otherwise: hotline}",
            "area: {column: street, map: {坪山街道: '440310001', 石井街道: '440310006'}}",
            "title: '{what}'",
            "history:",
            "  - state: closed",
            "    actor: '{street}办'",
            "    at: {columns: [done], format: 'y-M-d HH:mm:ss', zone: Asia/Shanghai}",
            "    when: {column: late, is: 'no'}",
            "  - {state: closed, actor: '{street}办', overdue: true, when: {column: late, is: 'yes'}}");

    assertThat(run(file, map)).isEqualTo(new ReportImport.Counts(6, 3, 0, 3));

    var lamp = find("路灯全灭甲");
    assertThat(lamp.path("state").asString()).isEqualTo("closed");
    assertThat(lamp.path("openedAt").asString()).isEqualTo("2018-03-01T00:00:00Z");
    var timeline =
        server
            .get("administrator", "/api/v1/cases/" + lamp.path("id").asLong())
            .body()
            .path("timeline");
    assertThat(
            timeline
                .valueStream()
                .map(e -> e.path("at").asString() + " " + e.path("action").asString()))
        .containsExactly("2018-03-01T00:00:00Z import", "2018-03-01T09:30:00Z import");
    assertThat(find("占道甲").path("overdue").asBoolean()).isTrue();
    assertThat(find("积水甲").path("state").asString()).isEqualTo("filed");
    assertThat(quarantine("past.csv"))
        .containsExactly(
            "5 opened can't be read: 2018-02-30 10:00:00",
            "6 area the map has none for '外地'",
            "7 history.at is before the step it follows: 2018-03-01T01:00:00Z");
    assertThat(run(file, map)).isEqualTo(new ReportImport.Counts(6, 0, 3, 3));
    assertThat(quarantine("past.csv")).hasSize(3);
    assertThat(count("select count(*) from dispatch.task")).isZero();
  }

  @Test
  void whatIsWrongWithAMapIsSaidWithItsKey() throws Exception {
    var file = write("one.csv", "id,reported", "1,2018-03-01");
    assertThatThrownBy(() -> run(file, write("map.yaml", "name: x")))
        .hasMessage("number: is missing");
  }

  @Test
  void hotlineOfADistrict() throws Exception {
    var file = SharedData.file("hotline/pingshan-2018-part1.csv");
    var before = count("select count(*) from cases.city_case where overdue");

    var counts = run(file, GUIDE.resolve("pingshan-hotline.yaml"));

    // Seven rows name no street.
    assertThat(counts).isEqualTo(new ReportImport.Counts(7_000, 6_993, 0, 7));
    assertThat(
            count(
                "select count(*) from cases.city_case where origin like 'import/pingshan%' and state = 'closed'"))
        .isEqualTo(6_991);
    assertThat(count("select count(*) from cases.city_case where overdue") - before)
        .isBetween(700L, 719L);
    assertThat(run(file, GUIDE.resolve("pingshan-hotline.yaml")).duplicate()).isEqualTo(6_993);
  }

  private static ReportImport.Counts run(Path file, Path map) throws Exception {
    return server.bean(ReportImport.class).run(file, map);
  }

  private static tools.jackson.databind.JsonNode find(String title) {
    return server
        .get("administrator", "/api/v1/cases?q=" + URLEncoder.encode(title, StandardCharsets.UTF_8))
        .body()
        .path("items")
        .valueStream()
        .filter(item -> item.path("openedAt").asString().startsWith("2018-0"))
        .findFirst()
        .orElseThrow();
  }

  private Path write(String name, String... lines) throws Exception {
    return Files.write(folder.resolve(name), List.of(lines));
  }

  private static List<String> quarantine(String file) {
    return server
        .bean(JdbcClient.class)
        .sql(
            """
            select place || ' ' || field || ' ' || reason from intake.quarantine
            where source = 'import ' || ? order by place
            """)
        .param(file)
        .query(String.class)
        .list();
  }

  private static long count(String query) {
    return server.bean(JdbcClient.class).sql(query).query(Long.class).single();
  }
}
