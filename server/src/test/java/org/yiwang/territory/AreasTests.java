package org.yiwang.territory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.yiwang.support.TestServer;
import org.yiwang.tables.ImportCommand;
import org.yiwang.tables.ImportOptions;
import org.yiwang.tables.ImportReport;
import picocli.CommandLine;

/** The model district from its files to the answers over HTTP, and through a real dated change. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AreasTests {
  private static final Path DISTRICT = Path.of("../demo/district");
  private static final LocalDate BEFORE = LocalDate.of(2025, 11, 5);
  private static final LocalDate DAY = LocalDate.of(2025, 11, 6);

  /** In the model's town Yuzui. */
  private static final double LON = 106.748;

  private static final double LAT = 29.633;

  @AutoClose private static TestServer server;
  private static ImportReport first;

  @BeforeAll
  static void start() throws IOException {
    server = TestServer.start();
    first = importDistrict(ImportOptions.PLAIN);
  }

  private static ImportReport importDistrict(ImportOptions options) throws IOException {
    var files = List.of(DISTRICT.resolve("areas.geojson"), DISTRICT.resolve("areas.csv"));
    return server.bean(AreaImporter.class).run(files, options);
  }

  @Test
  @Order(1)
  void theModelDistrictIsNestedWithoutGapOrOverlap() {
    assertThat(first.summary())
        .isEqualTo("areas: read 1434, added 1434, changed 0, unchanged 0, refused 0");
    assertThat(first.notes()).isEmpty();
  }

  @Test
  @Order(2)
  void importedAgainItChangesNothing() throws IOException {
    assertThat(importDistrict(ImportOptions.PLAIN).summary())
        .isEqualTo("areas: read 1434, added 0, changed 0, unchanged 1434, refused 0");
  }

  @Test
  @Order(3)
  void aPointIsLocatedWithThePathToItsGrid() {
    var answer = server.get("operator", "/api/v1/areas/locate?lon=%s&lat=%s".formatted(LON, LAT));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().at("/grid/level").asString()).isEqualTo("grid");
    assertThat(answer.body().at("/path/2/name").asString()).isEqualTo("鱼嘴镇");
    assertThat(answer.body().at("/path").size()).isEqualTo(5);
    assertThat(server.get("operator", "/api/v1/areas/locate?lon=1&lat=1").status()).isEqualTo(404);
    assertThat(server.get("operator", "/api/v1/areas/locate?lon=500&lat=1").status())
        .isEqualTo(400);
    var early = "/api/v1/areas/locate?lon=%s&lat=%s&on=2019-12-31".formatted(LON, LAT);
    assertThat(server.get("operator", early).status()).isEqualTo(404);
  }

  @Test
  @Order(4)
  void areasAreListedByLevelParentAndName() {
    assertThat(size("/api/v1/areas?level=street")).isEqualTo(12);
    assertThat(size("/api/v1/areas?parent=500105")).isEqualTo(12);
    assertThat(size("/api/v1/areas?parent=500105&level=grid")).isEqualTo(1300);
    assertThat(size("/api/v1/areas?level=street&q=鱼嘴")).isEqualTo(1);
    assertThat(size("/api/v1/areas?level=street&q=yuzui")).isEqualTo(1);
    assertThat(size("/api/v1/areas/levels")).isEqualTo(5);
    assertThat(server.get("operator", "/api/v1/areas?parent=1").status()).isEqualTo(404);
    assertThat(server.get("", "/api/v1/areas").status()).isEqualTo(401);
  }

  @Test
  @Order(5)
  void outlinesComeAsGeoJsonAndOnlyOnce() {
    var path = "/api/v1/areas/geojson?level=grid&parent=500105100";
    var answer = server.get("operator", path);
    assertThat(answer.body().path("features").size()).isEqualTo(120);
    assertThat(answer.body().at("/features/0/geometry/type").asString()).isEqualTo("Polygon");
    assertThat(answer.body().at("/features/0/properties/parent").asString())
        .isEqualTo("500105100001");

    var tag = answer.raw().headers().firstValue("ETag").orElseThrow();
    var again =
        server.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .header("Authorization", "Bearer " + server.token("operator"))
                .header("If-None-Match", tag)
                .build());
    assertThat(again.status()).isEqualTo(304);
  }

  @Test
  @Order(6)
  void aPlaceIsCalledByItsTownAndGrid() {
    var areas = server.bean(Areas.class);
    var grid = areas.locate(LON, LAT, BEFORE).orElseThrow();

    assertThat(areas.placeName(grid.code(), BEFORE)).matches("鱼嘴镇 · \\d+-\\d+网格");
    assertThat(areas.placeName("500105100", BEFORE)).isEqualTo("鱼嘴镇");
    assertThat(areas.placeName("500105", BEFORE)).isEqualTo("江北区");
    assertThat(areas.listRoots(BEFORE)).extracting(Area::code).containsExactly("500000");
    assertThat(areas.findBounds("500105", BEFORE))
        .contains(new Bounds(106.45, 29.5555, 106.884, 29.68));
    assertThat(areas.listSubtree("500105100", BEFORE)).hasSize(1 + 10 + 120);
  }

  @Test
  @Order(7)
  void aDryRunOfTheMergerSaysWhatItComesToAndStoresNothing() {
    var out = new StringWriter();
    assertThat(remap(out, "--dry-run")).isZero();

    assertThat(out.toString())
        .contains("500105 -> 500199")
        .contains("500105100 -> 500199100")
        .contains("remap: ended 1433, begun 1433, day 2025-11-06; nothing was stored");
    assertThat(server.bean(Areas.class).find("500105", DAY)).isPresent();
  }

  @Test
  @Order(8)
  void afterTheMergerOldDaysKeepTheirAreasAndOldCodesHaveSuccessors() {
    var areas = server.bean(Areas.class);
    var old = areas.locate(LON, LAT, BEFORE).orElseThrow();

    assertThat(remap(new StringWriter())).isZero();

    assertThat(areas.find("500105", BEFORE)).map(Area::to).contains(DAY);
    assertThat(areas.find("500105", DAY)).isEmpty();
    var now = areas.locate(LON, LAT, DAY).orElseThrow();
    assertThat(now.code()).isEqualTo(old.code().replaceFirst("500105", "500199"));
    assertThat(now.path()).startsWith("/500000/500199/500199100/");
    assertThat(areas.locate(LON, LAT, BEFORE)).map(Area::code).contains(old.code());
    assertThat(areas.successor(old.code(), LON, LAT, DAY)).contains(now);
    assertThat(areas.successor(old.code(), LON, LAT, BEFORE)).map(Area::code).contains(old.code());
  }

  @Test
  @Order(9)
  void aSecondTimeTheMergerIsRefused() {
    var out = new StringWriter();
    assertThat(remap(out)).isEqualTo(1);
    assertThat(out.toString()).contains("nothing was stored");
  }

  @Test
  @Order(10)
  void theImportCommandTellsFromWrongUse() {
    var importer = server.bean(AreaImporter.class);
    var group = ImportCommand.group(List.of(importer));
    group.setErr(new PrintWriter(new StringWriter()));
    group.setOut(new PrintWriter(new StringWriter()));
    assertThat(group.execute("areas", "no-such-file.csv")).isEqualTo(2);
    assertThat(group.execute("areas", "../demo/README.md")).isEqualTo(1);
    assertThat(group.execute("areas")).isEqualTo(2);
    assertThat(group.execute("weather", "x.csv")).isEqualTo(2);
    assertThat(group.execute("areas", "--dry-run", DISTRICT.resolve("areas.csv").toString()))
        .isZero();
  }

  private static int remap(StringWriter out, String... options) {
    var command = new CommandLine(server.bean(RemapCommand.class));
    command.setOut(new PrintWriter(out, true));
    command.setErr(new PrintWriter(out, true));
    var arguments = new java.util.ArrayList<>(List.of(options));
    arguments.add("../demo/remap/liangjiang-2025-11-06.yml");
    return command.execute(arguments.toArray(String[]::new));
  }

  private static int size(String path) {
    return server
        .get("operator", path.replace("鱼嘴", "%E9%B1%BC%E5%98%B4"))
        .body()
        .path("items")
        .size();
  }
}
