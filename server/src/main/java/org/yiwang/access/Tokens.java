package org.yiwang.access;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Bearer tokens for machines: a role in an area, revocable, kept only as hashes. */
@Component
public class Tokens {
  static final String PREFIX = "yw_";

  private final JdbcClient sql;
  private final Roles roles;

  public Tokens(JdbcClient sql, Roles roles) {
    this.sql = sql;
    this.roles = roles;
  }

  /** Makes a token and returns its text, which is shown this once only. */
  public String create(String name, String role, @Nullable String area, @Nullable String category) {
    var token = PREFIX + Secrets.token();
    sql.sql(
            """
            insert into access.token (name, token_hash, role, area, category, created_at)
            values (:name, :hash, :role, :area, :category, :now)
            """)
        .param("name", name)
        .param("hash", Secrets.hash(token))
        .param("role", roles.named(role))
        .param("area", area)
        .param("category", category)
        .param("now", Instant.now().atOffset(ZoneOffset.UTC))
        .update();
    return token;
  }

  /** The tokens in force, a line each: number, name, role, area, category and day of making. */
  public List<String> list() {
    return sql.sql(
            """
            select concat_ws('  ', id, name, role, coalesce(area, 'everywhere'), category,
                             created_at::date)
            from access.token where revoked_at is null order by id
            """)
        .query(String.class)
        .list();
  }

  /** Ends all tokens of a name, before a new one takes their place. */
  public void revokeNamed(String name) {
    sql.sql("update access.token set revoked_at = now() where name = ? and revoked_at is null")
        .param(name)
        .update();
  }

  /** Ends a token by its text, for whoever made it for a short while. */
  public void end(String token) {
    sql.sql("update access.token set revoked_at = now() where token_hash = ?")
        .param(Secrets.hash(token))
        .update();
  }

  /** Ends a token; true if it was alive. */
  public boolean revoke(long id) {
    return sql.sql("update access.token set revoked_at = now() where id = ? and revoked_at is null")
            .param(id)
            .update()
        == 1;
  }
}
