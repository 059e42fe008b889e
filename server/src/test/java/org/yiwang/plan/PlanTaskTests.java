package org.yiwang.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yiwang.support.Folders;
import org.yiwang.support.Tank;
import org.yiwang.support.TestServer;
import tools.jackson.databind.JsonNode;

/** What a plan asks of people: beside one another, one after the other, and within a time. */
class PlanTaskTests {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final String PLANS =
      """
      plans:
        - id: evacuate
          version: 1
          name: {zh: 疏散, en: Evacuate}
          when: 'warning.rule == "septic-tank.methane" && warning.state == "open"'
          steps:
            - id: call
              label: {zh: 电话通知物业, en: Call the caretaker}
              task: {post: operator, limit: 10 min}
            - id: look
              label: {zh: 现场确认, en: Look on the spot}
              task: {post: verifier, limit: 20 min}
              at-once: true
              on-failure: {raise-to: II, reason: {zh: 无人确认, en: Nobody has looked}}
            - id: report
              label: {zh: 报告值班长, en: Report to the shift lead}
              task: {post: shift-lead, limit: 30 min}
            - id: file
              label: {zh: 立案, en: File the case}
              case: {type: septic-tank.gas}
      """;

  @TempDir private Path tracks = Path.of("");

  @Test
  void tasksRunBesideAndAfterOneAnotherAndTheirTimeEnds() throws Exception {
    Folders.copy(Path.of("../tracks"), tracks);
    Files.writeString(tracks.resolve("septic-tank/plans.yaml"), PLANS);
    try (var server = TestServer.start("yiwang.tracks=" + tracks)) {
      var tank = Tank.register(server, "T-1", "/500000/500105/", 106.5, 29.6);
      tank.sends(server, 40);
      var warning = eventually(server, "running running waiting waiting");
      var run = "/api/v1/plans/" + warning.at("/plans/0/id").asLong() + "/steps/";
      assertThat(warning.at("/plans/0/steps/1/dueAt").asString())
          .startsWith(
              server.clock().instant().plus(Duration.ofMinutes(20)).toString().substring(0, 16));

      assertThat(done(server, "leader", run + 0)).isEqualTo(403);
      assertThat(done(server, "verifier", run + 2)).isEqualTo(409);
      assertThat(done(server, "operator", run + 0)).isEqualTo(200);
      assertThat(done(server, "operator", run + 0)).isEqualTo(409);
      assertThat(done(server, "operator", run + 9)).isEqualTo(404);
      eventually(server, "done running waiting waiting");

      server.clock().advance(Duration.ofMinutes(21));
      eventually(server, "done timed-out running waiting");
      // An answer may have read the warning before its plan: the level is asked for anew.
      var late = server.get("operator", "/api/v1/warnings/1").body();
      assertThat(late.get("level").asString()).isEqualTo("II");
      assertThat(done(server, "verifier", run + 1)).isEqualTo(200);
      // Whoever may take cases over may also speak for a post that is not there.
      assertThat(done(server, "dispatcher", run + 2)).isEqualTo(200);
      eventually(server, "done done done done");
      var cases = server.get("operator", "/api/v1/cases").body().get("items");
      for (var end = System.nanoTime() + PATIENCE.toNanos();
          cases.isEmpty() && System.nanoTime() < end; ) {
        Thread.sleep(50);
        cases = server.get("operator", "/api/v1/cases").body().get("items");
      }
      assertThat(cases.size()).isEqualTo(1);
    }
  }

  @Test
  void aFirstStepHasNoneToBeginWith() throws IOException {
    Folders.copy(Path.of("../tracks"), tracks);
    Files.writeString(
        tracks.resolve("septic-tank/plans.yaml"),
        PLANS.replace("limit: 10 min}", "limit: 10 min}\n        at-once: true"));
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> new org.yiwang.tracks.Tracks(tracks).read("plans.yaml", Plan.File.class))
        .hasMessageContaining("before its first step there is none");
  }

  private static int done(TestServer server, String role, String step) {
    return server.post(role, step + "/done", Map.of("note", "")).status();
  }

  private static JsonNode eventually(TestServer server, String states) throws InterruptedException {
    var found = List.<String>of();
    for (var end = System.nanoTime() + PATIENCE.toNanos(); System.nanoTime() < end; ) {
      var answer = server.get("operator", "/api/v1/warnings/1");
      var now = new ArrayList<String>();
      answer.body().at("/plans/0/steps").forEach(step -> now.add(step.get("state").asString()));
      if (String.join(" ", now).equals(states)) {
        return answer.body();
      }
      found = now;
      Thread.sleep(50);
    }
    assertThat(String.join(" ", found)).isEqualTo(states);
    throw new AssertionError(states);
  }
}
