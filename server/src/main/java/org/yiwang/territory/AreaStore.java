package org.yiwang.territory;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;
import org.locationtech.jts.io.WKBWriter;
import org.springframework.jdbc.core.BatchPreparedStatementSetter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Areas in the database. */
@Component
class AreaStore {
  private final JdbcClient sql;
  private final JdbcTemplate batches;

  AreaStore(JdbcClient sql, JdbcTemplate batches) {
    this.sql = sql;
    this.batches = batches;
  }

  long revision() {
    return sql.sql("select number from territory.revision").query(Long.class).single();
  }

  /** Holds other writers off until the transaction ends, and tells other servers to look again. */
  void lockAndCount() {
    sql.sql("update territory.revision set number = number + 1").update();
  }

  Ground load() {
    var versions =
        sql.sql(
                """
                select code, name, en, level, parent, valid_from, valid_to, outline
                from territory.area order by code, valid_from
                """)
            .query((row, n) ->
                new AreaVersion(
                    row.getString("code"),
                    row.getString("name"),
                    row.getString("en"),
                    row.getString("level"),
                    row.getString("parent"),
                    row.getObject("valid_from", LocalDate.class),
                    row.getObject("valid_to", LocalDate.class),
                    outline(row.getBytes("outline"))))
            .list();
    var levels =
        sql.sql("select code, rank, zh, en, locality from territory.level order by rank")
            .query(Level.class)
            .list();
    return new Ground(versions, levels);
  }

  /** Replaces all versions of these codes. */
  void replace(Collection<String> codes, List<AreaVersion> versions) {
    var distinct = new ArrayList<>(codes);
    sql.sql("delete from territory.area where code = any(?)")
        .param(distinct.toArray(String[]::new))
        .update();
    batches.batchUpdate(
        """
        insert into territory.area
          (code, name, en, level, parent, valid_from, valid_to, outline)
        values (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        new BatchPreparedStatementSetter() {
          @Override
          public void setValues(java.sql.PreparedStatement insert, int i)
              throws java.sql.SQLException {
            var area = versions.get(i);
            insert.setString(1, area.code());
            insert.setString(2, area.name());
            insert.setString(3, area.en());
            insert.setString(4, area.level());
            insert.setString(5, area.parent());
            insert.setObject(6, area.from());
            insert.setObject(7, area.to());
            insert.setBytes(8, new WKBWriter().write(area.outline()));
          }

          @Override
          public int getBatchSize() {
            return versions.size();
          }
        });
  }

  void addSuccessors(LocalDate day, Map<String, List<String>> successors) {
    successors.forEach((code, next) -> {
      for (var successor : next) {
        sql.sql(
                """
                insert into territory.successor (code, day, successor) values (?, ?, ?)
                on conflict do nothing
                """)
            .params(code, day, successor)
            .update();
      }
    });
  }

  /** For each code that ended on the day, the codes its land went to. */
  Map<String, List<String>> successorsOn(LocalDate day) {
    var successors = new TreeMap<String, List<String>>();
    sql.sql("select code, successor from territory.successor where day = ? order by 1, 2")
        .param(day)
        .query(row -> {
          successors
              .computeIfAbsent(row.getString("code"), code -> new ArrayList<>())
              .add(row.getString("successor"));
        });
    return successors;
  }

  /** The successors of a code on the last day it ended on or before {@code day}. */
  List<String> successors(String code, LocalDate day) {
    return sql.sql(
            """
            select successor from territory.successor s
            where code = :code
              and day = (
                select max(day) from territory.successor where code = s.code and day <= :day)
            order by successor
            """)
        .param("code", code)
        .param("day", day)
        .query(String.class)
        .list();
  }

  private static Geometry outline(byte[] bytes) {
    try {
      return new WKBReader(GeoJson.GEOMETRY).read(bytes);
    } catch (ParseException e) {
      throw new IllegalStateException("an outline in the database can't be read", e);
    }
  }
}
