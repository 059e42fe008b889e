package org.yiwang.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yiwang.platform.Caller;
import org.yiwang.territory.Area;
import org.yiwang.territory.Areas;

/** Finds the caller behind a session cookie or a bearer token. */
@Component
public class Callers {
  static final Duration SESSION = Duration.ofHours(12);

  /** A machine sends thousands of requests a second: its token is looked up anew this often. */
  private static final Duration TOKEN_CACHE = Duration.ofSeconds(5);

  /** A session with its caller and the token that guards its writes. */
  record Session(Caller caller, String login, String csrf) {}

  private record HeldRole(String role, @Nullable String area, @Nullable String category) {}

  private record CachedToken(Optional<Caller> caller, Instant until) {}

  private final JdbcClient sql;
  private final Roles roles;
  private final Areas areas;
  private final Clock clock;
  private final Map<String, CachedToken> tokens = new ConcurrentHashMap<>();

  Callers(JdbcClient sql, Roles roles, Areas areas, Clock clock) {
    this.sql = sql;
    this.roles = roles;
    this.areas = areas;
    this.clock = clock;
  }

  /** Opens a session and returns the text of its cookie. */
  String open(long account) {
    var token = Secrets.token();
    var now = Instant.now();
    sql.sql("delete from access.session where expires_at < now()").update();
    sql.sql(
            """
            insert into access.session (token_hash, account, csrf, created_at, expires_at)
            values (:hash, :account, :csrf, :now, :end)
            """)
        .param("hash", Secrets.hash(token))
        .param("account", account)
        .param("csrf", Secrets.token())
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("end", now.plus(SESSION).atOffset(ZoneOffset.UTC))
        .update();
    return token;
  }

  void close(String cookie) {
    sql.sql("delete from access.session where token_hash = ?").param(Secrets.hash(cookie)).update();
  }

  Optional<Session> bySession(String cookie) {
    return sql.sql(
            """
            select a.id, a.login, a.name, a.person, s.csrf
            from access.session s join access.account a on a.id = s.account
            where s.token_hash = :hash and s.expires_at > now() and not a.disabled
            """)
        .param("hash", Secrets.hash(cookie))
        .query((row, n) -> {
          var id = row.getLong("id");
          var person = row.getObject("person", Long.class);
          var caller = new Caller("person", id, row.getString("name"), person, grantsOf(id));
          return new Session(caller, row.getString("login"), row.getString("csrf"));
        })
        .optional();
  }

  /** The machine that a bearer token belongs to, if it is in force. */
  public Optional<Caller> byToken(String token) {
    var hash = Secrets.hash(token);
    var key = HexFormat.of().formatHex(hash);
    var now = Instant.now();
    var cached = tokens.get(key);
    if (cached != null && cached.until().isAfter(now)) {
      return cached.caller();
    }
    var found = findToken(hash);
    if (found.isPresent()) {
      tokens.put(key, new CachedToken(found, now.plus(TOKEN_CACHE)));
    } else {
      tokens.remove(key);
    }
    return found;
  }

  private Optional<Caller> findToken(byte[] hash) {
    return sql.sql(
            """
            select id, name, role, area, category from access.token
            where token_hash = :hash and revoked_at is null
            """)
        .param("hash", hash)
        .query((row, n) -> {
          var held =
              new HeldRole(row.getString("role"), row.getString("area"), row.getString("category"));
          return new Caller(
              "machine", row.getLong("id"), row.getString("name"), null, grants(List.of(held)));
        })
        .optional();
  }

  private List<Caller.Grant> grantsOf(long account) {
    var held =
        sql.sql("select role, area, category from access.held_role where account = ?")
            .param(account)
            .query(HeldRole.class)
            .list();
    return grants(held);
  }

  /** A grant for an area that ended holds in the areas that its land went to, all of them. */
  private List<Caller.Grant> grants(List<HeldRole> held) {
    var today = LocalDate.ofInstant(clock.instant(), clock.getZone());
    var grants = new ArrayList<Caller.Grant>();
    for (var role : held) {
      var area = role.area();
      var paths =
          area == null
              ? List.of("/")
              : areas.standingFor(area, today).stream().map(Area::path).toList();
      for (var path : paths) {
        grants.add(new Caller.Grant(role.role(), path, role.category(), roles.rights(role.role())));
      }
    }
    return List.copyOf(grants);
  }
}
