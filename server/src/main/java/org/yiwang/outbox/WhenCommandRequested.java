package org.yiwang.outbox;

import java.time.Duration;
import java.util.Map;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.yiwang.plan.CommandRequested;
import org.yiwang.platform.Json;

/** An order to a device goes out on the device's topic. */
@Component
class WhenCommandRequested {
  /** The plan gives up first; after that a late order would do harm. */
  private static final Duration KEEP_TRYING = Duration.ofMinutes(2);

  private final Outbox outbox;

  WhenCommandRequested(Outbox outbox) {
    this.outbox = outbox;
  }

  @ApplicationModuleListener
  void on(CommandRequested event) {
    var payload =
        Json.write(
            Map.of(
                "id", event.id().toString(),
                "property", event.property(),
                "value", event.value(),
                "at", event.at().toString(),
                "answerBy", event.answerBy().toString()));
    outbox.put(event.id(), "mqtt", "yiwang/commands/" + event.device(), payload, KEEP_TRYING);
  }
}
