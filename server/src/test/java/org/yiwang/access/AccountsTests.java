package org.yiwang.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.yiwang.support.TestServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How people get their way in, and lose it. */
class AccountsTests {
  private static final String DISTRICT = "500105";
  private static final String STREET = "500105001";
  @AutoClose private static final TestServer server = TestServer.startWithDistrict();

  /** Somebody who is signed in: the cookie, and the token that goes with it. */
  private record SignedIn(String cookie, String csrf) {}

  @Test
  void anAdministratorMakesAnAccountAndItsOwnerChangesThePassword() {
    var made = made("wang.wu", "operator", STREET);
    var first = made.get("password").asString();
    var wang = signedIn("wang.wu", first);

    assertThat(changed(wang, "not the old one", "correct horse battery").status()).isEqualTo(400);
    assertThat(changed(wang, first, "short").status()).isEqualTo(400);
    assertThat(changed(wang, first, "correct horse battery").status()).isEqualTo(204);

    assertThat(sent(wang, "GET", "/api/v1/session", null).status()).isEqualTo(401);
    assertThat(status("wang.wu", first)).isEqualTo(401);
    assertThat(status("wang.wu", "correct horse battery")).isEqualTo(200);
    var again =
        server.post("administrator", "/api/v1/accounts", account("wang.wu", "operator", STREET));
    assertThat(again.status()).isEqualTo(409);
  }

  @Test
  void aFormIsNoListOfRoles() {
    var request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + server.port() + "/api/v1/accounts/1/roles"))
            .header("Authorization", "Bearer " + server.token("administrator"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .PUT(HttpRequest.BodyPublishers.ofString("[{\"role\":\"operator\",\"%\":\"\"}]"))
            .build();
    assertThat(server.send(request).status()).isEqualTo(415);
  }

  @Test
  void aDisabledAccountIsOutAtOnceAndAResetOpensALockedOne() {
    var made = made("zhao.liu", "operator", STREET);
    var path = "/api/v1/accounts/" + made.at("/account/id").asLong();
    var zhao = signedIn("zhao.liu", made.get("password").asString());

    assertThat(
            server
                .send("administrator", "PUT", path + "/state", "{\"disabled\":true}")
                .body()
                .get("disabled")
                .asBoolean())
        .isTrue();
    assertThat(sent(zhao, "GET", "/api/v1/session", null).status()).isEqualTo(401);
    assertThat(status("zhao.liu", made.get("password").asString())).isEqualTo(401);
    server.send("administrator", "PUT", path + "/state", "{\"disabled\":false}");

    for (var i = 0; i < Accounts.FAILURES_BEFORE_LOCK; i++) {
      status("zhao.liu", "wrong");
    }
    assertThat(status("zhao.liu", made.get("password").asString())).isEqualTo(429);
    var reset = server.post("administrator", path + "/password", Map.of()).body();
    assertThat(status("zhao.liu", reset.get("password").asString())).isEqualTo(200);
  }

  @Test
  void whoAdministersADistrictReachesNotBeyondIt() {
    server.know(
        "of the street", server.bean(Tokens.class).create("street", "administrator", STREET, null));
    var inside = account("sun.qi", "operator", STREET + "001");
    var made = server.post("of the street", "/api/v1/accounts", inside);
    assertThat(made.status()).isEqualTo(201);

    var wider = account("zhou.ba", "operator", DISTRICT);
    assertThat(server.post("of the street", "/api/v1/accounts", wider).status()).isEqualTo(403);
    var everywhere = account("zhou.ba", "administrator", null);
    assertThat(server.post("of the street", "/api/v1/accounts", everywhere).status())
        .isEqualTo(403);
    var own = "/api/v1/accounts/" + made.body().at("/account/id").asLong();
    assertThat(
            server
                .send("of the street", "PUT", own + "/roles", "[{\"role\":\"administrator\"}]")
                .status())
        .isEqualTo(403);

    var leader = made("wu.jiu", "leader", DISTRICT);
    var path = "/api/v1/accounts/" + leader.at("/account/id").asLong();
    assertThat(server.post("of the street", path + "/password", Map.of()).status()).isEqualTo(404);
    assertThat(server.get("of the street", "/api/v1/accounts").body().toString())
        .contains("sun.qi")
        .doesNotContain("wu.jiu");

    server.bean(Accounts.class).revoke(leader.at("/account/id").asLong(), "leader", DISTRICT, null);
    assertThat(server.post("of the street", path + "/password", Map.of()).status()).isEqualTo(404);
    assertThat(server.post("administrator", path + "/password", Map.of()).status()).isEqualTo(200);
  }

  @Test
  void rolesAreReplacedAndNobodyLiftsThemselves() {
    var made = made("zheng.shi", "administrator", DISTRICT);
    var id = made.at("/account/id").asLong();
    var self = signedIn("zheng.shi", made.get("password").asString());
    var roles = "[{\"role\":\"leader\",\"area\":\"" + DISTRICT + "\"}]";
    assertThat(sent(self, "PUT", "/api/v1/accounts/" + id + "/roles", roles).status())
        .isEqualTo(409);
    assertThat(
            sent(self, "PUT", "/api/v1/accounts/" + id + "/state", "{\"disabled\":true}").status())
        .isEqualTo(409);

    var other = server.send("administrator", "PUT", "/api/v1/accounts/" + id + "/roles", roles);
    assertThat(other.body().at("/roles").toString())
        .isEqualTo("[{\"role\":\"leader\",\"area\":\"500105\",\"category\":null}]");
    assertThat(sent(self, "GET", "/api/v1/accounts", null).status()).isEqualTo(403);
    var entry = server.bean(Audit.class).newest(1).getFirst();
    assertThat(entry.action()).isEqualTo("PUT /api/v1/accounts/{id}/roles");
  }

  private static JsonNode made(String login, String role, String area) {
    var answer = server.post("administrator", "/api/v1/accounts", account(login, role, area));
    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(201);
    return answer.body();
  }

  private static Map<String, Object> account(String login, String role, @Nullable String area) {
    var held = new HashMap<String, @Nullable Object>();
    held.put("role", role);
    held.put("area", area);
    return Map.of("login", login, "name", "王五", "roles", List.of(held));
  }

  private static int status(String login, String password) {
    return signIn(login, password).status();
  }

  private static TestServer.Answer signIn(String login, String password) {
    return server.post("", "/api/v1/session", Map.of("login", login, "password", password));
  }

  private static SignedIn signedIn(String login, String password) {
    var answer = signIn(login, password);
    var cookie =
        answer.raw().headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
    return new SignedIn(cookie, answer.body().get("csrf").asString());
  }

  private static TestServer.Answer changed(SignedIn who, String old, String next) {
    var body = new JsonMapper().writeValueAsString(Map.of("old", old, "next", next));
    return sent(who, "POST", "/api/v1/session/password", body);
  }

  private static TestServer.Answer sent(
      SignedIn who, String method, String path, @Nullable String body) {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
            .header("Cookie", who.cookie())
            .header("X-CSRF-Token", who.csrf())
            .header("Content-Type", "application/json")
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    return server.send(request.build());
  }
}
