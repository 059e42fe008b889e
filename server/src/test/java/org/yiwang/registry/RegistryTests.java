package org.yiwang.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.yiwang.access.Tokens;
import org.yiwang.people.People;
import org.yiwang.people.Unit;
import org.yiwang.platform.Text;
import org.yiwang.support.TestServer;
import org.yiwang.tables.ImportOptions;
import org.yiwang.tables.ImportProblem;
import org.yiwang.tables.ImportReport;
import org.yiwang.tables.Importers;
import org.yiwang.territory.RemapCommand;
import picocli.CommandLine;

/** The whole model district as a newcomer's demo loads it, then the register over HTTP. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RegistryTests {
  private static final Path DISTRICT = Path.of("../demo/district");
  private static final double LON = 106.748;
  private static final double LAT = 29.633;

  @AutoClose private static TestServer server;
  private static List<ImportReport> first;

  @BeforeAll
  static void start() throws IOException {
    server = TestServer.start();
    // A track brings this kind.
    server
        .bean(Kinds.class)
        .install("septic-tank", Files.readString(Path.of("../tracks/septic-tank/kinds.yaml")));
    first = server.bean(Importers.class).load(DISTRICT);
  }

  @Test
  @Order(1)
  void theWholeModelDistrictIsTakenInWithoutAFault() {
    assertThat(first)
        .extracting(ImportReport::what)
        .containsExactly(
            "areas",
            "posts",
            "skills",
            "shifts",
            "units",
            "people",
            "rosters",
            "kinds",
            "properties",
            "subjects",
            "devices");
    assertThat(first).flatExtracting(ImportReport::problems).isEmpty();
    assertThat(first).flatExtracting(ImportReport::notes).isEmpty();
    assertThat(first.getLast().added()).isEqualTo(2000);
  }

  @Test
  @Order(2)
  void loadedAgainNothingChangesAndDatastreamsStayDense() throws IOException {
    for (var report : server.bean(Importers.class).load(DISTRICT)) {
      assertThat(report.unchanged()).as(report.summary()).isEqualTo(report.read());
    }
    var datastreams = server.bean(Datastreams.class).list();
    assertThat(datastreams.getLast().id()).isEqualTo(datastreams.size());
  }

  @Test
  @Order(3)
  void aSenderIsResolvedToItsDatastream() {
    var datastreams = server.bean(Datastreams.class);
    var id = datastreams.find("QT-0001", "methane");

    assertThat(datastreams.get(id).unit()).isEqualTo("%LEL");
    assertThat(datastreams.isLifeSafety(id)).isTrue();
    assertThat(datastreams.get(id).areaPath()).startsWith("/500000/500105/500105");
    assertThat(datastreams.find("QT-0001", "weight")).isEqualTo(-1);
    assertThat(datastreams.find("XX-0001", "methane")).isEqualTo(-1);
    assertThat(datastreams.isLifeSafety(datastreams.find("FJ-0001", "fan.running"))).isFalse();
  }

  @Test
  @Order(4)
  void subjectsAndDevicesAreListedInPagesAndFound() {
    var page = server.get("operator", "/api/v1/subjects?kind=septic-tank&limit=300");
    assertThat(page.body().path("items").size()).isEqualTo(300);
    var next = page.body().path("next").asString();
    var rest = server.get("operator", "/api/v1/subjects?kind=septic-tank&limit=300&cursor=" + next);
    assertThat(rest.body().path("items").size()).isEqualTo(100);
    assertThat(rest.body().path("next").isNull()).isTrue();

    var tank = page.body().at("/items/0");
    assertThat(tank.at("/kindName/zh").asString()).isEqualTo("化粪池");
    assertThat(tank.at("/attributes/volume").isInt()).isTrue();
    var whole = server.get("operator", "/api/v1/subjects/" + tank.path("id").asLong());
    assertThat(whole.body().path("code").asString()).isEqualTo(tank.path("code").asString());
    assertThat(whole.body().path("devices").size()).isEqualTo(2);

    var fan = server.get("operator", "/api/v1/devices/FJ-0001").body();
    assertThat(fan.at("/datastreams/0/propertyName/zh").asString()).isEqualTo("风机指令");
    assertThat(fan.at("/datastreams/1/unit").asString()).isEqualTo("1");
    assertThat(size("/api/v1/devices?q=QT-000")).isEqualTo(9);
    assertThat(size("/api/v1/devices?q=%25")).isZero();
    assertThat(size("/api/v1/devices?area=500105100&limit=500")).isBetween(50, 400);
    assertThat(server.get("operator", "/api/v1/devices/none").status()).isEqualTo(404);
    assertThat(server.get("operator", "/api/v1/devices?cursor=x").status()).isEqualTo(400);
    assertThat(server.get("citizen", "/api/v1/devices").status()).isEqualTo(403);
  }

  @Test
  @Order(5)
  void aReaderOfOneStreetSeesThatStreetOnly() {
    var token = server.bean(Tokens.class).create("one street", "operator", "500105100", null);
    var items = getAs(token, "/api/v1/devices?limit=500").body().path("items");
    var inStreet = server.get("operator", "/api/v1/devices?area=500105100&limit=500");
    assertThat(items.size()).isEqualTo(inStreet.body().path("items").size());
    assertThat(getAs(token, "/api/v1/subjects/1").status()).isEqualTo(404);
  }

  @Test
  @Order(6)
  void aSubjectAndItsDeviceAreRegisteredAndFollowersHearOfIt() {
    var heard = new ArrayList<Datastream>();
    server.bean(Datastreams.class).follow(heard::addAll);
    heard.clear();
    var subject =
        Map.of(
            "code",
            "HFC-NEW",
            "kind",
            "septic-tank",
            "name",
            "新化粪池",
            "lon",
            LON,
            "lat",
            LAT,
            "attributes",
            Map.of("volume", 12));
    var added = server.post("administrator", "/api/v1/subjects", subject);
    assertThat(added.status()).isEqualTo(201);
    assertThat(added.body().at("/area/code").asString()).startsWith("500105100");
    assertThat(server.post("administrator", "/api/v1/subjects", subject).status()).isEqualTo(409);

    var device =
        Map.of(
            "code",
            "QT-NEW",
            "kind",
            "gas-sensor",
            "name",
            "新传感器",
            "subject",
            "HFC-NEW",
            "datastreams",
            List.of(Map.of("property", "methane", "unit", "%LEL")));
    assertThat(server.post("integrator", "/api/v1/devices", device).status()).isEqualTo(201);
    assertThat(server.post("integrator", "/api/v1/devices", device).status()).isEqualTo(409);
    assertThat(heard).extracting(Datastream::device).containsExactly("QT-NEW");
    assertThat(heard.getFirst().lon()).isEqualTo(LON);
    assertThat(server.post("operator", "/api/v1/devices", device).status()).isEqualTo(403);
  }

  @Test
  @Order(7)
  void everythingWrongWithASubjectOrDeviceIsNamed() {
    var answer =
        server.post(
            "administrator",
            "/api/v1/subjects",
            Map.of(
                "code",
                "a b",
                "kind",
                "septic-tank",
                "lon",
                1,
                "lat",
                1,
                "attributes",
                Map.of("volume", -1, "colour", "red")));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().path("errors").valueStream().map(e -> e.path("field").asString()))
        .containsExactly("code", "name", "attributes", "attributes", "lon, lat");

    var device = server.post("administrator", "/api/v1/devices", Map.of("code", "D-1"));
    assertThat(device.body().path("errors").valueStream().map(e -> e.path("field").asString()))
        .containsExactly("name", "datastreams");
  }

  @Test
  @Order(8)
  void linesOfAFileThatCanNotBeUsedAreNamedAndTheOthersTaken(@TempDir Path folder)
      throws IOException {
    var file =
        Files.writeString(
            folder.resolve("subjects.csv"),
            """
            code,kind,name,lon,lat,attributes
            T-1,septic-tank,一,106.748,29.633,volume=twelve
            T-2,volcano,二,106.748,29.633,
            T-3,septic-tank,三,0,0,
            T-4,septic-tank,四,106.748,29.633,volume=12
            """);
    var report =
        server.bean(Importers.class).get("subjects").run(List.of(file), ImportOptions.PLAIN);

    assertThat(report.added()).isEqualTo(1);
    assertThat(report.problems())
        .extracting(ImportProblem::line, ImportProblem::field)
        .containsExactly(tuple(2L, "attributes"), tuple(3L, "kind"), tuple(4L, "lon, lat"));
  }

  @Test
  @Order(9)
  void coordinatesOfOtherMapsAreConverted(@TempDir Path folder) throws IOException {
    var file =
        Files.writeString(
            folder.resolve("subjects.csv"),
            "code,kind,name,lon,lat,attributes\nG-1,septic-tank,图,106.7518,29.6303,\n");
    var gcj02 = new ImportOptions("gcj02", null, null, null, false);
    server.bean(Importers.class).get("subjects").run(List.of(file), gcj02);

    var stored = server.get("operator", "/api/v1/subjects?q=G-1").body().at("/items/0");
    assertThat(stored.path("lon").asDouble()).isBetween(106.747, 106.749);
  }

  @Test
  @Order(9)
  void aCitysOwnKindDoesNotTakeThePlaceOfATracks() {
    var kinds = server.bean(Kinds.class);
    var tracks = kinds.find("septic-tank").orElseThrow();
    var own = new Kind(tracks.code(), Text.of("other"), tracks.definition(), Kind.LOCAL);

    assertThat(kinds.put(own)).isFalse();
    assertThat(kinds.find("septic-tank")).contains(tracks);
  }

  @Test
  @Order(9)
  void aKindThatCanNotBeUsedSaysWhy() {
    var kinds = server.bean(Kinds.class);
    for (var yaml : List.of("kinds: [{code: A B}]", "kinds: [{code: a}]", "kinds: [")) {
      assertThatIllegalArgumentException().isThrownBy(() -> kinds.install("track", yaml));
    }
  }

  @Test
  @Order(10)
  void whenTheDistrictIsMergedSubjectsUnitsAndGridsFollow() throws InterruptedException {
    var command = new CommandLine(server.bean(RemapCommand.class));
    command.setOut(new PrintWriter(new StringWriter()));
    assertThat(command.execute("../demo/remap/liangjiang-2025-11-06.yml")).isZero();

    var datastreams = server.bean(Datastreams.class);
    var id = datastreams.find("QT-0001", "methane");
    var people = server.bean(People.class);
    // Other modules hear of it after the change is stored, each in its own time.
    var moved = "/api/v1/devices?area=500199&limit=500";
    for (var tries = 0;
        tries < 100 && (!hasFollowed(datastreams.get(id), people) || size(moved) == 0);
        tries++) {
      Thread.sleep(100);
    }
    assertThat(datastreams.get(id).areaPath()).startsWith("/500000/500199/");
    assertThat(people.findCentre("500199100")).map(Unit::name).contains("鱼嘴镇治理中心");
    assertThat(people.listAnswerable("500199100001001")).hasSize(1);
    assertThat(size(moved)).isEqualTo(500);
  }

  private static boolean hasFollowed(Datastream datastream, People people) {
    return datastream.areaPath().startsWith("/500000/500199/")
        && people.findCentre("500199100").filter(unit -> unit.area().length() == 9).isPresent();
  }

  private static int size(String path) {
    return server.get("operator", path).body().path("items").size();
  }

  private static TestServer.Answer getAs(String token, String path) {
    return server.send(
        java.net.http.HttpRequest.newBuilder(
                java.net.URI.create("http://127.0.0.1:" + server.port() + path))
            .header("Authorization", "Bearer " + token)
            .build());
  }
}
