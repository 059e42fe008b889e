package org.yiwang.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yiwang.access.Accounts;
import org.yiwang.platform.Refused;
import org.yiwang.support.TestServer;
import org.yiwang.tables.ImportOptions;
import org.yiwang.tables.ImportProblem;
import org.yiwang.tables.ImportReport;
import org.yiwang.tables.Importer;
import org.yiwang.tables.Importers;
import org.yiwang.territory.Areas;
import org.yiwang.territory.Position;

/** People of the model district: import, duty, candidates, positions. */
class PeopleTests {
  private static final Path DISTRICT = Path.of("../demo/district");
  private static final String YUZUI = "/500000/500105/500105100/";
  private static final Position IN_YUZUI = new Position(106.748, 29.633);

  @AutoClose private static TestServer server;
  private static People people;

  @BeforeAll
  static void start() throws IOException {
    server = TestServer.start();
    people = server.bean(People.class);
    for (var what : List.of("areas", "posts", "skills", "shifts", "units", "people", "rosters")) {
      run(what, what.equals("areas") ? List.of("areas.geojson", "areas.csv") : List.of());
    }
  }

  private static ImportReport run(String what, List<String> names) throws IOException {
    var files = names.isEmpty() ? List.of(what + ".csv") : names;
    return importer(what).run(files.stream().map(DISTRICT::resolve).toList(), ImportOptions.PLAIN);
  }

  private static Importer importer(String what) {
    return server.bean(Importers.class).get(what);
  }

  @Test
  void theModelDistrictsPeopleAreTakenInWholeAndOnlyOnce() throws IOException {
    assertThat(people.list()).hasSize(830);
    assertThat(people.listUnits()).hasSize(37);
    for (var what : List.of("posts", "skills", "shifts", "units", "people", "rosters")) {
      var again = run(what, List.of());
      assertThat(again.problems()).isEmpty();
      assertThat(again.unchanged()).isEqualTo(again.read());
    }
  }

  @Test
  void everyGridHasOneWhoAnswersForIt() {
    var areas = server.bean(Areas.class);
    for (var area : areas.listAll(areas.today())) {
      if (area.level().equals("grid")) {
        assertThat(people.listAnswerable(area.code())).hasSize(1);
      }
    }
  }

  @Test
  void atAnyHourEveryStreetHasAWorkerForGasOnDuty() {
    var start = TestServer.START;
    for (var street : people.listUnits()) {
      if (!street.code().matches("C-500105\\d{3}")) {
        continue;
      }
      var path = "/500000/500105/" + street.area() + "/";
      for (var hour = 0; hour < 8 * 24; hour += 6) {
        var at = start.plus(Duration.ofHours(hour));
        assertThat(people.listInArea("grid-worker", path))
            .as("%s at %s", street.name(), at)
            .anyMatch(person ->
                person.skills().contains("gas-safety") && people.duty(person.id(), at).isPresent());
      }
    }
  }

  @Test
  void theCentreOfAGridIsThatOfItsStreetAndOfTheDistrictItsOwn() {
    assertThat(people.findCentre("500105100001001")).map(Unit::name).contains("鱼嘴镇治理中心");
    assertThat(people.findCentre("500105")).map(Unit::code).contains("C-500105");
    assertThat(people.findCentre("nowhere")).isEmpty();
  }

  @Test
  void candidatesComeNearestFirstWithTheFactsToChooseBy() {
    var workers = people.listInArea("grid-worker", YUZUI);
    var busy = workers.get(5);
    server
        .bean(Positions.class)
        .note(busy.id(), IN_YUZUI, TestServer.START.minus(Duration.ofMinutes(7)));
    var grid =
        server
            .bean(Areas.class)
            .locate(IN_YUZUI.lon(), IN_YUZUI.lat(), server.bean(Areas.class).today())
            .orElseThrow();

    var candidates =
        people.listCandidates(
            "grid-worker",
            List.of("gas-safety", "electric"),
            YUZUI,
            IN_YUZUI,
            grid.code(),
            TestServer.START,
            Map.of(busy.id(), 3));

    assertThat(candidates).hasSameSizeAs(workers);
    var first = candidates.getFirst();
    assertThat(first.person().id()).isEqualTo(busy.id());
    assertThat(first.distanceMetres()).isZero();
    assertThat(first.positionAge()).isEqualTo(Duration.ofMinutes(7));
    assertThat(first.openTasks()).isEqualTo(3);
    assertThat(first.missingSkills()).contains("electric");
    assertThat(candidates.get(1).positionAge()).isNull();
    assertThat(candidates).filteredOn(Candidate::answersForGrid).hasSize(1);
    assertThat(candidates).filteredOn(Candidate::isOnDuty).isNotEmpty();
  }

  @Test
  void theNewestPositionStaysEvenWhenOlderOnesComeLater() {
    var positions = server.bean(Positions.class);
    var person = people.listInArea("verifier", YUZUI).getFirst();
    var now = TestServer.START;
    positions.note(person.id(), new Position(106.7, 29.6), now);
    positions.note(person.id(), new Position(106.6, 29.5), now.minusSeconds(60));
    positions.note(person.id(), new Position(106.7, 29.6), now);

    assertThat(positions.latest(List.of(person.id())).get(person.id()))
        .isEqualTo(new Seen(new Position(106.7, 29.6), now));
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> positions.note(person.id(), new Position(1, 1), now.plusSeconds(3600)));
  }

  @Test
  void peopleAreListedWithinTheReadersAreaAndWithoutTheirNumbers() {
    var answer = server.get("operator", "/api/v1/people?post=grid-worker&area=500105100");
    assertThat(answer.body().path("items").size()).isEqualTo(46);
    var first = answer.body().at("/items/0");
    assertThat(first.path("phone").asString()).matches("100\\*{4}\\d{4}");
    assertThat(first.at("/unit/name").asString()).isEqualTo("鱼嘴镇治理中心");

    var all =
        server
            .get("operator", "/api/v1/people?area=500105100&limit=500")
            .body()
            .path("items")
            .size();
    var on =
        server
            .get("operator", "/api/v1/people?area=500105100&onDuty=true&limit=500")
            .body()
            .path("items");
    assertThat(on.size()).isBetween(10, all - 1);
    var page = server.get("operator", "/api/v1/people?area=500105100&limit=60").body();
    var rest =
        server.get(
            "operator",
            "/api/v1/people?area=500105100&limit=60&cursor=" + page.path("next").asString());
    assertThat(page.path("items").size() + rest.body().path("items").size()).isEqualTo(all);
    assertThat(rest.body().path("next").isNull()).isTrue();
    assertThat(server.get("operator", "/api/v1/people?area=1").status()).isEqualTo(404);
    assertThat(server.get("citizen", "/api/v1/people").status()).isEqualTo(403);
    assertThat(server.get("operator", "/api/v1/units?kind=centre").body().path("items").size())
        .isEqualTo(14);
  }

  @Test
  void onlyThoseWhoMustCallSeeAWholeNumber() {
    var person = people.listInArea("grid-worker", YUZUI).getFirst();
    var path = "/api/v1/people/" + person.id() + "/contact";
    assertThat(server.get("operator", path).status()).isEqualTo(403);
    assertThat(server.get("shift-lead", path).body().path("phone").asString())
        .isEqualTo(person.phone());
  }

  @Test
  void aPersonGoesOffDutyAndSendsPositions() {
    var worker =
        people.listInArea("grid-worker", YUZUI).stream()
            .filter(person -> people.duty(person.id(), TestServer.START).isPresent())
            .toList()
            .getLast();
    var accounts = server.bean(Accounts.class);
    var account = accounts.put("some-worker", worker.name(), "a long password", worker.id());
    accounts.grant(account, "grid-worker", "500105100", null);
    var session =
        server.post(
            "", "/api/v1/session", Map.of("login", "some-worker", "password", "a long password"));
    var cookie = session.raw().headers().firstValue("Set-Cookie").orElseThrow();
    var csrf = session.body().path("csrf").asString();

    var off = send("PUT", "/api/v1/people/me/duty", "{\"onDuty\":false}", cookie, csrf);
    assertThat(off.status()).isEqualTo(200);
    assertThat(people.duty(worker.id(), TestServer.START)).isEmpty();
    var on = send("PUT", "/api/v1/people/me/duty", "{\"onDuty\":true}", cookie, csrf);
    assertThat(on.body().path("onDuty").asBoolean()).isTrue();

    var sent = send("POST", "/api/v1/positions", "{\"lon\":106.75,\"lat\":29.63}", cookie, csrf);
    assertThat(sent.status()).isEqualTo(204);
    assertThat(server.bean(Positions.class).latest(List.of(worker.id()))).containsKey(worker.id());
    var wrong = send("POST", "/api/v1/positions", "{\"lon\":1e9,\"lat\":29.63}", cookie, csrf);
    assertThat(wrong.status()).isEqualTo(400);
    var machine = server.post("administrator", "/api/v1/positions", Map.of("lon", 1, "lat", 1));
    assertThat(machine.status()).isEqualTo(403);
  }

  @Test
  void linesThatCanNotBeUsedAreNamed(@TempDir Path folder) throws IOException {
    var file =
        Files.writeString(
            folder.resolve("people.csv"),
            """
            code,name,login,unit,posts,skills,phone,grids
            X1,某甲,,C-500105,operator,,100123,
            X2,,operator,C-1,pilot,flying,a,1
            X3,某丙,operator,C-500105,operator,,,
            """);
    var report =
        importer("people").run(List.of(file), new ImportOptions("wgs84", null, null, null, true));

    assertThat(report.summary())
        .isEqualTo(
            "people: read 3, added 1, changed 0, unchanged 0, refused 2; nothing was stored");
    assertThat(report.problems())
        .extracting(ImportProblem::toString)
        .containsExactly(
            "3: unit: no unit C-1",
            "3: posts: unknown: pilot",
            "3: skills: unknown: flying",
            "3: phone: not a telephone number",
            "3: grids: no area 1 in force today",
            "3: name: value missing",
            "4: login: operator belongs to P0004");
  }

  @Test
  void gridsOfASplitAreaAreAnsweredForInAllParts() {
    assertThat(
            WhenAreasChanged.follow(
                List.of("G1", "G2"), Map.of("G1", List.of("G1a", "G1b"), "G9", List.of("G8"))))
        .containsExactly("G1a", "G1b", "G2");
  }

  private static TestServer.Answer send(
      String method, String path, String body, String cookie, String csrf) {
    return server.send(
        java.net.http.HttpRequest.newBuilder(
                java.net.URI.create("http://127.0.0.1:" + server.port() + path))
            .method(method, java.net.http.HttpRequest.BodyPublishers.ofString(body))
            .header("Content-Type", "application/json")
            .header("Cookie", cookie.substring(0, cookie.indexOf(';')))
            .header("X-CSRF-Token", csrf)
            .build());
  }
}
