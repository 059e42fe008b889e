package org.yiwang.detection;

import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yiwang.engine.Catalog;
import org.yiwang.engine.Engine;
import org.yiwang.engine.Reach;
import org.yiwang.engine.Rule;
import org.yiwang.intake.PastReadings;
import org.yiwang.intake.Readings;
import org.yiwang.registry.Datastream;
import org.yiwang.registry.Datastreams;
import org.yiwang.rules.ArmedRules;
import org.yiwang.setting.EngineSetting;
import org.yiwang.setting.PastSetting;

/**
 * The engine's state, made again from the readings themselves where its snapshot can't be used: as
 * far back as the rules and the open episodes reach, over the files of closed days and what
 * PostgreSQL still has, up to the last reading that the snapshot had seen. All that was found up to
 * there is stored, so nothing is said a second time; what comes after is judged as ever.
 */
@Component
class StateAnew {
  private static final Logger log = LoggerFactory.getLogger(StateAnew.class);

  /** An end may be judged so much later than it came about. */
  private static final Duration LATEST_END = Duration.ofHours(1);

  /** A state and what it was judged by. */
  record Made(Engine engine, int baseline) {}

  /** An episode that was open when the snapshot was taken. */
  private record Open(Instant start, String rule, long subject) {}

  private final JdbcClient sql;
  private final PastReadings past;
  private final Readings readings;
  private final Course course;
  private final ArmedRules rules;
  private final EngineSetting setting;
  private final PastSetting pastSetting;
  private final Datastreams datastreams;
  private final Clock clock;

  StateAnew(
      JdbcClient sql,
      PastReadings past,
      Readings readings,
      Course course,
      ArmedRules rules,
      EngineSetting setting,
      PastSetting pastSetting,
      Datastreams datastreams,
      Clock clock) {
    this.sql = sql;
    this.past = past;
    this.readings = readings;
    this.course = course;
    this.rules = rules;
    this.setting = setting;
    this.pastSetting = pastSetting;
    this.datastreams = datastreams;
    this.clock = clock;
  }

  /**
   * Makes the state that a snapshot should have held.
   *
   * @param reason why it can't be used, for the log and for who looks after the installation
   */
  Made make(Findings.SnapshotRow snapshot, String reason, Catalog catalog) {
    var steps = course.list();
    if (steps.isEmpty()) {
      steps = List.of(new Course.Step(0, Instant.EPOCH, rules.fingerprint(), snapshot.baseline()));
    }
    var reach =
        steps.stream()
            .map(step -> Reach.of(rules.ruleSetOf(step.rules())))
            .max(Comparator.naturalOrder())
            .orElseThrow();
    var from = snapshot.takenAt().minus(reach);
    var older = open(snapshot.takenAt()).stream().filter(one -> one.start().isBefore(from));
    var longOpen = older.toList();
    var start =
        longOpen.stream()
            .map(one -> one.start().minus(reach))
            .min(Comparator.naturalOrder())
            .orElse(from);
    log.warn("The snapshot can't be used ({}); readings since {} are judged again", reason, start);
    var began = System.nanoTime();
    var second = new SecondJudgement(rules, pastSetting, catalog, inForceFrom(start, steps));
    if (!longOpen.isEmpty()) {
      past.scan(start, from, concerned(longOpen), second::acceptByTime);
    }
    past.scanClosed(from, second::acceptByTime);
    readings.replayThrough(snapshot.seq(), from, second::acceptByNumber);
    var engine = second.finish();
    note(reason, start, second);
    log.warn(
        "{} readings are judged again in {} ms; nothing that was found is found twice",
        second.count(),
        (System.nanoTime() - began) / 1_000_000);
    return new Made(underToday(engine, second, catalog), second.baseline());
  }

  /** Of the steps before a moment only the last one matters. */
  private static List<Course.Step> inForceFrom(Instant start, List<Course.Step> steps) {
    var first = 0;
    while (first + 1 < steps.size() && !steps.get(first + 1).at().isAfter(start)) {
      first++;
    }
    return steps.subList(first, steps.size());
  }

  private Engine underToday(Engine engine, SecondJudgement second, Catalog catalog) {
    if (second.fingerprint().equals(rules.fingerprint())) {
      return engine;
    }
    var today = rules.ruleSet();
    return Engine.restore(engine.snapshot(), today, catalog, setting.of(today, second.baseline()));
  }

  private List<Open> open(Instant at) {
    return sql.sql(
            """
            select min(episode_start) as start, rule, max(subject) as subject
            from (
              select key, kind, episode_start, time, rule, subject, level
              from detection.finding where rule = any(:rules)
              union all
              select key, kind, episode_start, time, rule, subject, level
              from detection.shadow_finding where rule = any(:rules)) one
            group by key, rule
            having coalesce(
                max(time) filter (where kind in ('ENDED', 'WITHDRAWN')), 'infinity') >= :at
              and not bool_or(kind = 'AMENDED' and level is null)
            """)
        .param("at", at.minus(LATEST_END).atOffset(ZoneOffset.UTC))
        .param("rules", rules.ruleSet().rules().stream().map(Rule::id).toArray(String[]::new))
        .query((row, n) ->
            new Open(
                row.getTimestamp("start").toInstant(),
                row.getString("rule"),
                row.getLong("subject")))
        .list();
  }

  /** The datastreams of some episodes' subjects; null for all, where others have a part in one. */
  private int @Nullable [] concerned(List<Open> episodes) {
    var groups =
        rules.ruleSet().rules().stream()
            .filter(rule -> rule.about().isGroup())
            .map(Rule::id)
            .collect(Collectors.toSet());
    if (episodes.stream().anyMatch(one -> groups.contains(one.rule()))) {
      return null;
    }
    Set<Long> subjects = episodes.stream().map(Open::subject).collect(Collectors.toSet());
    return datastreams.list().stream()
        .filter(one -> subjects.contains(one.subject()))
        .mapToInt(Datastream::id)
        .toArray();
  }

  private void note(String reason, Instant wanted, SecondJudgement second) {
    sql.sql(
            """
            insert into detection.judged_anew (at, reason, wanted_from, reached_from, readings)
            values (:now, :reason, :wanted, :reached, :count)
            """)
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .param("reason", reason)
        .param("wanted", wanted.atOffset(ZoneOffset.UTC))
        .param(
            "reached",
            second.oldest().map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null),
            Types.TIMESTAMP_WITH_TIMEZONE)
        .param("count", second.count())
        .update();
  }
}
