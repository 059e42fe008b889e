package org.yiwang.registry;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yiwang.platform.Refused;

/** The subjects of the installation. */
@Component
public class Subjects {
  private final JdbcClient sql;

  Subjects(JdbcClient sql) {
    this.sql = sql;
  }

  /**
   * The subject with a number.
   *
   * @throws Refused when there is none
   */
  public Subject get(long id) {
    return sql.sql(
            """
            select id, code, kind, name, lon, lat, area, area_path
            from registry.subject where id = ?
            """)
        .param(id)
        .query(Subject.class)
        .optional()
        .orElseThrow(() -> Refused.notFound("subject", id));
  }
}
