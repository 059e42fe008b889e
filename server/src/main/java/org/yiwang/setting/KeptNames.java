package org.yiwang.setting;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yiwang.platform.Json;

/** The calendars and zones that rules may name, as they are and as they were. */
@Component
class KeptNames {
  /**
   * Those in force from a moment on.
   *
   * @param at when they were first seen
   */
  record Names(Instant at, Map<String, CalendarFile> calendars, Map<String, ZoneFile.Shape> zones) {
    /** Whether the same is in force; shapes hold arrays, which only their text compares. */
    boolean isSame(Names other) {
      return Json.write(calendars).equals(Json.write(other.calendars))
          && Json.write(zones).equals(Json.write(other.zones));
    }
  }

  /** A map by itself has lost what it is of. */
  private record Calendars(Map<String, CalendarFile> byName) {}

  private record Zones(Map<String, ZoneFile.Shape> byName) {}

  private final JdbcClient sql;

  KeptNames(JdbcClient sql) {
    this.sql = sql;
  }

  /** Keeps what is in force, if it is not what was kept last. */
  void keep(Names names) {
    var all = list();
    if (all.isEmpty() || !all.getLast().isSame(names)) {
      sql.sql("insert into setting.kept (at, calendars, zones) values (:at, :calendars, :zones)")
          .param("at", names.at().atOffset(ZoneOffset.UTC))
          .param("calendars", Json.write(new Calendars(names.calendars())))
          .param("zones", Json.write(new Zones(names.zones())))
          .update();
    }
  }

  /** All, oldest first. */
  List<Names> list() {
    return sql.sql("select at, calendars, zones from setting.kept order by at, id")
        .query((row, n) ->
            new Names(
                row.getTimestamp(1).toInstant(),
                Json.read(row.getString(2), Calendars.class).byName(),
                Json.read(row.getString(3), Zones.class).byName()))
        .list();
  }
}
