package org.yiwang.intake;

import java.time.Clock;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Where what can't be used is kept with its reason, until somebody has looked at it. */
@Component
public class Quarantine {
  private final JdbcClient sql;
  private final Clock clock;

  Quarantine(JdbcClient sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  /**
   * Keeps something; the same fault of the same place of a source is kept once.
   *
   * @param source file or sender
   * @param line where in the source it stands
   * @param raw as it came, shortened
   */
  public void keep(String source, long line, String field, String reason, String raw) {
    sql.sql(
            """
            insert into intake.quarantine (at, source, place, field, reason, raw)
            select :at, :source, :line, :field, :reason, :raw
            where not exists (
              select from intake.quarantine
              where source = :source and place = :line and field = :field and reason = :reason)
            """)
        .param("at", clock.instant().atOffset(ZoneOffset.UTC))
        .param("source", source)
        .param("line", line)
        .param("field", field)
        .param("reason", reason)
        .param("raw", raw.replace('\0', '\uFFFD'))
        .update();
  }
}
