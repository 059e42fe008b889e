package org.yiwang.intake;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yiwang.platform.Refused;
import org.yiwang.territory.Areas;

/** Reports of persons: kept as they came, with the grid of their place. */
@Component
public class Reports {
  /**
   * A report as stored; contact data is shown masked elsewhere.
   *
   * @param caseId the case it became; null until that is filed
   * @param state where that case stands
   */
  public record Report(
      long id,
      String number,
      String source,
      @Nullable String category,
      String body,
      double lon,
      double lat,
      String area,
      String areaPath,
      List<Long> photos,
      Instant reportedAt,
      @Nullable Long caseId,
      String state) {}

  /** Whom to call about a report, in full: shown masked, but to those with the right to call. */
  public record Contact(String name, String phone) {}

  /** A report as it is made. */
  public record Draft(
      String source,
      @Nullable String category,
      String text,
      double lon,
      double lat,
      List<Long> photos,
      @Nullable String contactName,
      @Nullable String contactPhone,
      String by) {}

  private static final int LONGEST_TEXT = 5_000;

  private final JdbcClient sql;
  private final Areas areas;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  Reports(JdbcClient sql, Areas areas, ApplicationEventPublisher events, Clock clock) {
    this.sql = sql;
    this.areas = areas;
    this.events = events;
    this.clock = clock;
  }

  /** Keeps a report and tells of it. */
  @Transactional
  public Report file(Draft draft) {
    if (draft.text().isBlank()) {
      throw Refused.invalid("text", "is missing");
    }
    if (draft.text().length() > LONGEST_TEXT) {
      throw Refused.invalid("text", "is longer than " + LONGEST_TEXT + " characters");
    }
    var grid =
        areas
            .locate(draft.lon(), draft.lat(), areas.today())
            .orElseThrow(() -> Refused.invalid("lon", "the place is outside the territory"));
    var now = clock.instant();
    var day = LocalDate.ofInstant(now, clock.getZone()).format(DateTimeFormatter.BASIC_ISO_DATE);
    long id =
        sql.sql(
                """
                insert into intake.report
                  (number, source, category, body, lon, lat, area, area_path, contact_name,
                   contact_phone, photos, reported_by, reported_at)
                values
                  (:day || '-R' || lpad(nextval('intake.report_number')::text, 6, '0'), :source,
                   :category, :body, :lon, :lat, :area, :path, :name, :phone, :photos, :by, :now)
                returning id
                """)
            .param("day", day)
            .param("source", draft.source())
            .param("category", draft.category())
            .param("body", draft.text())
            .param("lon", draft.lon())
            .param("lat", draft.lat())
            .param("area", grid.code())
            .param("path", grid.path())
            .param("name", draft.contactName())
            .param("phone", draft.contactPhone())
            .param("photos", draft.photos().toArray(Long[]::new))
            .param("by", draft.by())
            .param("now", now.atOffset(ZoneOffset.UTC))
            .query(Long.class)
            .single();
    events.publishEvent(new ReportFiled(id));
    return get(id);
  }

  /**
   * The report with a number.
   *
   * @throws Refused when there is none
   */
  public Report get(long id) {
    return sql.sql("select * from intake.report where id = :id")
        .param("id", id)
        .query((row, n) -> report(row))
        .optional()
        .orElseThrow(() -> Refused.notFound("report", id));
  }

  /** Whom the reporter gave to be called; without a number there is nobody to call. */
  public Optional<Contact> findContact(long report) {
    return sql.sql(
            """
            select coalesce(contact_name, '') as name, contact_phone as phone
            from intake.report
            where id = :id and contact_phone <> ''
            """)
        .param("id", report)
        .query(Contact.class)
        .optional();
  }

  /** The reports that a search finds. */
  public List<Report> list(ReportSearch search) {
    return sql.sql(
            """
            select * from intake.report
            where id < :before
              and area_path like any(:scopes)
              and (:area::text is null or area_path like :area || '%')
              and (:state::text is null or :state = 'open' and open or state = :state)
            order by id desc
            limit :limit
            """)
        .param("before", search.before())
        .param("scopes", search.scopes())
        .param("area", search.areaPath())
        .param("state", search.state())
        .param("limit", search.limit())
        .query((row, n) -> report(row))
        .list();
  }

  /** A report became a case, or its case has moved on. */
  public void became(long report, long cityCase, String state, boolean isOpen) {
    sql.sql("update intake.report set case_id = :case, state = :state, open = :open where id = :id")
        .param("case", cityCase)
        .param("state", state)
        .param("open", isOpen)
        .param("id", report)
        .update();
  }

  /** Numbers of the reports of which no case is known. */
  public List<Long> listWithoutCase() {
    return sql.sql("select id from intake.report where case_id is null").query(Long.class).list();
  }

  private static Report report(ResultSet row) throws SQLException {
    return new Report(
        row.getLong("id"),
        row.getString("number"),
        row.getString("source"),
        row.getString("category"),
        row.getString("body"),
        row.getDouble("lon"),
        row.getDouble("lat"),
        row.getString("area"),
        row.getString("area_path"),
        List.of((Long[]) row.getArray("photos").getArray()),
        row.getTimestamp("reported_at").toInstant(),
        row.getObject("case_id", Long.class),
        row.getString("state"));
  }
}
