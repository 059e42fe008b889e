package org.yiwang.gateways.mqtt;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yiwang.intake.Quarantine;
import org.yiwang.plan.PlanRunner;
import org.yiwang.platform.DatabaseAway;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Takes what devices say of commands, on {@code yiwang/answers/<device>}. */
@Component
class MqttAnswers {
  static final String TOPIC = "yiwang/answers/";
  private static final int SHOWN = 200;

  /** What a device says of a command. */
  record Answer(UUID id, boolean ok, @Nullable String message) {}

  private final PlanRunner plans;
  private final Quarantine quarantine;
  private final JsonMapper json = JsonMapper.builder().build();

  MqttAnswers(PlanRunner plans, Quarantine quarantine) {
    this.plans = plans;
    this.quarantine = quarantine;
  }

  /**
   * Takes an answer, or keeps with its reason what can't be one; returns after its commit, so that
   * the device may then be told it arrived. While the database is away it waits.
   */
  void take(String topic, byte[] payload) {
    var text = new String(payload, StandardCharsets.UTF_8);
    Answer answer;
    try {
      answer = json.readValue(text, Answer.class);
    } catch (JacksonException e) {
      refuse(topic, "", "is not an answer: {\"id\": the command's, \"ok\": true or false}", text);
      return;
    }
    if (answer == null || answer.id() == null) {
      refuse(topic, "id", "is missing", text);
      return;
    }
    var message = answer.message() == null ? "" : answer.message();
    DatabaseAway.sitOut(() -> plans.answer(answer.id(), answer.ok(), message));
  }

  private void refuse(String topic, String field, String reason, String text) {
    var shown = text.substring(0, Math.min(SHOWN, text.length()));
    DatabaseAway.sitOut(() -> quarantine.keep("mqtt " + topic, 0, field, reason, shown));
  }
}
