package org.yiwang.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yiwang.support.TestServer;
import tools.jackson.databind.JsonNode;

class NoticesTests {
  @AutoClose private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.start();
    for (var i = 1; i <= 5; i++) {
      add("lead" + i, "shift-lead", "/500000/500105/");
    }
    add("other post", "leader", "/500000/");
  }

  private static void add(String key, String post, String path) {
    server
        .bean(JdbcClient.class)
        .sql(
            """
            insert into outbox.notice (key, post, area_path, text, link, at)
            values (?, ?, ?, '{"zh": "升级", "en": "raised"}', '/warnings/1', now())
            """)
        .params(key, post, path)
        .update();
  }

  @Test
  void unseenOnesComeFirstAndThoseOfOthersNever() {
    var all = list("shift-lead", "");
    assertThat(ids(all)).containsExactly(5L, 4L, 3L, 2L, 1L);
    assertThat(all.get("unread").asLong()).isEqualTo(5);

    assertThat(server.send("shift-lead", "POST", "/api/v1/notices/4/read", null).status())
        .isEqualTo(204);
    var first = list("shift-lead", "?limit=4");
    assertThat(ids(first)).containsExactly(5L, 3L, 2L, 1L);
    assertThat(first.get("unread").asLong()).isEqualTo(4);
    var rest = list("shift-lead", "?limit=4&cursor=" + first.get("next").asString());
    assertThat(ids(rest)).containsExactly(4L);
    assertThat(rest.at("/items/0/read").asBoolean()).isTrue();

    assertThat(server.send("shift-lead", "POST", "/api/v1/notices/6/read", null).status())
        .isEqualTo(404);
    server.send("shift-lead", "POST", "/api/v1/notices/read", null);
    assertThat(list("shift-lead", "").get("unread").asLong()).isZero();
    assertThat(list("leader", "").get("unread").asLong()).isEqualTo(1);
    assertThat(ids(list("citizen", ""))).isEmpty();
  }

  private static JsonNode list(String role, String query) {
    return server.get(role, "/api/v1/notices" + query).body();
  }

  private static List<Long> ids(JsonNode page) {
    return page.get("items").valueStream().map(item -> item.get("id").asLong()).toList();
  }
}
