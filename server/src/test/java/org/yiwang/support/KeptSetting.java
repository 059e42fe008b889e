package org.yiwang.support;

import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What an installation has kept of the calendars of earlier days, as a test would have had it. */
public final class KeptSetting {
  private KeptSetting() {}

  /**
   * The calendars are as they are since a moment; from another before it they read otherwise.
   *
   * @param now what the calendars say, {@code then} what stood in its place
   */
  public static void wasOtherwise(
      TestServer server, Instant from, Instant until, String now, String then) {
    var sql = server.bean(JdbcClient.class);
    sql.sql("update setting.kept set at = ?").param(until.atOffset(ZoneOffset.UTC)).update();
    sql.sql(
            """
            insert into setting.kept (at, calendars, zones)
            select :from, replace(calendars, :now, :then), zones from setting.kept
            """)
        .param("from", from.atOffset(ZoneOffset.UTC))
        .param("now", now)
        .param("then", then)
        .update();
  }
}
