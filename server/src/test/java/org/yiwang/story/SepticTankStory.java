package org.yiwang.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.yiwang.story.Town.tank;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yiwang.platform.Refused;
import org.yiwang.support.Described;
import tools.jackson.databind.JsonNode;

/**
 * Methane in a septic tank, and everything that may come of it. Each story has a tank of its own.
 */
class SepticTankStory {
  private static final Duration AN_HOUR = Duration.ofMinutes(61);
  private static Town town;

  @BeforeAll
  static void start() {
    town = new Town();
  }

  @AfterAll
  static void stop() {
    town.close();
  }

  @Test
  void fromTheReadingToTheScore() {
    var tank = tank(1);
    gasStaysHigh(tank);

    town.stateBecomes(tank, "assigned");
    var filed = town.caseOf(tank);
    assertThat(filed.at("/centre/name").asString()).contains("观音桥");
    assertThat(filed.at("/tasks/0/reason/chosen/verdict/zh").asString()).contains("在岗");
    var assigned =
        filed
            .get("timeline")
            .valueStream()
            .filter(entry -> entry.get("action").asString().equals("assign"))
            .findFirst()
            .orElseThrow();
    assertThat(assigned.at("/data/openTasks").isNumber()).isTrue();
    assertThat(assigned.at("/data/why").isMissingNode()).isTrue();
    assertThat(filed.at("/plan/steps/1/state").asString()).isEqualTo("done");

    town.worker(tank, "accept");
    town.worker(tank, "arrive");
    town.worker(tank, "hand-in");
    assertThat(town.caseOf(tank).get("state").asString()).isEqualTo("handed-in");
    assertThat(town.desk("verifier", tank, "verify", Map.of()).status()).isEqualTo(200);

    Town.eventually(
        "every link of the chain is made",
        () ->
            town.caseOf(tank)
                .get("chain")
                .valueStream()
                .allMatch(link -> link.get("state").asString().equals("done")));
    var changes =
        town.server().get("leader", "/api/v1/scores/changes?case=" + town.caseOf(tank).get("id"));
    var kinds = changes.body().valueStream().map(c -> c.get("kind").asString());
    assertThat(kinds.collect(Collectors.toSet()))
        .containsExactlyInAnyOrder("area", "unit", "person");
    answersAreAsDescribed(town.caseOf(tank));
  }

  @Test
  void gasFallsInTime() {
    var tank = tank(10);
    town.gasIs(tank, 40);
    town.levelBecomes(tank, "IV");
    town.fanRuns(tank);
    town.pass(Duration.ofMinutes(30));
    town.gasIs(tank, 5);
    Town.eventually(
        "the warning is cleared",
        () -> town.warnings(tank).getFirst().get("state").asString().equals("cleared"));
    town.pass(AN_HOUR);
    assertThat(town.hasCase(tank)).isFalse();
  }

  @Test
  void fanDoesNotAnswer() {
    var tank = tank(20);
    town.fanIsDeaf(tank);
    town.gasIs(tank, 40);
    town.levelBecomes(tank, "IV");
    town.fanIsOrdered(tank);
    town.pass(Duration.ofMinutes(4));
    town.levelBecomes(tank, "II");
    town.stateBecomes(tank, "assigned");
    town.gasIs(tank, 5);
  }

  @Test
  void workerDoesNotAccept() {
    var tank = tank(30);
    gasStaysHigh(tank);
    town.stateBecomes(tank, "assigned");
    var first = town.caseOf(tank).at("/person/id").asLong();
    town.pass(Duration.ofMinutes(11));
    Town.eventually("another is asked", () -> town.caseOf(tank).get("tasks").size() == 2);
    town.stateBecomes(tank, "assigned");
    assertThat(town.caseOf(tank).at("/person/id").asLong()).isNotEqualTo(first);
    assertThatThrownBy(() -> town.worker(tank, 0, "accept"))
        .as("whoever was passed over comes too late")
        .isInstanceOf(Refused.class);
    town.pass(Duration.ofMinutes(11));
    Town.eventually("it is supervised", () -> town.caseOf(tank).get("supervised").asBoolean());
    assertThat(town.caseOf(tank).get("state").asString()).isEqualTo("dispatched");
    town.gasIs(tank, 5);
  }

  @Test
  void verificationRefuses() {
    var tank = tank(40);
    gasStaysHigh(tank);
    town.stateBecomes(tank, "assigned");
    town.worker(tank, "accept");
    town.worker(tank, "arrive");
    town.worker(tank, "hand-in");
    var refused = town.desk("verifier", tank, "refuse", Map.of("note", "照片看不清通风井"));
    assertThat(refused.body().get("state").asString()).isEqualTo("rework");
    town.worker(tank, "hand-in");
    assertThat(town.desk("verifier", tank, "verify", Map.of()).body().get("state").asString())
        .isEqualTo("closed");
    assertThat(town.caseOf(tank).get("reworks").asInt()).isEqualTo(1);
  }

  @Test
  void secondTankInTheSameGridHasItsOwnCase() {
    var one = tank(50);
    var other = town.neighbour(one);
    town.gasIs(one, 40);
    town.gasIs(other, 45);
    town.levelBecomes(one, "IV");
    town.levelBecomes(other, "IV");
    town.fanRuns(one);
    town.fanRuns(other);
    town.pass(AN_HOUR);
    town.stateBecomes(one, "assigned");
    town.stateBecomes(other, "assigned");
    assertThat(town.cases(one)).isEqualTo(1);
    assertThat(town.cases(other)).isEqualTo(1);
    assertThat(town.caseOf(one).get("id").asLong())
        .isNotEqualTo(town.caseOf(other).get("id").asLong());
    town.gasIs(one, 5);
    town.gasIs(other, 5);
  }

  @Test
  void aPersonTakesOverAndHandsBack() {
    var tank = tank(60);
    gasStaysHigh(tank);
    town.stateBecomes(tank, "assigned");
    var version = town.caseOf(tank).get("version").asInt();
    var taken = town.desk("dispatcher", tank, "take-over", Map.of("version", version));
    assertThat(taken.body().get("automatic").asBoolean()).isFalse();
    assertThat(town.desk("dispatcher", tank, "hand-back", Map.of("version", version)).status())
        .isEqualTo(409);
    town.pass(Duration.ofMinutes(11));
    assertThat(town.caseOf(tank).get("state").asString()).isEqualTo("assigned");
    town.gasIs(tank, 5);
  }

  /** What a closed case has left everywhere, as the OpenAPI document says it. */
  private static void answersAreAsDescribed(JsonNode closed) {
    var described = new Described(town.server());
    assertThat(described.faults("/api/v1/cases", closed)).as("what is no page").isNotEmpty();
    var faults = new ArrayList<>(described.faults("/api/v1/cases/{id}", closed));
    var warning = "/api/v1/warnings/" + closed.at("/warning/id").asLong();
    var addresses =
        List.of(
            "/api/v1/cases",
            "/api/v1/warnings",
            "/api/v1/live/snapshot",
            "/api/v1/scores/changes?case=" + closed.get("id").asLong(),
            "/api/v1/scores?kind=person",
            "/api/v1/people",
            "/api/v1/units",
            "/api/v1/rules",
            "/api/v1/plans",
            "/api/v1/areas?level=street",
            "/api/v1/devices?q=QT-0001",
            "/api/v1/settings",
            "/api/v1/notices");
    for (var address : addresses) {
      var answer = town.server().get("administrator", address);
      assertThat(answer.status()).as(address).isEqualTo(200);
      faults.addAll(described.faults(address.replaceFirst("\\?.*", ""), answer.body()));
    }
    var seen = town.server().get("administrator", warning).body();
    faults.addAll(described.faults("/api/v1/warnings/{id}", seen));
    assertThat(faults).isEmpty();
  }

  private static void gasStaysHigh(String tank) {
    town.gasIs(tank, 40);
    town.levelBecomes(tank, "IV");
    town.fanRuns(tank);
    town.pass(AN_HOUR);
    town.levelBecomes(tank, "II");
  }
}
