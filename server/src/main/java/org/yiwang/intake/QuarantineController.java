package org.yiwang.intake;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.yiwang.platform.Needs;
import org.yiwang.platform.Page;

/** What could not be used, with the reason: kept until somebody has looked at it. */
@RestController
class QuarantineController {
  record Item(
      long id, Instant at, String source, long place, String field, String reason, String raw) {}

  private final JdbcClient sql;

  QuarantineController(JdbcClient sql) {
    this.sql = sql;
  }

  @Needs("quarantine.read")
  @GetMapping("/api/v1/quarantine")
  Page<Item> list(
      @RequestParam @Nullable String source,
      @RequestParam @Nullable String cursor,
      @RequestParam @Nullable Integer limit) {
    var size = Page.size(limit);
    var items =
        sql.sql(
                """
                select id, at, source, place, field, reason, raw
                from intake.quarantine
                where id < :before and (:source::text is null or source = :source)
                order by id desc
                limit :limit
                """)
            .param("before", Page.before(cursor))
            .param("source", source)
            .param("limit", size + 1)
            .query((row, n) ->
                new Item(
                    row.getLong("id"),
                    row.getTimestamp("at").toInstant(),
                    row.getString("source"),
                    row.getLong("place"),
                    row.getString("field"),
                    row.getString("reason"),
                    row.getString("raw")))
            .list();
    return Page.byNumber(items, size, Item::id);
  }
}
