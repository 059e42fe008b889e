package org.yiwang.detection;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yiwang.rules.ArmedRules;

/** Findings gathered into episodes, of armed rules and of those in the shadow. */
@Component
public class Episodes {
  /**
   * One episode as its findings tell it.
   *
   * @param subject number of the subject in the registry
   * @param device code of the device, for a rule about devices
   * @param area path of the area, for a rule about areas
   * @param level the gravest it reached
   * @param end null while it is open
   */
  public record Episode(
      String key,
      long subject,
      @Nullable String device,
      @Nullable String area,
      String level,
      Instant start,
      @Nullable Instant end) {

    /** Whether another episode is about the same, at a time they share. */
    public boolean meets(Episode other) {
      return about().equals(other.about())
          && (end == null || !other.start.isAfter(end))
          && (other.end == null || !start.isAfter(other.end));
    }

    private String about() {
      return area == null ? subject + "/" + device : area;
    }
  }

  private static final int MOST = 2_000;

  /** One that has been open for longer is not looked for any more. */
  private static final Duration LONGEST = Duration.ofDays(92);

  private final JdbcClient sql;

  Episodes(JdbcClient sql) {
    this.sql = sql;
  }

  /** Episodes of an armed rule that were open in a period, oldest first. */
  public List<Episode> raised(String rule, Instant from, Instant to) {
    return list("detection.finding", rule, from, to);
  }

  /** Episodes that a rule's shadow would have raised. */
  public List<Episode> shadowed(String rule, Instant from, Instant to) {
    return list("detection.shadow_finding", ArmedRules.shadowOf(rule), from, to);
  }

  /** How many episodes began of each rule since a moment; shadows under their own names. */
  public Map<String, Integer> counts(Instant now, Duration past) {
    var counts = new TreeMap<String, Integer>();
    for (var table : List.of("detection.finding", "detection.shadow_finding")) {
      sql.sql(
              "select rule, count(distinct key) from %s where episode_start >= :since group by rule"
                  .formatted(table))
          .param("since", now.minus(past).atOffset(ZoneOffset.UTC))
          .query(row -> {
            counts.put(row.getString(1), row.getInt(2));
          });
    }
    return counts;
  }

  /** Levels sort as their Roman numerals do as text: the least is the gravest. */
  private List<Episode> list(String table, String rule, Instant from, Instant to) {
    return sql.sql(
            """
            select key, max(subject) as subject, max(device) as device, max(area) as area,
              min(level) as level, min(episode_start) as start,
              max(time) filter (where kind in ('ENDED', 'WITHDRAWN')) as ended
            from %s
            where rule = :rule and episode_start >= :earliest and episode_start < :to
            group by key
            having not bool_or(kind = 'AMENDED' and level is null) and min(level) is not null
              and coalesce(
                max(time) filter (where kind in ('ENDED', 'WITHDRAWN')), 'infinity') >= :from
            order by start, key
            limit :most
            """
                .formatted(table))
        .param("rule", rule)
        .param("earliest", from.minus(LONGEST).atOffset(ZoneOffset.UTC))
        .param("from", from.atOffset(ZoneOffset.UTC))
        .param("to", to.atOffset(ZoneOffset.UTC))
        .param("most", MOST)
        .query((row, n) -> {
          var ended = row.getTimestamp("ended");
          return new Episode(
              row.getString("key"),
              row.getLong("subject"),
              row.getString("device"),
              row.getString("area"),
              row.getString("level"),
              row.getTimestamp("start").toInstant(),
              ended == null ? null : ended.toInstant());
        })
        .list();
  }
}
