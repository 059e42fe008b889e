package org.yiwang.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yiwang.backtest.Span;
import org.yiwang.backtest.Trial;
import org.yiwang.engine.RuleSet;
import org.yiwang.engine.RuleSource;
import org.yiwang.engine.Setting;
import org.yiwang.intake.ClosedDays;
import org.yiwang.intake.PastReadings;
import org.yiwang.intake.Readings;
import org.yiwang.registry.Datastreams;
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
      assertThat(server.post("integrator", "/api/v1/readings", batch).status()).isEqualTo(200);
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

  private static List<String> episodes(TestServer server, Span span) {
    var rules = RuleSet.parse(List.of(new RuleSource("rules.yaml", RULES)));
    var history =
        new OwnHistory(server.bean(PastReadings.class), server.bean(Datastreams.class), span);
    return new Trial(rules, history, Setting.of(ZONE), finding -> {})
        .episodes().stream().map(episode -> episode.key() + " " + episode.end()).toList();
  }
}
