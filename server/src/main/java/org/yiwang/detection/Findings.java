package org.yiwang.detection;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yiwang.engine.Finding;
import org.yiwang.engine.Trace;
import org.yiwang.platform.Json;
import org.yiwang.platform.Text;
import org.yiwang.rules.ArmedRules;
import tools.jackson.databind.JsonNode;

/** What the rules saw, with the readings that prove it, and the engine's snapshots. */
@Component
public class Findings {
  private static final int PART_BYTES = 1 << 17;

  /**
   * A stored finding.
   *
   * @param episode key of the episode, the same for its begin, changes and end
   * @param trace readings, window and predicates: why it was made
   */
  public record Stored(
      long id,
      String episode,
      String kind,
      String rule,
      int ruleVersion,
      @Nullable String level,
      Instant episodeStart,
      Instant time,
      JsonNode trace) {}

  /** A finding as it is stored, of a rule or of what no rule sees. */
  record Row(
      String key,
      String kind,
      String rule,
      int version,
      long subject,
      @Nullable String device,
      @Nullable String area,
      @Nullable String level,
      long startMillis,
      long timeMillis,
      Trace trace) {
    static Row of(Finding finding) {
      var level = finding.level();
      return new Row(
          finding.key(),
          finding.kind().name(),
          finding.rule(),
          finding.ruleVersion(),
          finding.subject(),
          finding.device(),
          finding.area(),
          level == null ? null : level.name(),
          finding.episodeStartMillis(),
          finding.timeMillis(),
          finding.trace());
    }
  }

  /**
   * The last snapshot.
   *
   * @param isWhole whether the state is what was stored
   */
  record SnapshotRow(long seq, Instant takenAt, byte[] state, int baseline, boolean isWhole) {}

  private final JdbcClient sql;
  private final ArmedRules rules;
  private final ApplicationEventPublisher events;

  Findings(JdbcClient sql, ArmedRules rules, ApplicationEventPublisher events) {
    this.sql = sql;
    this.rules = rules;
    this.events = events;
  }

  /**
   * Stores findings in their order and tells of each in the same transaction. One that is there
   * already, from before a crash, is passed over. Of what a rule in the shadow found nobody is
   * told.
   */
  @Transactional
  public void store(List<Finding> findings) {
    for (var finding : findings) {
      if (ArmedRules.isShadow(finding.rule())) {
        insert(Row.of(finding), "detection.shadow_finding");
        continue;
      }
      store(Row.of(finding), rules.name(finding.rule()));
    }
  }

  /** Stores one finding under a name and tells of it, in the caller's transaction. */
  void store(Row finding, Text name) {
    insert(finding, "detection.finding")
        .ifPresent(id ->
            events.publishEvent(
                new FindingMade(
                    id,
                    finding.key(),
                    finding.kind(),
                    finding.rule(),
                    name,
                    finding.level(),
                    finding.subject(),
                    finding.device(),
                    finding.area(),
                    Instant.ofEpochMilli(finding.timeMillis()))));
  }

  /** Keeps a finding that nothing can be made of, with the reason; once, if it comes again. */
  public void putAside(Finding finding, String reason, Instant now) {
    sql.sql(
            """
            insert into detection.unused (at, key, kind, rule, subject, level, time, reason)
            select :at, :key, :kind, :rule, :subject, :level, :time, :reason
            where not exists (
              select from detection.unused
              where key = :key and kind = :kind and time = :time)
            """)
        .param("at", now.atOffset(ZoneOffset.UTC))
        .param("key", finding.key())
        .param("kind", finding.kind().name())
        .param("rule", finding.rule())
        .param("subject", finding.subject())
        .param("level", finding.level() == null ? null : finding.level().name())
        .param("time", at(finding.timeMillis()))
        .param("reason", reason)
        .update();
  }

  /** The findings of an episode, in order. */
  public List<Stored> listOf(String episode) {
    return sql.sql("select * from detection.finding where key = ? order by id")
        .param(episode)
        .query((row, n) ->
            new Stored(
                row.getLong("id"),
                row.getString("key"),
                row.getString("kind"),
                row.getString("rule"),
                row.getInt("rule_version"),
                row.getString("level"),
                row.getTimestamp("episode_start").toInstant(),
                row.getTimestamp("time").toInstant(),
                Json.tree(row.getString("trace"))))
        .list();
  }

  private Optional<Long> insert(Row finding, String table) {
    return sql.sql(
            """
            insert into %s
              (key, kind, rule, rule_version, subject, device, area, level, episode_start, time,
               trace)
            values
              (:key, :kind, :rule, :version, :subject, :device, :area, :level, :start, :time,
               :trace::jsonb)
            on conflict do nothing
            returning id
            """
                .formatted(table))
        .param("key", finding.key())
        .param("kind", finding.kind())
        .param("rule", finding.rule())
        .param("version", finding.version())
        .param("subject", finding.subject())
        .param("device", finding.device())
        .param("area", finding.area())
        .param("level", finding.level())
        .param("start", at(finding.startMillis()))
        .param("time", at(finding.timeMillis()))
        .param("trace", Json.write(finding.trace()))
        .query(Long.class)
        .optional();
  }

  /**
   * Stores the engine's state.
   *
   * @param pauseMillis how long to leave the disk to others after each part
   */
  @Transactional
  public void storeSnapshot(long seq, byte[] state, int baseline, Instant now, long pauseMillis) {
    var parts = 0;
    for (var from = 0; from < state.length; from += PART_BYTES) {
      sql.sql(
              """
              insert into detection.snapshot_part (part, bytes) values (:part, :bytes)
              on conflict (part) do update set bytes = excluded.bytes
              """)
          .param("part", parts++)
          .param(
              "bytes", Arrays.copyOfRange(state, from, Math.min(state.length, from + PART_BYTES)))
          .update();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pauseMillis));
    }
    sql.sql("delete from detection.snapshot_part where part >= ?").param(parts).update();
    sql.sql(
            """
            insert into detection.snapshot (seq, rules, baseline, taken_at, crc)
            values (:seq, :rules, :baseline, :now, :crc)
            on conflict (only_row) do update set
              seq = excluded.seq, rules = excluded.rules, baseline = excluded.baseline,
              taken_at = excluded.taken_at, crc = excluded.crc
            """)
        .param("seq", seq)
        .param("rules", rules.fingerprint())
        .param("baseline", baseline)
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("crc", crc(state))
        .update();
  }

  Optional<SnapshotRow> findSnapshot() {
    return sql.sql("select seq, baseline, taken_at, crc from detection.snapshot")
        .query((row, n) -> {
          var state = state();
          var crc = row.getObject("crc", Long.class);
          return new SnapshotRow(
              row.getLong("seq"),
              row.getTimestamp("taken_at").toInstant(),
              state,
              row.getInt("baseline"),
              crc == null || crc == crc(state));
        })
        .optional();
  }

  private static long crc(byte[] state) {
    var crc = new CRC32C();
    crc.update(state);
    return crc.getValue();
  }

  private byte[] state() {
    var state = new ByteArrayOutputStream();
    sql.sql("select bytes from detection.snapshot_part order by part")
        .query(row -> {
          state.writeBytes(row.getBytes(1));
        });
    return state.toByteArray();
  }

  private static java.time.OffsetDateTime at(long millis) {
    return Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC);
  }
}
