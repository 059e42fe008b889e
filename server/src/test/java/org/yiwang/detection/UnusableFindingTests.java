package org.yiwang.detection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yiwang.support.Await;
import org.yiwang.support.Tank;
import org.yiwang.support.TestServer;

class UnusableFindingTests {
  @Test
  void oneThatNoWarningCanBeMadeOfIsPutAsideAndTheNextIsRaised() throws Exception {
    try (var server = TestServer.start()) {
      var sql = server.bean(JdbcClient.class);
      var bad = Tank.register(server, "BAD", "/500000/500105/", 106.5, 29.6);
      var good = Tank.register(server, "GOOD", "/500000/500105/", 106.5, 29.6);
      refuseWarningsOf(sql, bad.code());

      bad.sends(server, 40);
      good.sends(server, 40);
      // A later moment lets the watermark pass, so that both are judged.
      server.clock().advance(Duration.ofMinutes(10));
      bad.sends(server, 40);
      good.sends(server, 40);

      await(sql, "select count(*) from warning.warning where subject_code = 'GOOD'");
      await(sql, "select count(*) from detection.unused where reason like '%no room for BAD%'");
      assertThat(count(sql, "select count(*) from warning.warning")).isEqualTo(1);
    }
  }

  private static void refuseWarningsOf(JdbcClient sql, String subject) {
    sql.sql(
            """
            create function warning.refuse() returns trigger language plpgsql as $$
            begin raise exception 'no room for %', new.subject_code; end $$
            """)
        .update();
    sql.sql(
            """
            create trigger refuse before insert on warning.warning for each row
            when (new.subject_code = '%s') execute function warning.refuse()
            """
                .formatted(subject))
        .update();
  }

  private static void await(JdbcClient sql, String query) {
    Await.until(() -> count(sql, query) > 0, () -> query);
  }

  private static long count(JdbcClient sql, String query) {
    return sql.sql(query).query(Long.class).single();
  }
}
