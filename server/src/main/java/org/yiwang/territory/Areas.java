package org.yiwang.territory;

import java.time.LocalDate;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The areas of the installation. */
@Component
public class Areas {
  private final JdbcClient sql;

  Areas(JdbcClient sql) {
    this.sql = sql;
  }

  /** Path of the area that has this code on that day, such as {@code /500000/500105/}. */
  public Optional<String> findPath(String code, LocalDate day) {
    return sql.sql(
            """
            select path from territory.area
            where code = :code and valid_from <= :day and (valid_to is null or :day < valid_to)
            """)
        .param("code", code)
        .param("day", day)
        .query(String.class)
        .optional();
  }
}
