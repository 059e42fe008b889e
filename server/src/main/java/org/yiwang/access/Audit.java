package org.yiwang.access;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yiwang.platform.Caller;

/**
 * Who asked for what, when: every write and every reading of personal data, as a chain in which
 * each entry's hash covers the entry and the hash before it. An entry that is changed, removed or
 * slipped in later breaks the chain from there on, which {@link #verify} finds.
 */
@Component
public class Audit {
  /** One link of the chain. */
  public record Entry(
      long id,
      Instant at,
      String actorKind,
      long actor,
      String actorName,
      String action,
      String object,
      String detail) {}

  private record Link(Entry entry, byte[] hash) {}

  private record Head(long id, byte[] hash) {}

  private final JdbcClient sql;

  public Audit(JdbcClient sql) {
    this.sql = sql;
  }

  /**
   * Adds an entry, in the caller's transaction where there is one.
   *
   * @param action what is done, such as {@code POST /api/v1/cases/{id}/actions/{action}}
   * @param object what it is done to
   */
  @Transactional
  public void record(Caller caller, String action, String object, String detail) {
    var head =
        sql.sql("select id, hash from access.audit_head for update")
            .query((row, n) -> new Head(row.getLong("id"), row.getBytes("hash")))
            .single();
    var entry =
        new Entry(
            head.id() + 1,
            Instant.now().truncatedTo(ChronoUnit.MICROS),
            caller.kind(),
            caller.id(),
            caller.name(),
            action,
            object,
            detail);
    var hash = hash(head.hash(), entry);
    sql.sql(
            """
            insert into access.audit
              (id, at, actor_kind, actor, actor_name, action, object, detail, hash)
            values (:id, :at, :actorKind, :actor, :actorName, :action, :object, :detail, :hash)
            """)
        .param("id", entry.id())
        .param("at", entry.at().atOffset(ZoneOffset.UTC))
        .param("actorKind", entry.actorKind())
        .param("actor", entry.actor())
        .param("actorName", entry.actorName())
        .param("action", entry.action())
        .param("object", entry.object())
        .param("detail", entry.detail())
        .param("hash", hash)
        .update();
    sql.sql("update access.audit_head set id = :id, hash = :hash")
        .param("id", entry.id())
        .param("hash", hash)
        .update();
  }

  /** The newest entries, newest first. */
  public List<Entry> newest(int limit) {
    return listBefore(Long.MAX_VALUE, limit);
  }

  /** The newest entries with a smaller number than one, newest first. */
  List<Entry> listBefore(long id, int limit) {
    return sql.sql("select * from access.audit where id < ? order by id desc limit ?")
        .params(id, limit)
        .query((row, n) -> entry(row))
        .list();
  }

  /** Number of the first entry at which the chain is broken, or empty when it is whole. */
  public Optional<Long> verify() {
    var previous = new byte[0];
    long expected = 1;
    while (true) {
      var links = linksFrom(expected);
      for (var link : links) {
        if (link.entry().id() != expected
            || !Arrays.equals(link.hash(), hash(previous, link.entry()))) {
          return Optional.of(expected);
        }
        previous = link.hash();
        expected++;
      }
      if (links.isEmpty()) {
        return endsAtHead(expected - 1, previous) ? Optional.empty() : Optional.of(expected);
      }
    }
  }

  private List<Link> linksFrom(long id) {
    return sql.sql("select * from access.audit where id >= ? order by id limit 10000")
        .param(id)
        .query((row, n) -> new Link(entry(row), row.getBytes("hash")))
        .list();
  }

  private boolean endsAtHead(long id, byte[] hash) {
    var head =
        sql.sql("select id, hash from access.audit_head")
            .query((row, n) -> new Head(row.getLong("id"), row.getBytes("hash")))
            .single();
    return head.id() == id && Arrays.equals(head.hash(), hash);
  }

  private static Entry entry(ResultSet row) throws SQLException {
    return new Entry(
        row.getLong("id"),
        row.getTimestamp("at").toInstant(),
        row.getString("actor_kind"),
        row.getLong("actor"),
        row.getString("actor_name"),
        row.getString("action"),
        row.getString("object"),
        row.getString("detail"));
  }

  /** Every field with its length, so that no two entries have the same bytes. */
  private static byte[] hash(byte[] previous, Entry entry) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.write(previous);
      out.writeLong(entry.id());
      out.writeLong(ChronoUnit.MICROS.between(Instant.EPOCH, entry.at()));
      out.writeLong(entry.actor());
      for (var text :
          List.of(
              entry.actorKind(),
              entry.actorName(),
              entry.action(),
              entry.object(),
              entry.detail())) {
        var utf8 = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
      }
      return MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
