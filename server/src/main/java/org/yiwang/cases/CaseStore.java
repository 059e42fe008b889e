package org.yiwang.cases;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yiwang.platform.Json;
import org.yiwang.platform.Text;

/** Cases and timelines in the database. */
@Component
class CaseStore {
  private final JdbcClient sql;

  CaseStore(JdbcClient sql) {
    this.sql = sql;
  }

  Optional<CityCase> find(long id) {
    return sql.sql("select * from cases.city_case where id = ?")
        .param(id)
        .query((row, n) -> cityCase(row))
        .optional();
  }

  Optional<CityCase> findByReport(long report) {
    return sql.sql("select * from cases.city_case where origin = 'report/' || ?::text")
        .param(report)
        .query((row, n) -> cityCase(row))
        .optional();
  }

  Optional<CityCase> findForUpdate(long id) {
    return sql.sql("select * from cases.city_case where id = ? for update")
        .param(id)
        .query((row, n) -> cityCase(row))
        .optional();
  }

  List<CityCase> list(CaseSearch search) {
    var order = search.byDue() ? "due_at nulls last, id" : "opened_at desc, id desc";
    var behind =
        search.byDue()
            ? "(coalesce(due_at, 'infinity'), id) > (coalesce(:at::timestamptz, 'infinity'), :after)"
            : "(opened_at, id) < (:at::timestamptz, :after)";
    var after = search.after();
    return sql.sql(
            """
            select * from cases.city_case
            where area_path like any(:scopes)
              and (:state::text is null or state = :state
                   or :state = 'open' and state not in ('closed', 'cancelled'))
              and (:area::text is null or area_path like :area || '%')
              and (:from::timestamptz is null or opened_at >= :from)
              and (:to::timestamptz is null or opened_at < :to)
              and (:text::text is null or number like '%' || :text || '%'
                   or title::text ilike '%' || :text || '%' or place ilike '%' || :text || '%')
              and (:person::bigint is null or person = :person)
              and (:warning::bigint is null or warning = :warning)
            """
                + " and (:after::bigint is null or "
                + behind
                + ") order by "
                + order
                + " limit :limit")
        .param("scopes", search.scopes())
        .param("state", search.state())
        .param("area", search.areaPath())
        .param("from", at(search.from()))
        .param("to", at(search.to()))
        .param("text", search.text())
        .param("person", search.person())
        .param("warning", search.warning())
        .param("at", after == null ? null : at(after.at()))
        .param("after", after == null ? null : after.id())
        .param("limit", search.limit())
        .query((row, n) -> cityCase(row))
        .list();
  }

  CaseTally tally(String[] scopes, Instant dayStart) {
    return sql.sql(
            """
            select count(*) filter (where state not in ('closed', 'cancelled')) as open,
                   count(*) filter (where state not in ('closed', 'cancelled') and overdue)
                     as overdue,
                   count(*) filter (where state = 'closed' and closed_at >= :day) as closed_today,
                   count(*) filter (where opened_at >= :day) as opened_today
            from cases.city_case
            where area_path like any(:scopes)
            """)
        .param("scopes", scopes)
        .param("day", at(dayStart))
        .query(CaseTally.class)
        .single();
  }

  List<CityCase> listOpenIn(java.util.Collection<String> areas) {
    return sql.sql(
            """
            select * from cases.city_case
            where closed_at is null and string_to_array(area_path, '/') && ?::text[]
            """)
        .param(areas.toArray(String[]::new))
        .query((row, n) -> cityCase(row))
        .list();
  }

  /** Inserts a case, or nothing when one of this origin is there. */
  Optional<Long> insert(
      NewCase opened,
      CaseType type,
      String number,
      String level,
      @Nullable Instant due,
      @Nullable Long centre) {
    return sql.sql(
            """
            insert into cases.city_case
              (number, origin, type, type_version, title, level, state, source, subject, warning,
               report, body, filed_area, area, area_path, place, lon, lat, opened_at, due_at,
               centre, automatic)
            values
              (:number, :origin, :type, :typeVersion, :title::jsonb, :level, 'filed', :source,
               :subject, :warning, :report, :body, :area, :area, :areaPath, :place, :lon, :lat,
               :openedAt, :dueAt,
               :centre, true)
            on conflict (origin) do nothing
            returning id
            """)
        .param("number", number)
        .param("origin", opened.origin())
        .param("type", type.id())
        .param("typeVersion", type.version())
        .param("title", Json.write(opened.title()))
        .param("level", level)
        .param("source", opened.source())
        .param("subject", opened.subject())
        .param("warning", opened.warning())
        .param("report", opened.report())
        .param("body", opened.body())
        .param("area", opened.area())
        .param("areaPath", opened.areaPath())
        .param("place", opened.place())
        .param("lon", opened.lon())
        .param("lat", opened.lat())
        .param("openedAt", at(opened.openedAt()))
        .param("dueAt", at(due))
        .param("centre", centre)
        .query(Long.class)
        .optional();
  }

  /** Stores the next version of a case that is locked. */
  void update(CityCase next) {
    sql.sql(
            """
            update cases.city_case set
              state = :state, suspended_from = :suspendedFrom, suspended_at = :suspendedAt,
              area = :area, area_path = :areaPath, place = :place, due_at = :dueAt,
              closed_at = :closedAt, centre = :centre, unit = :unit, person = :person,
              automatic = :automatic, supervised = :supervised, overdue = :overdue,
              reworks = :reworks, version = :version
            where id = :id
            """)
        .param("state", next.state().code())
        .param("suspendedFrom", next.suspendedFrom() == null ? null : next.suspendedFrom().code())
        .param("suspendedAt", at(next.suspendedAt()))
        .param("area", next.area())
        .param("areaPath", next.areaPath())
        .param("place", next.place())
        .param("dueAt", at(next.dueAt()))
        .param("closedAt", at(next.closedAt()))
        .param("centre", next.centre())
        .param("unit", next.unit())
        .param("person", next.person())
        .param("automatic", next.automatic())
        .param("supervised", next.supervised())
        .param("overdue", next.overdue())
        .param("reworks", next.reworks())
        .param("version", next.version())
        .param("id", next.id())
        .update();
  }

  void append(long cityCase, Instant at, Act act, @Nullable String from, String to) {
    sql.sql(
            """
            insert into cases.entry
              (city_case, at, action, from_state, to_state, actor_kind, actor, actor_name, note,
               photos, data)
            values
              (:case, :at, :action, :from, :to, :kind, :actor, :name, :note, :photos, :data::jsonb)
            """)
        .param("case", cityCase)
        .param("at", at(at))
        .param("action", act.action())
        .param("from", from)
        .param("to", to)
        .param("kind", act.actor().kind())
        .param("actor", act.actor().id())
        .param("name", act.actor().name())
        .param("note", act.note())
        .param("photos", act.photos().toArray(Long[]::new))
        .param("data", Json.write(act.data()))
        .update();
  }

  List<Entry> listEntries(long cityCase) {
    return sql.sql("select * from cases.entry where city_case = ? order by id")
        .param(cityCase)
        .query((row, n) ->
            new Entry(
                row.getLong("id"),
                cityCase,
                row.getTimestamp("at").toInstant(),
                row.getString("action"),
                row.getString("from_state"),
                row.getString("to_state"),
                new Actor(
                    row.getString("actor_kind"),
                    row.getLong("actor"),
                    row.getString("actor_name"),
                    null),
                row.getString("note"),
                Arrays.asList((Long[]) row.getArray("photos").getArray()),
                Json.tree(row.getString("data"))))
        .list();
  }

  long nextNumber() {
    return sql.sql("select nextval('cases.case_number')").query(Long.class).single();
  }

  static CityCase cityCase(ResultSet row) throws SQLException {
    var suspendedFrom = row.getString("suspended_from");
    return new CityCase(
        row.getLong("id"),
        row.getString("number"),
        row.getString("origin"),
        row.getString("type"),
        row.getInt("type_version"),
        Json.read(row.getString("title"), Text.class),
        row.getString("level"),
        CaseState.of(row.getString("state")),
        suspendedFrom == null ? null : CaseState.of(suspendedFrom),
        row.getString("source"),
        row.getObject("subject", Long.class),
        row.getObject("warning", Long.class),
        row.getObject("report", Long.class),
        row.getString("body"),
        row.getString("filed_area"),
        row.getString("area"),
        row.getString("area_path"),
        row.getString("place"),
        row.getDouble("lon"),
        row.getDouble("lat"),
        row.getTimestamp("opened_at").toInstant(),
        instant(row.getTimestamp("due_at")),
        instant(row.getTimestamp("suspended_at")),
        instant(row.getTimestamp("closed_at")),
        row.getObject("centre", Long.class),
        row.getObject("unit", Long.class),
        row.getObject("person", Long.class),
        row.getBoolean("automatic"),
        row.getBoolean("supervised"),
        row.getBoolean("overdue"),
        row.getInt("reworks"),
        row.getInt("version"));
  }

  private static @Nullable Instant instant(@Nullable Timestamp time) {
    return time == null ? null : time.toInstant();
  }

  private static @Nullable OffsetDateTime at(@Nullable Instant time) {
    return time == null ? null : time.atOffset(ZoneOffset.UTC);
  }
}
