package org.yiwang.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yiwang.people.People;
import org.yiwang.people.Person;
import org.yiwang.support.TestServer;
import org.yiwang.territory.RemapCommand;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

/** A role is held in an area, also when the area has become another. */
class GrantsTests {
  private static final String PASSWORD = "correct horse battery";
  @AutoClose private static TestServer server;
  private static String token;
  private static Person person;

  @BeforeAll
  static void start() throws IOException {
    server = TestServer.startWithDistrict();
    token = server.bean(Tokens.class).create("old district", "operator", "500105", null);
    person = server.bean(People.class).list().getFirst();
    var accounts = server.bean(Accounts.class);
    var account = accounts.put("worker", person.name(), PASSWORD, person.id());
    accounts.grant(account, "operator", "500105100", null);
    var remap = new CommandLine(server.bean(RemapCommand.class));
    remap.setOut(new PrintWriter(new StringWriter()));
    assertThat(remap.execute("../demo/remap/liangjiang-2025-11-06.yml")).isZero();
  }

  @Test
  void aTokenOfAnEndedAreaHoldsInItsSuccessor() {
    var area = session("Authorization", "Bearer " + token).at("/grants/0");
    assertThat(area.at("/area/code").asString()).isEqualTo("500199");
    assertThat(area.at("/areaPath").asString()).isEqualTo("/500000/500199/");
  }

  @Test
  void theSessionOfAPersonTellsTheirUnitAndWhereTheirRolesHold() {
    var answer =
        server.post("", "/api/v1/session", Map.of("login", "worker", "password", PASSWORD));
    var unit = server.bean(People.class).unitOf(person);
    assertThat(answer.body().at("/user/unit/name").asString()).isEqualTo(unit.name());
    assertThat(answer.body().at("/user/phone").asString()).isEqualTo(person.maskedPhone());
    assertThat(answer.body().at("/grants/0/area/code").asString()).isEqualTo("500199100");
    assertThat(answer.body().at("/grants/0/area/name").asString()).isEqualTo("鱼嘴镇");
  }

  @Test
  void aLookAtATelephoneNumberIsAudited() {
    var path = "/api/v1/people/" + person.id() + "/contact";
    assertThat(server.get("shift-lead", path).body().get("phone").asString())
        .isEqualTo(person.phone());
    var entry = server.bean(Audit.class).newest(1).getFirst();
    assertThat(entry.action()).isEqualTo("GET /api/v1/people/{id}/contact");
    assertThat(entry.object()).isEqualTo(path);
    assertThat(entry.actorName()).isEqualTo("test shift-lead");
  }

  private static JsonNode session(String header, String value) {
    var address = URI.create("http://127.0.0.1:" + server.port() + "/api/v1/session");
    return server.send(HttpRequest.newBuilder(address).header(header, value).build()).body();
  }
}
