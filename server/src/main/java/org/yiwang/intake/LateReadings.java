package org.yiwang.intake;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yiwang.dayfiles.Rows;

/**
 * Readings that came too late to be judged. They are stored as all are; here they are marked, so
 * that who looks at a finding, or at one that is missing, knows what the rules did not see.
 */
@Component
public class LateReadings {
  private static final Duration MARKED_FOR = Duration.ofDays(90);

  /**
   * A marked reading.
   *
   * @param cameAt when it was seen to be too late
   */
  record Late(int datastream, Instant time, double value, Instant cameAt) {}

  private final JdbcClient sql;
  private final Counter counter;

  LateReadings(JdbcClient sql, MeterRegistry meters) {
    this.sql = sql;
    this.counter =
        Counter.builder("yiwang.readings.late")
            .description("Readings that came too late to be judged; they are stored")
            .register(meters);
  }

  /** Marks readings. One that is marked already, from before a crash, stays as it is. */
  public void mark(Rows late, Instant now) {
    var ids = new Integer[late.size()];
    var times = new String[late.size()];
    var values = new Double[late.size()];
    for (var i = 0; i < late.size(); i++) {
      ids[i] = late.series(i);
      times[i] = Instant.ofEpochMilli(late.timeMillis(i)).toString();
      values[i] = late.value(i);
    }
    var marked =
        sql.sql(
                """
                insert into intake.late (datastream, time, value, came_at)
                select datastream, time::timestamptz, value, :now
                from unnest(:ids::int[], :times::text[], :values::float8[])
                  as late (datastream, time, value)
                on conflict do nothing
                """)
            .param("ids", ids)
            .param("times", times)
            .param("values", values)
            .param("now", now.atOffset(ZoneOffset.UTC))
            .update();
    counter.increment(marked);
  }

  /** Times of the marked readings of a datastream in a period. */
  List<Instant> list(int datastream, Instant from, Instant to) {
    return sql.sql(
            """
            select time from intake.late
            where datastream = :datastream and time >= :from and time < :to order by time
            """)
        .param("datastream", datastream)
        .param("from", from.atOffset(ZoneOffset.UTC))
        .param("to", to.atOffset(ZoneOffset.UTC))
        .query((row, n) -> row.getTimestamp(1).toInstant())
        .list();
  }

  /** The newest marks that came before a moment. */
  List<Late> listBefore(Instant cameBefore, int offset, int limit) {
    return sql.sql(
            """
            select datastream, time, value, came_at from intake.late
            where came_at <= :before
            order by came_at desc, datastream, time
            offset :offset limit :limit
            """)
        .param("before", cameBefore.atOffset(ZoneOffset.UTC))
        .param("offset", offset)
        .param("limit", limit)
        .query((row, n) ->
            new Late(
                row.getInt(1),
                row.getTimestamp(2).toInstant(),
                row.getDouble(3),
                row.getTimestamp(4).toInstant()))
        .list();
  }

  /** How many are marked. */
  long count() {
    return sql.sql("select count(*) from intake.late").query(Long.class).single();
  }

  /** Forgets marks that nobody will ask for any more. */
  void forgetOld(Instant now) {
    sql.sql("delete from intake.late where came_at < ?")
        .param(now.minus(MARKED_FOR).atOffset(ZoneOffset.UTC))
        .update();
  }
}
