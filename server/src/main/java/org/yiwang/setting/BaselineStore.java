package org.yiwang.setting;

import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yiwang.engine.Baseline;

/** Baselines in the database, by version. */
@Component
class BaselineStore {
  /** Medians and spreads of a datastream, by hour of the week from Monday 0:00. */
  record Week(double[] median, double[] spread) {
    static Week unknown() {
      var median = new double[Baselines.HOURS];
      Arrays.fill(median, Double.NaN);
      return new Week(median, new double[Baselines.HOURS]);
    }
  }

  private final JdbcClient sql;
  private final JdbcTemplate batches;

  BaselineStore(JdbcClient sql, JdbcTemplate batches) {
    this.sql = sql;
    this.batches = batches;
  }

  /** Number of the newest version; 0 where there is none. */
  int newest() {
    return sql.sql("select coalesce(max(version), 0) from setting.baseline_version")
        .query(Integer.class)
        .single();
  }

  /** When each version was made that is kept, by its number. */
  TreeMap<Integer, Instant> madeAt() {
    var all = new TreeMap<Integer, Instant>();
    sql.sql("select version, made_at from setting.baseline_version")
        .query(row -> {
          all.put(row.getInt(1), row.getTimestamp(2).toInstant());
        });
    return all;
  }

  /**
   * Keeps a version and forgets those before the last few, which no snapshot names any more, but
   * the first of each week.
   */
  @Transactional
  public int put(
      LocalDate from,
      LocalDate until,
      ZoneId zone,
      int least,
      int weeksKept,
      Map<Integer, Week> weeks,
      Instant now) {
    var version =
        sql.sql(
                """
                insert into setting.baseline_version
                  (from_day, until_day, zone, least, made_at, datastreams)
                values (:from, :until, :zone, :least, :now, :datastreams)
                returning version
                """)
            .param("from", from)
            .param("until", until)
            .param("zone", zone.getId())
            .param("least", least)
            .param("now", now.atOffset(ZoneOffset.UTC))
            .param("datastreams", weeks.size())
            .query(Integer.class)
            .single();
    batches.batchUpdate(
        "insert into setting.baseline (version, datastream, median, spread) values (?, ?, ?, ?)",
        weeks.entrySet(),
        500,
        (insert, week) -> {
          insert.setInt(1, version);
          insert.setInt(2, week.getKey());
          insert.setObject(3, week.getValue().median(), Types.ARRAY);
          insert.setObject(4, week.getValue().spread(), Types.ARRAY);
        });
    sql.sql(
            """
            delete from setting.baseline_version old
            where version <= :last and (made_at < :since or exists (
              select from setting.baseline_version earlier
              where earlier.version < old.version
                and date_trunc('week', earlier.made_at) = date_trunc('week', old.made_at)))
            """)
        .param("last", version - 8)
        .param("since", now.minus(Duration.ofDays(7L * weeksKept)).atOffset(ZoneOffset.UTC))
        .update();
    return version;
  }

  /** The baselines of some datastreams, by number. */
  Map<Integer, Baseline> load(int version, Collection<Integer> datastreams) {
    var zones =
        sql.sql("select zone from setting.baseline_version where version = ?")
            .param(version)
            .query(String.class)
            .list();
    var found = new HashMap<Integer, Baseline>();
    if (zones.isEmpty() || datastreams.isEmpty()) {
      return found;
    }
    var zone = ZoneId.of(zones.getFirst());
    sql.sql(
            """
            select datastream, median, spread from setting.baseline
            where version = :version and datastream = any(:wanted)
            """)
        .param("version", version)
        .param("wanted", datastreams.toArray(Integer[]::new))
        .query(row -> {
          found.put(
              row.getInt(1),
              new Baseline(zone, numbers(row.getArray(2)), numbers(row.getArray(3))));
        });
    return found;
  }

  private static double[] numbers(java.sql.Array array) throws java.sql.SQLException {
    return Arrays.stream((Double[]) array.getArray()).mapToDouble(Double::doubleValue).toArray();
  }
}
