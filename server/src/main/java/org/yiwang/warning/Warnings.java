package org.yiwang.warning;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yiwang.detection.FindingMade;
import org.yiwang.platform.Json;
import org.yiwang.platform.Refused;
import org.yiwang.platform.Text;
import org.yiwang.registry.Subjects;
import org.yiwang.territory.Areas;

/** The warnings: raised and changed by findings, raised further by plans that see no effect. */
@Component
public class Warnings {
  /** One step in the life of a warning. */
  public record Change(
      long id,
      Instant at,
      String change,
      String level,
      @Nullable Long finding,
      @Nullable Text reason) {}

  private final JdbcClient sql;
  private final Subjects subjects;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  Warnings(JdbcClient sql, Subjects subjects, ApplicationEventPublisher events, Clock clock) {
    this.sql = sql;
    this.subjects = subjects;
    this.events = events;
    this.clock = clock;
  }

  /**
   * The warning with a number.
   *
   * @throws Refused when there is none
   */
  public Warning get(long id) {
    return sql.sql("select * from warning.warning where id = ?")
        .param(id)
        .query((row, n) -> warning(row))
        .optional()
        .orElseThrow(() -> Refused.notFound("warning", id));
  }

  /** The warnings that a search finds, newest first. */
  public List<Warning> list(WarningSearch search) {
    return sql.sql(
            """
            select * from warning.warning
            where area_path like any(:scopes)
              and (:state::text is null or state = :state)
              and (:level::text is null or level = :level)
              and (:area::text is null or area_path like :area || '%')
              and (:from::timestamptz is null or raised_at >= :from)
              and (:to::timestamptz is null or raised_at < :to)
              and (:subject::bigint is null or subject = :subject)
              and (:before::bigint is null or id < :before)
            order by id desc
            limit :limit
            """)
        .param("scopes", search.scopes())
        .param("state", search.state())
        .param("level", search.level())
        .param("area", search.areaPath())
        .param("from", at(search.from()))
        .param("to", at(search.to()))
        .param("subject", search.subject())
        .param("before", search.before())
        .param("limit", search.limit())
        .query((row, n) -> warning(row))
        .list();
  }

  private static java.time.@Nullable OffsetDateTime at(@Nullable Instant time) {
    return time == null ? null : time.atOffset(ZoneOffset.UTC);
  }

  /** Key of the episode a warning stands for: its findings have the same. */
  public String episode(long warning) {
    return sql.sql("select episode from warning.warning where id = ?")
        .param(warning)
        .query(String.class)
        .single();
  }

  /** What happened to a warning, in order. */
  public List<Change> listChanges(long warning) {
    return sql.sql("select * from warning.change where warning = ? order by id")
        .param(warning)
        .query((row, n) -> {
          var reason = row.getString("reason");
          return new Change(
              row.getLong("id"),
              row.getTimestamp("at").toInstant(),
              row.getString("change"),
              row.getString("level"),
              row.getObject("finding", Long.class),
              reason == null ? null : Json.read(reason, Text.class));
        })
        .list();
  }

  /** Steps an open warning up because the response has no effect; nothing when it is as high. */
  @Transactional
  public void raiseTo(long id, String level, Text reason) {
    var warning = get(id);
    var raised = Grading.graver(warning.level(), level);
    if (!warning.isOpen() || raised.equals(warning.level())) {
      return;
    }
    sql.sql("update warning.warning set raised_to = ? where id = ?").params(level, id).update();
    change(id, raised, "stepped-up", clock.instant(), null, reason);
    events.publishEvent(new WarningChanged(id, level));
  }

  /** Takes a finding in, in the transaction that stores it. */
  void take(FindingMade finding) {
    var open = findOpen(finding);
    switch (finding.kind()) {
      case "ENDED" -> open.ifPresent(warning -> clear(warning, "cleared", finding));
      case "WITHDRAWN" -> open.ifPresent(warning -> clear(warning, "withdrawn", finding));
      case "BEGAN", "LEVEL_CHANGED", "AMENDED" -> {
        var level = finding.level();
        if (level == null) {
          // Late readings showed that the episode never was.
          open.filter(warning -> episode(warning.id()).equals(finding.episode()))
              .ifPresent(warning -> clear(warning, "withdrawn", finding));
        } else {
          open.ifPresentOrElse(
              warning -> grade(warning, level, finding), () -> raise(level, finding));
        }
      }
      default -> throw new IllegalArgumentException("no kind of finding: " + finding.kind());
    }
  }

  private Optional<Warning> findOpen(FindingMade finding) {
    return sql.sql(
            """
            select * from warning.warning
            where rule = :rule and state = 'open' and device is not distinct from :device
              and about_area is not distinct from :area
              and (about_area is not null or subject = :subject)
            for update
            """)
        .param("rule", finding.rule())
        .param("subject", finding.subject())
        .param("device", finding.device(), Types.VARCHAR)
        .param("area", finding.area(), Types.VARCHAR)
        .query((row, n) -> warning(row))
        .optional();
  }

  private void raise(String level, FindingMade finding) {
    var subject = subjects.get(finding.subject());
    var area = finding.area();
    var id =
        sql.sql(
                """
                insert into warning.warning
                  (rule, rule_name, subject, subject_code, subject_name, subject_kind, device, area,
                   area_path, about_area, lon, lat, level, judged_level, state, episode, raised_at,
                   changed_at)
                values
                  (:rule, :ruleName::jsonb, :subject, :code, :name, :kind, :device, :area,
                   :areaPath, :aboutArea, :lon, :lat, :level, :level, 'open', :episode, :at, :at)
                returning id
                """)
            .param("rule", finding.rule())
            .param("ruleName", Json.write(finding.ruleName()))
            .param("subject", subject.id())
            .param("code", subject.code())
            .param("name", subject.name())
            .param("kind", subject.kind())
            .param("device", finding.device())
            .param("area", area == null ? subject.area() : Areas.codeOf(area))
            .param("areaPath", area == null ? subject.areaPath() : area)
            .param("aboutArea", area, Types.VARCHAR)
            .param("lon", subject.lon())
            .param("lat", subject.lat())
            .param("level", level)
            .param("episode", finding.episode())
            .param("at", finding.at().atOffset(ZoneOffset.UTC))
            .query(Long.class)
            .single();
    note(id, "raised", level, finding.at(), finding.finding(), null);
    events.publishEvent(new WarningRaised(id, level));
  }

  private void grade(Warning warning, String judged, FindingMade finding) {
    var raisedTo =
        sql.sql("select raised_to from warning.warning where id = ?")
            .param(warning.id())
            .query((row, n) -> Optional.ofNullable(row.getString(1)))
            .single()
            .orElse(null);
    var level = Grading.graver(judged, raisedTo);
    sql.sql("update warning.warning set judged_level = ? where id = ?")
        .params(judged, warning.id())
        .update();
    if (level.equals(warning.level())) {
      return;
    }
    var isUp = Grading.rank(level) < Grading.rank(warning.level());
    change(
        warning.id(),
        level,
        isUp ? "stepped-up" : "stepped-down",
        finding.at(),
        finding.finding(),
        null);
    events.publishEvent(new WarningChanged(warning.id(), level));
  }

  private void clear(Warning warning, String change, FindingMade finding) {
    var at = finding.at().atOffset(ZoneOffset.UTC);
    sql.sql(
            """
            update warning.warning set state = 'cleared', cleared_at = :at, changed_at = :at
            where id = :id
            """)
        .param("at", at)
        .param("id", warning.id())
        .update();
    note(warning.id(), change, warning.level(), finding.at(), finding.finding(), null);
    events.publishEvent(new WarningCleared(warning.id()));
  }

  private void change(
      long id,
      String level,
      String change,
      Instant at,
      @Nullable Long finding,
      @Nullable Text reason) {
    sql.sql("update warning.warning set level = :level, changed_at = :at where id = :id")
        .param("level", level)
        .param("at", at.atOffset(ZoneOffset.UTC))
        .param("id", id)
        .update();
    note(id, change, level, at, finding, reason);
  }

  private void note(
      long warning,
      String change,
      String level,
      Instant at,
      @Nullable Long finding,
      @Nullable Text reason) {
    sql.sql(
            """
            insert into warning.change (warning, at, change, level, finding, reason)
            values (:warning, :at, :change, :level, :finding, :reason::jsonb)
            """)
        .param("warning", warning)
        .param("at", at.atOffset(ZoneOffset.UTC))
        .param("change", change)
        .param("level", level)
        .param("finding", finding)
        .param("reason", reason == null ? null : Json.write(reason))
        .update();
  }

  static Warning warning(ResultSet row) throws SQLException {
    var cleared = row.getTimestamp("cleared_at");
    return new Warning(
        row.getLong("id"),
        row.getString("rule"),
        Json.read(row.getString("rule_name"), Text.class),
        row.getString("level"),
        row.getString("state"),
        row.getTimestamp("raised_at").toInstant(),
        row.getTimestamp("changed_at").toInstant(),
        cleared == null ? null : cleared.toInstant(),
        new Warning.Subject(
            row.getLong("subject"),
            row.getString("subject_code"),
            row.getString("subject_name"),
            row.getString("subject_kind"),
            row.getDouble("lon"),
            row.getDouble("lat")),
        row.getString("device"),
        row.getString("area"),
        row.getString("area_path"));
  }
}
