package org.yiwang.detection;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yiwang.engine.Watched;
import org.yiwang.platform.Caller;
import org.yiwang.platform.Json;
import org.yiwang.platform.Settings;

/** Trials in the database, so that they outlive the program. */
@Component
class TrialStore {
  /** What is kept of a trial that is done. */
  private record Result(
      List<Watched> watched, RuleTrials.Run ours, RuleTrials.@Nullable Run others) {}

  private final JdbcClient sql;
  private final TrialSettings policy;
  private final Settings settings;
  private final Clock clock;

  TrialStore(JdbcClient sql, TrialSettings policy, Settings settings, Clock clock) {
    this.sql = sql;
    this.policy = policy;
    this.settings = settings;
    this.clock = clock;
  }

  /** What was running when the program ended will never be done. */
  @EventListener(ApplicationReadyEvent.class)
  void interrupt() {
    if (!settings.tool()) {
      sql.sql(
              """
              update detection.trial set state = 'interrupted', ended_at = :now
              where state = 'running'
              """)
          .param("now", now())
          .update();
    }
  }

  /** Enters a trial that begins, and gives it its number. */
  long begin(RuleTrials.Asked asked, Caller caller) {
    return sql.sql(
            """
            insert into detection.trial
              (by_kind, by_id, by_name, rule, text, compare_with, from_time, to_time, state,
               started_at)
            values (:kind, :by, :name, :rule, :text, :with, :from, :to, 'running', :now)
            returning id
            """)
        .param("kind", caller.kind())
        .param("by", caller.id())
        .param("name", caller.name())
        .param("rule", asked.rule().id())
        .param("text", asked.text())
        .param("with", asked.compareWith(), Types.INTEGER)
        .param("from", asked.from().atOffset(ZoneOffset.UTC))
        .param("to", asked.to().atOffset(ZoneOffset.UTC))
        .param("now", now())
        .query(Long.class)
        .single();
  }

  /** Takes back one that could not begin. */
  void forget(long id) {
    sql.sql("delete from detection.trial where id = ?").param(id).update();
  }

  /** Keeps how a trial ended, and forgets those that are kept no longer. */
  void end(RuleTrial trial) {
    var ours = trial.ours();
    var result =
        ours == null
            ? null
            : Json.write(new Result(Watched.of(trial.asked().rule()), ours, trial.others()));
    sql.sql(
            """
            update detection.trial set state = :state, ended_at = :now, result = :result::jsonb
            where id = :id
            """)
        .param("state", trial.state())
        .param("now", now())
        .param("result", result, Types.VARCHAR)
        .param("id", trial.id())
        .update();
    sql.sql(
            """
            delete from detection.trial
            where ended_at < :old
              or ended_at is not null and id not in (
                select id from detection.trial order by id desc limit :kept)
            """)
        .param("old", now().minus(Duration.ofDays(policy.keepDays())))
        .param("kept", policy.kept())
        .update();
  }

  /** A trial of a caller's own. */
  Optional<RuleTrials.Seen> find(long id, Caller caller) {
    return sql.sql("select * from detection.trial where id = ? and by_kind = ? and by_id = ?")
        .params(id, caller.kind(), caller.id())
        .query((row, n) -> seen(row))
        .optional();
  }

  private static RuleTrials.Seen seen(ResultSet row) throws SQLException {
    var json = row.getString("result");
    var result = json == null ? null : Json.read(json, Result.class);
    return new RuleTrials.Seen(
        row.getLong("id"),
        row.getString("rule"),
        row.getString("text"),
        row.getObject("compare_with", Integer.class),
        row.getTimestamp("from_time").toInstant(),
        row.getTimestamp("to_time").toInstant(),
        row.getString("by_name"),
        row.getTimestamp("started_at").toInstant(),
        row.getString("state"),
        result == null ? 0 : 1,
        result == null ? List.of() : result.watched(),
        result == null ? null : result.ours(),
        result == null ? null : result.others());
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
