package org.yiwang.gateways.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.yiwang.support.TestServer;

class MqttAnswersTests {
  @Test
  void whatIsNoAnswerIsKeptWithItsReasonAndOnce() throws Exception {
    try (var server = TestServer.start()) {
      for (var text : new String[] {"{", "{\"id\": 7}", "{\"ok\": true}", "{\"ok\": true}"}) {
        server
            .bean(MqttAnswers.class)
            .take("yiwang/answers/FJ-0001", text.getBytes(StandardCharsets.UTF_8));
      }
      var kept = server.get("administrator", "/api/v1/quarantine").body().get("items");
      assertThat(kept.size()).isEqualTo(2);
      assertThat(kept.get(0).get("source").asString()).isEqualTo("mqtt yiwang/answers/FJ-0001");
      assertThat(kept.get(0).get("field").asString()).isEqualTo("id");
      assertThat(kept.get(1).get("raw").asString()).isEqualTo("{");
      assertThat(kept.get(1).get("reason").asString()).startsWith("is not an answer");
    }
  }
}
