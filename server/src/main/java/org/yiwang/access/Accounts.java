package org.yiwang.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yiwang.platform.Json;
import org.yiwang.platform.Refused;

/** Accounts of persons: made, given roles, and checked at sign-in. */
@Component
public class Accounts {
  static final int FAILURES_BEFORE_LOCK = 5;
  static final Duration LOCK = Duration.ofMinutes(15);
  static final int MIN_PASSWORD = 10;
  private static final Pattern LOGIN = Pattern.compile("[a-z0-9._-]{2,40}");

  private record Stored(
      long id, String password, boolean disabled, int failures, @Nullable Instant lockedUntil) {}

  private final JdbcClient sql;
  private final Roles roles;
  private final Clock wallClock;
  private final PasswordEncoder passwords =
      PasswordEncoderFactories.createDelegatingPasswordEncoder();
  private final String nobodysPassword = passwords.encode(Secrets.token());

  Accounts(JdbcClient sql, Roles roles) {
    this.sql = sql;
    this.roles = roles;
    // Lock-outs and sessions end by the wall clock even where a demo's day runs faster.
    this.wallClock = Clock.systemUTC();
  }

  /**
   * Makes an account, or gives an existing one this name and password.
   *
   * @param person the person's number in {@code people}, or null
   */
  @Transactional
  public long put(String login, String name, String password, @Nullable Long person) {
    if (password.length() < MIN_PASSWORD) {
      throw Refused.invalid("password", "must have at least " + MIN_PASSWORD + " characters");
    }
    return sql.sql(
            """
            insert into access.account (login, name, password, person, created_at)
            values (:login, :name, :password, :person, :now)
            on conflict (login) do update set
              name = excluded.name, password = excluded.password, person = excluded.person
            returning id
            """)
        .param("login", login.toLowerCase(Locale.ROOT))
        .param("name", name)
        .param("password", passwords.encode(password))
        .param("person", person)
        .param("now", wallClock.instant().atOffset(ZoneOffset.UTC))
        .query(Long.class)
        .single();
  }

  /** Gives a role in an area (null: everywhere) and a category (null: all). */
  @Transactional
  public void grant(long account, String role, @Nullable String area, @Nullable String category) {
    sql.sql(
            """
            insert into access.held_role (account, role, area, category)
            values (:account, :role, :area, :category)
            on conflict do nothing
            """)
        .param("account", account)
        .param("role", roles.named(role))
        .param("area", area)
        .param("category", category)
        .update();
  }

  /** Takes a role away; true if it was held. */
  @Transactional
  public boolean revoke(
      long account, String role, @Nullable String area, @Nullable String category) {
    return sql.sql(
                """
                delete from access.held_role
                where account = :account and role = :role
                  and area is not distinct from :area
                  and category is not distinct from :category
                """)
            .param("account", account)
            .param("role", role)
            .param("area", area)
            .param("category", category)
            .update()
        == 1;
  }

  /**
   * Makes an account with a password of chance, which is told this once.
   *
   * @param person the person's number in {@code people}, or null
   * @throws Refused when the name is taken, or is none
   */
  @Transactional
  public String create(String login, String name, @Nullable Long person) {
    if (!LOGIN.matcher(login).matches()) {
      throw Refused.invalid("login", "must be 2 to 40 of a-z, 0-9, dot, dash and underscore");
    }
    if (find(login).isPresent()) {
      throw Refused.conflict("login", login + " is taken");
    }
    var password = firstPassword();
    put(login, name, password, person);
    return password;
  }

  /** Gives a new password of chance, which is told this once; whoever is signed in is no more. */
  @Transactional
  public String resetPassword(long account) {
    var password = firstPassword();
    setPassword(account, password);
    sql.sql("update access.account set failures = 0, locked_until = null where id = ?")
        .param(account)
        .update();
    return password;
  }

  /**
   * Changes one's own password. Everybody signed in with the old one has to sign in again.
   *
   * @throws Refused when the old one is wrong, or the new one too short
   */
  @Transactional(noRollbackFor = Refused.class)
  public void changePassword(String login, String old, String next) {
    var account = check(login, old);
    if (next.length() < MIN_PASSWORD) {
      throw Refused.invalid("next", "must have at least " + MIN_PASSWORD + " characters");
    }
    if (next.equals(old)) {
      throw Refused.invalid("next", "must be another one");
    }
    setPassword(account, next);
  }

  private void setPassword(long account, String password) {
    sql.sql("update access.account set password = ? where id = ?")
        .params(passwords.encode(password), account)
        .update();
    endSessions(account);
  }

  /** Lets nobody in with an account any more, or in again. */
  @Transactional
  public void setDisabled(long account, boolean isDisabled) {
    sql.sql("update access.account set disabled = ? where id = ?")
        .params(isDisabled, account)
        .update();
    endSessions(account);
  }

  private void endSessions(long account) {
    sql.sql("delete from access.session where account = ?").param(account).update();
  }

  /** The accounts with a greater number than one, by their numbers. */
  public List<Account> listAfter(long id, int limit) {
    return sql.sql(
            """
            select a.id, login, name, person, disabled, locked_until,
              (select coalesce(
                 jsonb_agg(jsonb_build_object('role', role, 'area', area, 'category', category)
                   order by role, area, category), '[]')
               from access.held_role where account = a.id) as roles
            from access.account a where a.id > ? order by a.id limit ?
            """)
        .params(id, limit)
        .query((row, n) -> {
          var until = row.getTimestamp("locked_until");
          return new Account(
              row.getLong("id"),
              row.getString("login"),
              row.getString("name"),
              row.getObject("person", Long.class),
              row.getBoolean("disabled"),
              until == null || until.toInstant().isBefore(wallClock.instant())
                  ? null
                  : until.toInstant(),
              List.of(Json.read(row.getString("roles"), Account.Held[].class)));
        })
        .list();
  }

  /**
   * The account with a number.
   *
   * @throws Refused when there is none
   */
  public Account get(long id) {
    return listAfter(id - 1, 1).stream()
        .filter(account -> account.id() == id)
        .findFirst()
        .orElseThrow(() -> Refused.notFound("account", id));
  }

  /**
   * The account somebody signs in to by a name.
   *
   * @throws Refused when there is none
   */
  public Account get(String login) {
    return get(find(login).orElseThrow(() -> Refused.notFound("login", login)).id());
  }

  private static String firstPassword() {
    return Secrets.token().substring(0, 16);
  }

  /** Whether any account exists: a fresh installation needs its first administrator. */
  public boolean none() {
    return !sql.sql("select exists (select from access.account)").query(Boolean.class).single();
  }

  /** Makes the first account of an installation, {@code admin}, and returns its password. */
  @Transactional
  public String makeFirstAdministrator() {
    var password = firstPassword();
    grant(put("admin", "admin", password, null), "administrator", null, null);
    return password;
  }

  /**
   * The account that name and password belong to.
   *
   * @throws Refused when they don't match, or too many wrong tries locked the account
   */
  @Transactional(noRollbackFor = Refused.class)
  public long check(String login, String password) {
    var stored = find(login);
    if (stored.isEmpty()) {
      // The same work as for a real account, so that the time taken does not tell which exist.
      passwords.matches(password, nobodysPassword);
      throw wrong();
    }
    var account = stored.get();
    var now = wallClock.instant();
    var lockedUntil = account.lockedUntil();
    if (lockedUntil != null && lockedUntil.isAfter(now)) {
      var seconds = (int) Duration.between(now, lockedUntil).toSeconds() + 1;
      throw Refused.tooMany("too many wrong passwords; the account is locked", seconds);
    }
    if (account.disabled() || !passwords.matches(password, account.password())) {
      countFailure(account, now);
      throw wrong();
    }
    sql.sql("update access.account set failures = 0, locked_until = null where id = ?")
        .param(account.id())
        .update();
    return account.id();
  }

  private void countFailure(Stored account, Instant now) {
    var lock = account.failures() + 1 >= FAILURES_BEFORE_LOCK;
    sql.sql(
            """
            update access.account set failures = :failures, locked_until = :until where id = :id
            """)
        .param("failures", lock ? 0 : account.failures() + 1)
        .param("until", lock ? now.plus(LOCK).atOffset(ZoneOffset.UTC) : null)
        .param("id", account.id())
        .update();
  }

  private Optional<Stored> find(String login) {
    return sql.sql(
            """
            select id, password, disabled, failures, locked_until
            from access.account where login = :login for update
            """)
        .param("login", login.toLowerCase(Locale.ROOT))
        .query((row, n) -> {
          var until = row.getTimestamp("locked_until");
          return new Stored(
              row.getLong("id"),
              row.getString("password"),
              row.getBoolean("disabled"),
              row.getInt("failures"),
              until == null ? null : until.toInstant());
        })
        .optional();
  }

  private static Refused wrong() {
    return Refused.notSignedIn("name or password is wrong");
  }
}
