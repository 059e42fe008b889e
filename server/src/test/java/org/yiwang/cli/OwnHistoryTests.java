package org.yiwang.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yiwang.backtest.SettingOverTime;
import org.yiwang.backtest.Span;
import org.yiwang.backtest.Trial;
import org.yiwang.engine.RuleSet;
import org.yiwang.engine.RuleSource;
import org.yiwang.engine.Setting;
import org.yiwang.intake.ClosedDays;
import org.yiwang.intake.PastReadings;
import org.yiwang.intake.Readings;
import org.yiwang.registry.Datastreams;
import org.yiwang.setting.EngineSetting;
import org.yiwang.setting.PastSetting;
import org.yiwang.support.KeptSetting;
import org.yiwang.support.Tank;
import org.yiwang.support.TestServer;

/** A backtest over an installation finds the same wherever its readings are. */
class OwnHistoryTests {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final String RULES =
      """
      rules:
        - id: tank.methane
          version: 1
          name: {zh: 甲烷, en: Methane}
          subject-kind: septic-tank
          levels:
            IV: {above: {property: methane, limit: 25 %LEL}}
      """;

  private static final String AT_WORK =
      """
      rules:
        - id: tank.at-work
          version: 1
          name: {zh: 工作时间, en: At work}
          subject-kind: septic-tank
          levels:
            IV:
              all:
                - {above: {property: methane, limit: 25 %LEL}}
                - {during: {calendar: working-hours}}
      """;

  @Test
  void hotAndColdAreJudgedAsOne() {
    try (var server = TestServer.start("yiwang.history.hot-days=2")) {
      var tank = Tank.register(server, "B-1", "/500000/500105/500105101/", 106.8, 29.6);
      // From before a midnight of the city to after it; later one half of it is in a file.
      var start = Instant.parse("2026-11-19T15:00:00Z");
      var batch = new ArrayList<Map<String, Object>>();
      for (var minute = 0; minute < 120; minute++) {
        var value = minute >= 50 && minute < 70 || minute % 40 == 5 ? 30 : 5;
        batch.add(tank.methane(start.plusSeconds(60L * minute), value));
      }
      server.takes(batch);
      var hot = episodes(server, Span.ALWAYS);
      assertThat(hot).hasSize(4);

      var sql = server.bean(JdbcClient.class);
      var seq = sql.sql("select seq from intake.head").query(Long.class).single();
      server.bean(Readings.class).judgedThrough(seq);
      assertThat(server.bean(ClosedDays.class).run()).isTrue();

      assertThat(sql.sql("select count(*) from intake.reading").query(Long.class).single())
          .isEqualTo(60);
      assertThat(episodes(server, Span.ALWAYS)).isEqualTo(hot);
      assertThat(episodes(server, Span.read("2026-11-19", "2026-11-19", ZONE))).hasSize(3);
      assertThat(episodes(server, Span.read("2026-11-20", "", ZONE))).hasSize(2);
    }
  }

  @Test
  void thePastIsJudgedByTheCalendarOfItsTime() {
    try (var server = TestServer.start()) {
      var tank = Tank.register(server, "B-2", "/500000/500105/500105101/", 106.8, 29.6);
      // Friday at seven, at eight and at nine in the evening, by the city's clock.
      var batch = new ArrayList<Map<String, Object>>();
      for (var hour = 11; hour <= 13; hour++) {
        var at = Instant.parse("2026-11-20T%d:00:00Z".formatted(hour));
        batch.add(tank.methane(at, 30));
        batch.add(tank.methane(at.plusSeconds(600), 5));
      }
      server.takes(batch);
      var rules = RuleSet.parse(List.of(new RuleSource("rules.yaml", AT_WORK)));
      assertThat(judged(server, rules).episodes()).isEmpty();

      // Until half past eight that evening people worked till ten.
      KeptSetting.wasOtherwise(
          server,
          Instant.parse("2026-11-20T10:00:00Z"),
          Instant.parse("2026-11-20T12:30:00Z"),
          "-18:00",
          "-22:00");

      assertThat(judged(server, rules).episodes()).hasSize(2);
      assertThat(setting(server, rules).remarks())
          .contains("judged by the calendars, zones and areas of the time, not all as they are now")
          .noneMatch(remark -> remark.contains("not kept"));
    }
  }

  private static Trial judged(TestServer server, RuleSet rules) {
    var history = history(server, Span.ALWAYS);
    return new Trial(rules, history, setting(server, rules), finding -> {});
  }

  private static SettingOverTime setting(TestServer server, RuleSet rules) {
    return BacktestCommand.setting(
        rules,
        history(server, Span.ALWAYS),
        server.bean(PastSetting.class),
        server.bean(EngineSetting.class));
  }

  private static List<String> episodes(TestServer server, Span span) {
    var rules = RuleSet.parse(List.of(new RuleSource("rules.yaml", RULES)));
    return new Trial(rules, history(server, span), Setting.of(ZONE), finding -> {})
        .episodes().stream().map(episode -> episode.key() + " " + episode.end()).toList();
  }

  private static OwnHistory history(TestServer server, Span span) {
    return new OwnHistory(server.bean(PastReadings.class), server.bean(Datastreams.class), span);
  }
}
