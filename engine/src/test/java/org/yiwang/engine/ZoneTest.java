package org.yiwang.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Rules about zones: three garbage trucks that tell where they are and how fast, and one square.
 */
class ZoneTest {
  private static final long START = Scene.START;
  private static final double INSIDE = 106.505;
  private static final double OUTSIDE = 106.515;
  private static final double LAT = 29.605;
  private static final Setting SETTING =
      Setting.none()
          .withZones(
              Map.of(
                  "square",
                  new Zone(
                      List.<double[][]>of(
                          new double[][] {
                            {106.50, 29.60}, {106.51, 29.60}, {106.51, 29.61}, {106.50, 29.61}
                          }))));

  private final Catalog catalog = new Catalog();
  private final List<Finding> findings = new ArrayList<>();
  private Engine engine = new Engine(RuleSet.parse(List.of()), catalog);

  private void rule(String about, String levels) {
    var text =
        "rules:\n  - {id: zone, version: 1, name: {zh: 区, en: Zone}, %s subject-kind: truck, levels: %s}\n"
            .formatted(about, levels);
    for (int truck = 0; truck < 3; truck++) {
      // What is told of one moment comes reading by reading: a second is waited for the rest of it.
      catalog.addSource(truck, 1_000, 120_000, 10_000);
      catalog.addSubject(truck, "truck", "G-" + truck, "/500000/500105/001/", OUTSIDE, LAT);
      catalog.addSeries(3 * truck, "box-" + truck, "lon", "deg", truck, truck);
      catalog.addSeries(3 * truck + 1, "box-" + truck, "lat", "deg", truck, truck);
      catalog.addSeries(3 * truck + 2, "box-" + truck, "speed", "m/s", truck, truck);
    }
    engine = new Engine(RuleSet.parse(List.of(new RuleSource("t", text))), catalog, SETTING);
  }

  private ZoneTest at(int truck, int seconds, double lon, double metresPerSecond) {
    long time = START + seconds * 1000L;
    var block =
        new ReadingBlock(3)
            .add(3 * truck + 2, time, metresPerSecond)
            .add(3 * truck, time, lon)
            .add(3 * truck + 1, time, LAT);
    engine.accept(block, findings::add);
    return this;
  }

  private List<String> said(int untilSeconds) {
    engine.advanceTo(START + untilSeconds * 1000L + 10_000, findings::add);
    return findings.stream().map(Scene::line).toList();
  }

  @Test
  void whoEntersIsToldUntilTheyLeave() {
    rule("", "{IV: {inside: {zone: square}}}");
    at(0, 0, OUTSIDE, 5).at(0, 60, INSIDE, 5).at(0, 120, INSIDE, 5).at(0, 180, OUTSIDE, 5);
    assertThat(said(240)).containsExactly("BEGAN IV at 60 from 60", "ENDED null at 180 from 60");
  }

  @Test
  void whoStaysIsToldWhenTheTimeIsOver() {
    rule("", "{III: {inside: {zone: square}, for: 10 min}}");
    at(0, 0, INSIDE, 0).at(0, 590, OUTSIDE, 5).at(0, 700, INSIDE, 0).at(0, 1000, INSIDE, 0);
    assertThat(said(1290)).isEmpty();
    assertThat(said(1310)).containsExactly("BEGAN III at 1300 from 1300");
  }

  @Test
  void whoIsTooFastIsToldInTheZoneOnly() {
    rule("", "{II: {all: [{inside: {zone: square}}, {above: {property: speed, limit: 30 km/h}}]}}");
    at(0, 0, OUTSIDE, 15).at(0, 10, INSIDE, 8).at(0, 20, INSIDE, 9).at(0, 30, OUTSIDE, 9);
    assertThat(said(60)).containsExactly("BEGAN II at 20 from 20", "ENDED null at 30 from 20");
  }

  @Test
  void whoDoesNotLeaveInTimeIsTold() {
    rule(
        "",
        "{III: {missing: {after: {inside: {zone: square}}, expected: {not: {inside: {zone: square}}}, within: 1 h}}}");
    at(0, 0, OUTSIDE, 5).at(0, 60, INSIDE, 5).at(1, 0, OUTSIDE, 5).at(1, 60, INSIDE, 5);
    at(1, 1800, OUTSIDE, 5);
    assertThat(said(4000)).containsExactly("BEGAN III at 3660 from 3660");
    assertThat(findings).extracting(Finding::subject).containsOnly(0);
  }

  @Test
  void tooManyAtOnceAreACrowd() {
    rule("about: {area: street},", "{I: {members: {of: {inside: {zone: square}}, number: 3}}}");
    at(0, 0, INSIDE, 0).at(1, 10, INSIDE, 0).at(2, 20, OUTSIDE, 5);
    assertThat(said(20)).isEmpty();
    at(2, 30, INSIDE, 0).at(0, 90, OUTSIDE, 5);
    assertThat(said(120)).containsExactly("BEGAN I at 30 from 30", "ENDED null at 90 from 30");
  }
}
