package org.yiwang.people;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yiwang.platform.Given;
import org.yiwang.territory.Position;

/**
 * Where people were last seen. Each phone's positions may come late and out of order: the newest
 * stays the current one. The track is kept for a limited time only.
 */
@Component
public class Positions {
  /** How long a person's track is kept: long enough for a case to be reviewed. */
  private static final Duration RETENTION = Duration.ofDays(90);

  private final JdbcClient sql;
  private final Clock clock;

  Positions(JdbcClient sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  /**
   * Notes a position; one that is known already changes nothing, one ahead of now would hide all
   * later.
   */
  @Transactional
  public void note(long person, Position position, Instant said) {
    var at = Given.past("at", said, clock.instant());
    sql.sql(
            """
            insert into people.position_history (person, at, lon, lat)
            select :person, :at, :lon, :lat
            where not exists (
              select from people.position_history where person = :person and at = :at)
            """)
        .param("person", person)
        .param("at", at.atOffset(ZoneOffset.UTC))
        .param("lon", position.lon())
        .param("lat", position.lat())
        .update();
    sql.sql(
            """
            insert into people.position (person, at, lon, lat) values (:person, :at, :lon, :lat)
            on conflict (person) do update set
              at = excluded.at, lon = excluded.lon, lat = excluded.lat
            where position.at < excluded.at
            """)
        .param("person", person)
        .param("at", at.atOffset(ZoneOffset.UTC))
        .param("lon", position.lon())
        .param("lat", position.lat())
        .update();
  }

  /** Where these persons were last seen; those never seen are missing. */
  public Map<Long, Seen> latest(Collection<Long> persons) {
    var result = new HashMap<Long, Seen>();
    sql.sql("select person, at, lon, lat from people.position where person = any(?)")
        .param(persons.toArray(Long[]::new))
        .query(
            (org.springframework.jdbc.core.RowCallbackHandler)
                row ->
                    result.put(
                        row.getLong("person"),
                        new Seen(
                            new Position(row.getDouble("lon"), row.getDouble("lat")),
                            row.getTimestamp("at").toInstant())));
    return result;
  }

  @Scheduled(cron = "0 20 3 * * *")
  void forgetOldTracks() {
    sql.sql("delete from people.position_history where at < ?")
        .param(clock.instant().minus(RETENTION).atOffset(ZoneOffset.UTC))
        .update();
  }
}
