package org.yiwang.rules;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables of the rule book. */
@Component
class RuleBookStore {
  private final JdbcClient sql;

  RuleBookStore(JdbcClient sql) {
    this.sql = sql;
  }

  List<Standing> standings() {
    return sql.sql("select * from rules.standing order by rule")
        .query((row, n) -> standing(row))
        .list();
  }

  Optional<Standing> find(String rule, boolean toChange) {
    return sql.sql("select * from rules.standing where rule = ?" + (toChange ? " for update" : ""))
        .param(rule)
        .query((row, n) -> standing(row))
        .optional();
  }

  List<RuleVersion> versions(String rule) {
    return sql.sql("select * from rules.version where rule = ? order by version desc")
        .param(rule)
        .query((row, n) -> version(row))
        .list();
  }

  Optional<RuleVersion> find(String rule, int version) {
    return sql.sql("select * from rules.version where rule = ? and version = ?")
        .params(rule, version)
        .query((row, n) -> version(row))
        .optional();
  }

  List<RuleChange> changes(String rule) {
    return sql.sql("select * from rules.change where rule = ? order by id desc")
        .param(rule)
        .query((row, n) ->
            new RuleChange(
                row.getLong("id"),
                row.getTimestamp("at").toInstant(),
                row.getString("what"),
                row.getObject("version", Integer.class),
                row.getString("who"),
                row.getString("reason")))
        .list();
  }

  /** Holds every other writer of the book off until the transaction ends. */
  void lock() {
    sql.sql("lock table rules.standing in exclusive mode").update();
  }

  void add(RuleVersion version) {
    sql.sql(
            """
            insert into rules.version (rule, version, text, track, note, author, made_at)
            values (:rule, :version, :text, :track, :note, :author, :at)
            """)
        .param("rule", version.rule())
        .param("version", version.version())
        .param("text", version.text())
        .param("track", version.track(), Types.VARCHAR)
        .param("note", version.note())
        .param("author", version.author())
        .param("at", version.madeAt().atOffset(ZoneOffset.UTC))
        .update();
  }

  void put(Standing s) {
    var waiting = s.waiting();
    sql.sql(
            """
            insert into rules.standing
              (rule, track, armed, armed_by_track, shadow, shadow_since, waiting, waiting_by_kind,
               waiting_by, waiting_name, last_change)
            values (:rule, :track, :armed, :byTrack, :shadow, :since, :waiting, :byKind, :by, :name,
               :change)
            on conflict (rule) do update set
              track = excluded.track, armed = excluded.armed,
              armed_by_track = excluded.armed_by_track, shadow = excluded.shadow,
              shadow_since = excluded.shadow_since, waiting = excluded.waiting,
              waiting_by_kind = excluded.waiting_by_kind, waiting_by = excluded.waiting_by,
              waiting_name = excluded.waiting_name, last_change = excluded.last_change
            """)
        .param("rule", s.rule())
        .param("track", s.track(), Types.VARCHAR)
        .param("armed", s.armed(), Types.INTEGER)
        .param("byTrack", s.armedByTrack())
        .param("shadow", s.shadow(), Types.INTEGER)
        .param(
            "since",
            s.shadowSince() == null ? null : s.shadowSince().atOffset(ZoneOffset.UTC),
            Types.TIMESTAMP_WITH_TIMEZONE)
        .param("waiting", waiting == null ? null : waiting.version(), Types.INTEGER)
        .param("byKind", waiting == null ? null : waiting.byKind(), Types.VARCHAR)
        .param("by", waiting == null ? null : waiting.by(), Types.BIGINT)
        .param("name", waiting == null ? null : waiting.name(), Types.VARCHAR)
        .param("change", s.lastChange())
        .update();
  }

  /** Notes who did what; returns the change's number. */
  long note(
      Instant at, String rule, String what, @Nullable Integer version, String who, String reason) {
    return sql.sql(
            """
            insert into rules.change (at, rule, what, version, who, reason)
            values (:at, :rule, :what, :version, :who, :reason)
            returning id
            """)
        .param("at", at.atOffset(ZoneOffset.UTC))
        .param("rule", rule)
        .param("what", what)
        .param("version", version, Types.INTEGER)
        .param("who", who)
        .param("reason", reason)
        .query(Long.class)
        .single();
  }

  private static RuleVersion version(ResultSet row) throws SQLException {
    return new RuleVersion(
        row.getString("rule"),
        row.getInt("version"),
        row.getString("text"),
        row.getString("track"),
        row.getString("note"),
        row.getString("author"),
        row.getTimestamp("made_at").toInstant());
  }

  private static Standing standing(ResultSet row) throws SQLException {
    var since = row.getTimestamp("shadow_since");
    var waiting = row.getObject("waiting", Integer.class);
    return new Standing(
        row.getString("rule"),
        row.getString("track"),
        row.getObject("armed", Integer.class),
        row.getBoolean("armed_by_track"),
        row.getObject("shadow", Integer.class),
        since == null ? null : since.toInstant(),
        waiting == null
            ? null
            : new Standing.Waiting(
                waiting,
                row.getString("waiting_by_kind"),
                row.getLong("waiting_by"),
                row.getString("waiting_name")),
        row.getLong("last_change"));
  }
}
