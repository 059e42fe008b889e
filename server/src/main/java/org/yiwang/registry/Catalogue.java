package org.yiwang.registry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yiwang.platform.Page;
import org.yiwang.platform.Refused;
import org.yiwang.platform.Text;
import org.yiwang.territory.Area;
import org.yiwang.territory.Areas;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Subjects and devices as the screens show them: listed, searched, paged. */
@Component
class Catalogue {
  record AreaName(String code, String name) {}

  record SubjectName(long id, String name) {}

  record SubjectView(
      long id,
      String code,
      String kind,
      Text kindName,
      String name,
      double lon,
      double lat,
      AreaName area,
      JsonNode attributes) {}

  record DatastreamView(
      int id,
      String property,
      Text propertyName,
      String unit,
      NewestReadings.@Nullable Value latest) {}

  record DeviceView(
      long id,
      String code,
      String name,
      String kind,
      SubjectName subject,
      double lon,
      double lat,
      AreaName area,
      List<DatastreamView> datastreams) {}

  /**
   * What to list.
   *
   * @param scopes patterns of area paths the reader may see
   * @param path pattern of the area path asked for
   * @param search pattern of code or name, or null
   * @param after number of the last row of the page before
   */
  record Query(
      String[] scopes,
      String path,
      @Nullable String kind,
      @Nullable Long subject,
      @Nullable String search,
      long after,
      int limit) {}

  private static final String DEVICES =
      """
      select d.id, d.code, d.name, d.kind, d.subject, u.name as subject_name,
             d.lon, d.lat, u.area, u.area_path
      from registry.device d join registry.subject u on u.id = d.subject
      """;

  private final JdbcClient sql;
  private final Kinds kinds;
  private final Datastreams datastreams;
  private final Areas areas;
  private final JsonMapper json;
  private final ObjectProvider<NewestReadings> newest;

  Catalogue(
      JdbcClient sql,
      Kinds kinds,
      Datastreams datastreams,
      Areas areas,
      JsonMapper json,
      ObjectProvider<NewestReadings> newest) {
    this.sql = sql;
    this.kinds = kinds;
    this.datastreams = datastreams;
    this.areas = areas;
    this.json = json;
    this.newest = newest;
  }

  Page<SubjectView> subjects(Query query) {
    var rows =
        sql.sql(
                """
                select * from registry.subject
                where id > :after
                  and area_path like any(:scopes)
                  and area_path like :path
                  and (:kind::text is null or kind = :kind)
                  and (:search::text is null or name ilike :search or code ilike :search)
                order by id limit :limit
                """)
            .param("after", query.after())
            .param("scopes", query.scopes())
            .param("path", query.path())
            .param("kind", query.kind())
            .param("search", query.search())
            .param("limit", query.limit() + 1)
            .query((row, n) -> subject(row))
            .list();
    return page(rows, query.limit(), SubjectView::id);
  }

  /**
   * A subject the reader may see.
   *
   * @throws Refused when there is none
   */
  SubjectView subject(long id, String[] scopes) {
    return sql.sql("select * from registry.subject where id = ? and area_path like any(?)")
        .params(id, scopes)
        .query((row, n) -> subject(row))
        .optional()
        .orElseThrow(() -> Refused.notFound("subject", id));
  }

  Page<DeviceView> devices(Query query) {
    var rows =
        sql.sql(
                DEVICES
                    + """
                    where d.id > :after
                      and u.area_path like any(:scopes)
                      and u.area_path like :path
                      and (:kind::text is null or d.kind = :kind)
                      and (:subject::bigint is null or d.subject = :subject)
                      and (:search::text is null or d.name ilike :search or d.code ilike :search)
                    order by d.id limit :limit
                    """)
            .param("after", query.after())
            .param("scopes", query.scopes())
            .param("path", query.path())
            .param("kind", query.kind())
            .param("subject", query.subject())
            .param("search", query.search())
            .param("limit", query.limit() + 1)
            .query((row, n) -> device(row))
            .list();
    return page(rows, query.limit(), DeviceView::id);
  }

  Optional<DeviceView> findDevice(String code, String[] scopes) {
    return sql.sql(DEVICES + "where d.code = ? and u.area_path like any(?)")
        .params(code, scopes)
        .query((row, n) -> device(row))
        .optional();
  }

  private SubjectView subject(ResultSet row) throws SQLException {
    var kind = row.getString("kind");
    return new SubjectView(
        row.getLong("id"),
        row.getString("code"),
        kind,
        kinds.find(kind).map(Kind::name).orElse(Text.of(kind)),
        row.getString("name"),
        row.getDouble("lon"),
        row.getDouble("lat"),
        area(row.getString("area")),
        json.readTree(row.getString("attributes")));
  }

  private DeviceView device(ResultSet row) throws SQLException {
    var code = row.getString("code");
    return new DeviceView(
        row.getLong("id"),
        code,
        row.getString("name"),
        row.getString("kind"),
        new SubjectName(row.getLong("subject"), row.getString("subject_name")),
        row.getDouble("lon"),
        row.getDouble("lat"),
        area(row.getString("area")),
        datastreamsOf(code));
  }

  private List<DatastreamView> datastreamsOf(String device) {
    var own = datastreams.listOf(device);
    var source = newest.getIfAvailable();
    Map<Integer, NewestReadings.Value> values =
        source == null ? Map.of() : source.newest(own.stream().map(Datastream::id).toList());
    return own.stream()
        .map(one ->
            new DatastreamView(
                one.id(),
                one.property(),
                kinds.propertyName(one.property()),
                one.unit(),
                values.get(one.id())))
        .toList();
  }

  private AreaName area(String code) {
    return new AreaName(code, areas.find(code, areas.today()).map(Area::name).orElse(code));
  }

  /** One row more than the page was read, to know whether another page follows. */
  private static <T> Page<T> page(
      List<T> rows, int limit, java.util.function.ToLongFunction<T> number) {
    if (rows.size() <= limit) {
      return new Page<>(rows, null);
    }
    var items = new ArrayList<>(rows.subList(0, limit));
    return new Page<>(items, Long.toString(number.applyAsLong(items.getLast())));
  }
}
