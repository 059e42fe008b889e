package org.yiwang.history;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yiwang.dayfiles.Facts;

/** The tables that say which files are in force. Every statement is part of the caller's work. */
final class DayTable {
  private final JdbcClient sql;
  private final Path folder;

  DayTable(JdbcClient sql, Path folder) {
    this.sql = sql;
    this.folder = folder;
  }

  Optional<DayFile> find(LocalDate day) {
    return sql.sql("select * from history.day where day = ?")
        .param(day)
        .query((row, n) -> file(row))
        .optional();
  }

  /** Those with readings in a period, by day. */
  List<DayFile> list(long fromMillis, long toMillis) {
    return sql.sql(
            """
            select * from history.day
            where first_time < :to and last_time >= :from
            order by day
            """)
        .param("from", at(fromMillis))
        .param("to", at(toMillis))
        .query((row, n) -> file(row))
        .list();
  }

  List<DayFile> listAll() {
    return sql.sql("select * from history.day order by day").query((row, n) -> file(row)).list();
  }

  List<DayFile> listBefore(LocalDate day) {
    return sql.sql("select * from history.day where day < ? order by day")
        .param(day)
        .query((row, n) -> file(row))
        .list();
  }

  void put(DayFile one, Instant now) {
    sql.sql(
            """
            insert into history.day
              (day, version, file, rows, checksum, bytes, sha256, first_time, last_time,
               written_at)
            values
              (:day, :version, :file, :rows, :checksum, :bytes, :sha256, :first, :last, :now)
            on conflict (day) do update set
              version = excluded.version, file = excluded.file, rows = excluded.rows,
              checksum = excluded.checksum, bytes = excluded.bytes, sha256 = excluded.sha256,
              first_time = excluded.first_time, last_time = excluded.last_time,
              written_at = excluded.written_at
            """)
        .param("day", one.day())
        .param("version", one.version())
        .param("file", name(one))
        .param("rows", one.facts().rows())
        .param("checksum", one.facts().checksum())
        .param("bytes", one.bytes())
        .param("sha256", one.sha256())
        .param("first", at(one.facts().firstMillis()))
        .param("last", at(one.facts().lastMillis()))
        .param("now", now.atOffset(ZoneOffset.UTC))
        .update();
  }

  /** Notes that a file is to be deleted when nobody reads it any more. */
  void gone(DayFile one, Instant now) {
    sql.sql("insert into history.gone (file, at) values (:file, :now) on conflict do nothing")
        .param("file", name(one))
        .param("now", now.atOffset(ZoneOffset.UTC))
        .update();
  }

  void remove(DayFile one) {
    sql.sql("delete from history.day where day = ?").param(one.day()).update();
  }

  List<String> listGone() {
    return sql.sql("select file from history.gone order by at").query(String.class).list();
  }

  /** Waits until nobody is reading any file, and keeps new readers out until the commit. */
  void lock() {
    sql.sql("set local lock_timeout = '500ms'").update();
    sql.sql("lock table history.day in access exclusive mode").update();
  }

  void forget(String file) {
    sql.sql("delete from history.gone where file = ?").param(file).update();
  }

  private String name(DayFile one) {
    return folder.relativize(one.file()).toString();
  }

  private DayFile file(ResultSet row) throws SQLException {
    return new DayFile(
        row.getObject("day", LocalDate.class),
        row.getInt("version"),
        folder.resolve(row.getString("file")),
        new Facts(
            row.getLong("rows"),
            row.getLong("checksum"),
            row.getTimestamp("first_time").getTime(),
            row.getTimestamp("last_time").getTime()),
        row.getLong("bytes"),
        row.getString("sha256"));
  }

  /** PostgreSQL's times reach from the year 4713 before Christ to 294276. */
  private static OffsetDateTime at(long millis) {
    var least = OffsetDateTime.of(1, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC).toInstant().toEpochMilli();
    var most = OffsetDateTime.of(9999, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC).toInstant();
    var within = Math.clamp(millis, least, most.toEpochMilli());
    return Instant.ofEpochMilli(within).atOffset(ZoneOffset.UTC);
  }
}
