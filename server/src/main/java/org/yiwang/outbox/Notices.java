package org.yiwang.outbox;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yiwang.platform.Caller;
import org.yiwang.platform.Json;
import org.yiwang.platform.Text;

/** The notices that are for a caller: to a post they hold, about an area they hold it in. */
@Component
class Notices {
  /**
   * A notice as its reader sees it.
   *
   * @param title what happened
   * @param link page of the client that shows it
   * @param read whether this reader has seen it
   */
  record Notice(long id, Instant at, Text title, String link, String post, boolean read) {}

  /** Where a page goes on: seen ones come after unseen ones, older after newer. */
  record Place(boolean read, long id) {
    static final Place START = new Place(false, Long.MAX_VALUE);
  }

  /** A notice is the caller's when one of their roles is its post, in an area around its own. */
  private static final String IS_MINE =
      """
      exists (
        select from unnest(:posts::text[], :paths::text[]) as held (post, path)
        where held.post = n.post and starts_with(n.area_path, held.path))
      """;

  private final JdbcClient sql;

  Notices(JdbcClient sql) {
    this.sql = sql;
  }

  /** Unseen ones first, the newest first among them. */
  List<Notice> list(Caller caller, @Nullable Place after, int limit) {
    var from = after == null ? Place.START : after;
    return mine(
            """
            select n.id, n.at, n.text, n.link, n.post, r.notice is not null as read
            from outbox.notice n
            left join outbox.notice_read r
              on r.notice = n.id and r.reader_kind = :kind and r.reader = :reader
            where %s and (r.notice is not null, -n.id) > (:read, :id)
            order by read, n.id desc
            limit :limit
            """,
            caller)
        .param("read", from.read())
        .param("id", -from.id())
        .param("limit", limit)
        .query((row, n) ->
            new Notice(
                row.getLong("id"),
                row.getTimestamp("at").toInstant(),
                Json.read(row.getString("text"), Text.class),
                row.getString("link"),
                row.getString("post"),
                row.getBoolean("read")))
        .list();
  }

  /** How many the caller has not seen. */
  long unread(Caller caller) {
    return mine(
            """
            select count(*) from outbox.notice n
            where %s and not exists (
              select from outbox.notice_read
              where notice = n.id and reader_kind = :kind and reader = :reader)
            """,
            caller)
        .query(Long.class)
        .single();
  }

  /** Notes that the caller has seen one, or all there are; false when there is none to see. */
  boolean markRead(Caller caller, @Nullable Long id) {
    return mine(
                """
                insert into outbox.notice_read (notice, reader_kind, reader)
                select n.id, :kind, :reader from outbox.notice n
                where %s and (:notice::bigint is null or n.id = :notice)
                on conflict (notice, reader_kind, reader) do update set at = notice_read.at
                """,
                caller)
            .param("notice", id)
            .update()
        > 0;
  }

  private JdbcClient.StatementSpec mine(String statement, Caller caller) {
    var grants = caller.grants();
    return sql.sql(statement.formatted(IS_MINE))
        .param("posts", grants.stream().map(Caller.Grant::role).toArray(String[]::new))
        .param("paths", grants.stream().map(Caller.Grant::areaPath).toArray(String[]::new))
        .param("kind", caller.kind())
        .param("reader", caller.id());
  }
}
