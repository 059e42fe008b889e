package org.yiwang.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yiwang.support.TestServer;

class SignInTests {
  private static final String PASSWORD = "correct horse battery";
  @AutoClose private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.start();
    var accounts = server.bean(Accounts.class);
    var account = accounts.put("Lead", "李值班", PASSWORD, null);
    accounts.grant(account, "shift lead", null, null);
    accounts.put("other", "王", PASSWORD, null);
  }

  @Test
  void rightPasswordOpensASession() {
    var answer = signIn("lead", PASSWORD);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().at("/user/name").asString()).isEqualTo("李值班");
    var cookie = answer.raw().headers().firstValue("Set-Cookie").orElseThrow();
    assertThat(cookie).contains("HttpOnly").contains("SameSite=Strict");

    var seen = server.send(withCookie("GET", "/api/v1/session", cookie, ""));
    assertThat(seen.body().at("/user/login").asString()).isEqualTo("lead");
  }

  @Test
  void aWriteWithACookieNeedsTheTokenOfTheSession() {
    var answer = signIn("lead", PASSWORD);
    var cookie = answer.raw().headers().firstValue("Set-Cookie").orElseThrow();
    assertThat(server.send(withCookie("DELETE", "/api/v1/session", cookie, "")).status())
        .isEqualTo(403);
    var csrf = answer.body().get("csrf").asString();
    assertThat(server.send(withCookie("DELETE", "/api/v1/session", cookie, csrf)).status())
        .isEqualTo(204);
    assertThat(server.send(withCookie("GET", "/api/v1/session", cookie, "")).status())
        .isEqualTo(401);
  }

  @Test
  void fiveWrongPasswordsLockTheAccount() {
    for (var i = 0; i < Accounts.FAILURES_BEFORE_LOCK; i++) {
      assertThat(signIn("other", "wrong password " + i).status()).isEqualTo(401);
    }
    var locked = signIn("other", PASSWORD);
    assertThat(locked.status()).isEqualTo(429);
    assertThat(locked.raw().headers().firstValue("Retry-After")).isPresent();
  }

  @Test
  void aFieldThatIsMissingIsNamed() {
    var answer = server.post("", "/api/v1/session", Map.of("login", "lead"));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().at("/errors/0/field").asString()).isEqualTo("password");
  }

  @Test
  void theAuditIsAChainThatShowsATamperedEntry() {
    var audit = server.bean(Audit.class);
    assertThat(server.post("administrator", "/api/v1/session", Map.of()).status()).isEqualTo(400);
    server.send("administrator", "DELETE", "/api/v1/session", null);
    server.send("administrator", "DELETE", "/api/v1/session", null);
    assertThat(audit.verify()).isEmpty();
    assertThat(audit.newest(1).getFirst().action()).isEqualTo("DELETE /api/v1/session");

    var sql = server.bean(org.springframework.jdbc.core.simple.JdbcClient.class);
    sql.sql("alter table access.audit disable trigger all").update();
    sql.sql("update access.audit set actor_name = 'nobody' where id = 1").update();
    assertThat(audit.verify()).contains(1L);
  }

  private static TestServer.Answer signIn(String login, String password) {
    return server.post("", "/api/v1/session", Map.of("login", login, "password", password));
  }

  private static HttpRequest withCookie(String method, String path, String cookie, String csrf) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
        .method(method, HttpRequest.BodyPublishers.noBody())
        .header("Cookie", cookie.substring(0, cookie.indexOf(';')))
        .header("X-CSRF-Token", csrf)
        .build();
  }
}
