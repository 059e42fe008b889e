package org.yiwang.people;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yiwang.platform.Text;

/** Units, persons and rosters in the database. */
@Component
class StaffStore {
  private final JdbcClient sql;

  StaffStore(JdbcClient sql) {
    this.sql = sql;
  }

  long revision() {
    return sql.sql("select number from people.revision").query(Long.class).single();
  }

  /** Holds other writers off until the transaction ends, and tells other servers to look again. */
  void lockAndCount() {
    sql.sql("update people.revision set number = number + 1").update();
  }

  /**
   * Everything.
   *
   * @param now what people said of duties that ended before is left out
   */
  Staff load(Instant now) {
    return new Staff(
        sql.sql("select * from people.unit order by code").query(Unit.class).list(),
        sql.sql("select * from people.person order by code").query((row, n) -> person(row)).list(),
        sql.sql("select * from people.roster").query((row, n) -> roster(row)).list(),
        sql.sql("select * from people.duty_override where until > ?")
            .param(now.atOffset(ZoneOffset.UTC))
            .query((row, n) -> override(row))
            .list(),
        sql.sql("select * from people.shift order by code").query((row, n) -> shift(row)).list(),
        named("post"),
        named("skill"));
  }

  private List<Named> named(String table) {
    return sql.sql("select code, zh, en from people." + table + " order by code")
        .query((row, n) -> new Named(row.getString("code"), text(row)))
        .list();
  }

  void putNamed(String table, Named named) {
    sql.sql(
            """
            insert into people.%s (code, zh, en) values (?, ?, ?)
            on conflict (code) do update set zh = excluded.zh, en = excluded.en
            """
                .formatted(table))
        .params(named.code(), named.name().zh(), named.name().en())
        .update();
  }

  void put(Shift shift) {
    sql.sql(
            """
            insert into people.shift (code, zh, en, starts, ends) values (?, ?, ?, ?, ?)
            on conflict (code) do update set
              zh = excluded.zh, en = excluded.en, starts = excluded.starts, ends = excluded.ends
            """)
        .params(shift.code(), shift.name().zh(), shift.name().en(), shift.starts(), shift.ends())
        .update();
  }

  void put(Unit unit) {
    sql.sql(
            """
            insert into people.unit (code, name, en, kind, parent, area)
            values (:code, :name, :en, :kind, :parent, :area)
            on conflict (code) do update set
              name = excluded.name,
              en = excluded.en,
              kind = excluded.kind,
              parent = excluded.parent,
              area = excluded.area
            """)
        .param("code", unit.code())
        .param("name", unit.name())
        .param("en", unit.en())
        .param("kind", unit.kind())
        .param("parent", unit.parent())
        .param("area", unit.area())
        .update();
  }

  void put(Person person) {
    sql.sql(
            """
            insert into people.person (code, name, login, unit, posts, skills, phone, grids)
            values (:code, :name, :login, :unit, :posts, :skills, :phone, :grids)
            on conflict (code) do update set
              name = excluded.name,
              login = excluded.login,
              unit = excluded.unit,
              posts = excluded.posts,
              skills = excluded.skills,
              phone = excluded.phone,
              grids = excluded.grids
            """)
        .param("code", person.code())
        .param("name", person.name())
        .param("login", person.login())
        .param("unit", person.unit())
        .param("posts", person.posts().toArray(String[]::new))
        .param("skills", person.skills().toArray(String[]::new))
        .param("phone", person.phone())
        .param("grids", person.grids().toArray(String[]::new))
        .update();
  }

  void put(Roster roster) {
    sql.sql(
            """
            insert into people.roster
              (person, post, shift, area, valid_from, valid_to, every, on_days)
            values (:person, :post, :shift, :area, :from, :to, :every, :on)
            on conflict (person, post, shift, valid_from) do update set
              area = excluded.area,
              valid_to = excluded.valid_to,
              every = excluded.every,
              on_days = excluded.on_days
            """)
        .param("person", roster.person())
        .param("post", roster.post())
        .param("shift", roster.shift())
        .param("area", roster.area())
        .param("from", roster.from())
        .param("to", roster.to())
        .param("every", roster.every())
        .param("on", roster.on().toArray(Integer[]::new))
        .update();
  }

  void put(DutyOverride override) {
    sql.sql(
            """
            insert into people.duty_override (person, since, until, on_duty) values (?, ?, ?, ?)
            on conflict (person, since) do update set
              until = excluded.until, on_duty = excluded.on_duty
            """)
        .params(
            override.person(),
            override.since().atOffset(ZoneOffset.UTC),
            override.until().atOffset(ZoneOffset.UTC),
            override.onDuty())
        .update();
  }

  private static Person person(ResultSet row) throws SQLException {
    return new Person(
        row.getLong("id"),
        row.getString("code"),
        row.getString("name"),
        row.getString("login"),
        row.getString("unit"),
        texts(row.getArray("posts")),
        texts(row.getArray("skills")),
        row.getString("phone"),
        texts(row.getArray("grids")));
  }

  private static Roster roster(ResultSet row) throws SQLException {
    return new Roster(
        row.getLong("person"),
        row.getString("post"),
        row.getString("shift"),
        row.getString("area"),
        row.getObject("valid_from", LocalDate.class),
        row.getObject("valid_to", LocalDate.class),
        row.getInt("every"),
        List.of((Integer[]) row.getArray("on_days").getArray()));
  }

  private static DutyOverride override(ResultSet row) throws SQLException {
    return new DutyOverride(
        row.getLong("person"),
        row.getTimestamp("since").toInstant(),
        row.getTimestamp("until").toInstant(),
        row.getBoolean("on_duty"));
  }

  private static Shift shift(ResultSet row) throws SQLException {
    return new Shift(
        row.getString("code"),
        text(row),
        row.getObject("starts", LocalTime.class),
        row.getObject("ends", LocalTime.class));
  }

  private static Text text(ResultSet row) throws SQLException {
    return new Text(row.getString("zh"), row.getString("en"));
  }

  private static List<String> texts(Array array) throws SQLException {
    return List.of((String[]) array.getArray());
  }
}
