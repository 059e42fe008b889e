package org.yiwang.gateways.mqtt;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.yiwang.plan.PlanRunner;
import org.yiwang.platform.DatabaseAway;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Takes what devices say of commands, on {@code yiwang/answers/<device>}. */
@Component
class MqttAnswers {
  static final String TOPIC = "yiwang/answers/";
  private static final Logger log = LoggerFactory.getLogger(MqttAnswers.class);
  private static final long RETRY_MILLIS = 200;

  /** What a device says of a command. */
  record Answer(UUID id, boolean ok, @Nullable String message) {}

  private final PlanRunner plans;
  private final JsonMapper json = JsonMapper.builder().build();

  MqttAnswers(PlanRunner plans) {
    this.plans = plans;
  }

  /**
   * Takes an answer; returns after its commit, so that the device may then be told it arrived.
   * While the database is away it waits.
   */
  void take(String topic, byte[] payload) throws InterruptedException {
    Answer answer;
    try {
      answer = json.readValue(new String(payload, StandardCharsets.UTF_8), Answer.class);
    } catch (JacksonException e) {
      log.warn("An answer on {} can't be read: {}", topic, e.getOriginalMessage());
      return;
    }
    if (answer == null || answer.id() == null) {
      log.warn("An answer on {} does not name its command", topic);
      return;
    }
    while (true) {
      try {
        plans.answer(answer.id(), answer.ok(), answer.message() == null ? "" : answer.message());
        return;
      } catch (RuntimeException e) {
        if (!DatabaseAway.isCauseOf(e)) {
          throw e;
        }
        log.warn("An answer on {} waits for the database: {}", topic, e.getMessage());
        Thread.sleep(RETRY_MILLIS);
      }
    }
  }
}
