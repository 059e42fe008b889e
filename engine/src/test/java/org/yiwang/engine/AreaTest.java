package org.yiwang.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Rules about areas and surroundings: ten lamps in a row, 100 m apart, five in each of two grids.
 */
class AreaTest {
  private static final long START = Scene.START;
  private final Catalog catalog = new Catalog();
  private final List<Finding> findings = new ArrayList<>();
  private Engine engine = new Engine(RuleSet.parse(List.of()), catalog);

  private void rules(String about, String levels) {
    rules(about, levels, "");
  }

  /** Whether each lamp is a source of its own, with its own watermark. */
  private boolean sources;

  private void rules(String about, String levels, String more) {
    var text =
        "rules:\n  - {id: lamps, version: 1, name: {zh: 灯, en: Lamps}, about: %s, subject-kind: lamp, levels: %s}\n"
            .formatted(about, levels);
    for (int i = 0; i < 10; i++) {
      var path = "/500000/500105/001/01/" + (i < 5 ? "07/" : "08/");
      catalog.addSubject(i, "lamp", "L-" + i, path, 106.5 + i * 100 / 110_574.0, 0);
      catalog.addSeries(i, "lamp-" + i, "current", "A", i, sources ? i : 0);
    }
    engine = new Engine(RuleSet.parse(List.of(new RuleSource("t", text + more))), catalog);
  }

  private AreaTest current(int lamp, double seconds, double value) {
    var block = new ReadingBlock(1).add(lamp, START + Math.round(seconds * 1000), value);
    engine.accept(block, findings::add);
    return this;
  }

  private void until(double seconds) {
    engine.advanceTo(START + Math.round(seconds * 1000) + 10_000, findings::add);
  }

  private List<String> said() {
    return findings.stream().map(f -> f.area() + " " + Scene.line(f)).toList();
  }

  @Test
  void aQuorumOfAnArea() {
    rules(
        "{area: grid}",
        "{III: {members: {of: {below: {property: current, limit: 1}}, number: 3}}}");
    current(0, 0, 5).current(0, 10, 0).current(5, 11, 0).current(6, 12, 0).current(1, 13, 0);
    assertThat(said()).isEmpty();
    current(2, 20, 0).current(3, 21, 0).current(2, 30, 5).current(1, 40, 5);
    assertThat(said())
        .containsExactly(
            "/500000/500105/001/01/07/ BEGAN III at 20 from 20",
            "/500000/500105/001/01/07/ AMENDED III at 21 from 20",
            "/500000/500105/001/01/07/ ENDED null at 40 from 20");
    assertThat(findings).extracting(Finding::subject).containsOnly(2);
    assertThat(findings.get(1).trace().note()).isEqualTo("grown to 4 members");
    assertThat(findings.get(1).trace().members())
        .extracting(Trace.Member::subject)
        .containsExactly(0, 1, 2, 3);
    assertThat(findings.get(0).trace().members())
        .extracting(Trace.Member::subject)
        .containsExactly(0, 1, 2);
    assertThat(findings.get(0).key()).startsWith("lamps:/500000/500105/001/01/07/:");
    var why = engine.explainArea("lamps", "/500000/500105/001/01/07/", START + 25_000);
    assertThat(why.level()).isEqualTo(Level.III);
    assertThat(why.trace().predicates().get(0).value()).isEqualTo(4);
  }

  @Test
  void silenceOfAShareOfTheDevicesOfAnArea() {
    rules(
        "{area: street}",
        "{II: {members: {of: {silent: {for: 10 min}}, each: device, share: 50 %}}}");
    IntStream.range(0, 10).forEach(i -> current(i, i, 5));
    IntStream.range(0, 5).forEach(i -> current(i, 300 + i, 5));
    until(608);
    assertThat(said()).isEmpty();
    until(700);
    assertThat(said()).containsExactly("/500000/500105/001/ BEGAN II at 609 from 609");
    assertThat(findings.get(0).trace().members()).hasSize(5);
    assertThat(findings.get(0).trace().members().get(0).device()).isEqualTo("lamp-5");
    current(7, 710, 5);
    assertThat(said()).last().isEqualTo("/500000/500105/001/ ENDED null at 710 from 609");
  }

  @Test
  void eventsInAGridWithinASpan() {
    rules(
        "{area: grid}",
        "{IV: {events: {of: {below: {property: current, limit: 1}}, times: 3, within: 10 min}}}");
    current(0, 0, 0).current(0, 100, 5).current(0, 200, 0).current(6, 250, 0).current(4, 300, 0);
    assertThat(said()).containsExactly("/500000/500105/001/01/07/ BEGAN IV at 300 from 300");
    until(700);
    assertThat(said()).last().isEqualTo("/500000/500105/001/01/07/ ENDED null at 600 from 300");
  }

  @Test
  void eventsWithinARadius() {
    rules(
        "{around: 150 m}",
        "{IV: {events: {of: {below: {property: current, limit: 1}}, times: 3, within: 10 min}}}");
    current(0, 0, 0).current(2, 1, 0).current(9, 2, 0).current(4, 3, 0);
    assertThat(said()).isEmpty();
    current(3, 10, 0);
    assertThat(findings).singleElement().extracting(Finding::subject).isEqualTo(3);
    assertThat(findings.get(0).trace().members())
        .extracting(Trace.Member::subject)
        .containsExactly(2, 3, 4);
  }

  @Test
  void manyFindingsOfOneRuleAreOneIncident() {
    rules(
        "{area: street}",
        "{I: {events: {of: {rule: out}, times: 4, within: 5 min}}}",
        "  - {id: out, version: 1, name: {zh: 灭, en: Out}, subject-kind: lamp,"
            + " levels: {IV: {equals: {property: current, value: 0}}}}\n");
    IntStream.range(0, 6).forEach(i -> current(i, i, 0));
    assertThat(findings.stream().filter(f -> f.rule().equals("out"))).hasSize(6);
    var incident = findings.stream().filter(f -> f.rule().equals("lamps")).toList();
    assertThat(incident).extracting(Finding::level).containsOnly(Level.I);
    assertThat(incident).extracting(Finding::key).containsOnly(incident.get(0).key());
    assertThat(incident)
        .extracting(f -> f.kind() + " " + f.trace().members().size())
        .containsExactly("BEGAN 4", "AMENDED 5", "AMENDED 6");
  }

  @Test
  void lateReadingsOfAMemberAmendTheArea() {
    rules(
        "{area: grid}",
        "{III: {members: {of: {below: {property: current, limit: 1}}, number: 2}}}");
    current(0, 10, 0).current(1, 50, 0).current(0, 40, 5);
    assertThat(said())
        .containsExactly(
            "/500000/500105/001/01/07/ BEGAN III at 50 from 50",
            "/500000/500105/001/01/07/ AMENDED null at 40 from 50");
  }

  @Test
  void anAreaWaitsForNoneOfItsSources() {
    sources = true;
    rules(
        "{area: street}",
        "{II: {members: {of: {silent: {for: 10 min}}, each: device, number: 4}}}");
    IntStream.range(0, 10).forEach(i -> current(i, i * 20, 5));
    until(400);
    IntStream.range(5, 10).forEach(i -> current(i, 500, 5));
    until(659);
    assertThat(said()).isEmpty();
    until(700);
    assertThat(said())
        .containsExactly(
            "/500000/500105/001/ BEGAN II at 660 from 660",
            "/500000/500105/001/ AMENDED II at 680 from 660");
    current(0, 630, 5);
    assertThat(said()).last().isEqualTo("/500000/500105/001/ AMENDED II at 630 from 680");
  }

  /** A storm is one incident, whose growth is told when it matters. */
  @Test
  void anIncidentTellsOfThoseThatJoin() {
    rules(
        "{area: community}",
        "{III: {events: {of: {below: {property: current, limit: 1}}, times: 3, within: 60 s}}}");
    for (int lamp = 0; lamp < 10; lamp++) {
      current(lamp, lamp * 10, 0);
    }
    until(300);
    assertThat(findings.stream().map(Scene::line))
        .containsExactly(
            "BEGAN III at 20 from 20",
            "AMENDED III at 30 from 20",
            "AMENDED III at 40 from 20",
            "AMENDED III at 50 from 20",
            "AMENDED III at 60 from 20",
            "AMENDED III at 70 from 20",
            "AMENDED III at 80 from 20",
            "AMENDED III at 90 from 20",
            "ENDED null at 130 from 20");
    assertThat(findings.get(7).trace().note()).isEqualTo("grown to 10 members");
    assertThat(findings).extracting(Finding::key).containsOnly(findings.get(0).key());
  }

  /** Said at every tenth more, and again when late data brings one more. */
  @Test
  void lateMembersAreTold() {
    rules(
        "{area: community}",
        "{III: {members: {of: {below: {property: current, limit: 1}}, number: 2}}}");
    current(0, 0, 0).current(1, 10, 0).current(3, 60, 5).current(2, 30, 0);
    assertThat(findings.stream().map(Scene::line))
        .startsWith("BEGAN III at 10 from 10")
        .contains("AMENDED III at 30 from 10");
    var last = findings.get(findings.size() - 1).trace();
    assertThat(last.members()).extracting(Trace.Member::subject).containsExactly(0, 1, 2);
  }
}
