package org.yiwang.outbox;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.yiwang.plan.NoticeRequested;
import org.yiwang.platform.Json;

/** A notice is shown inside the application, and sent to a webhook where one is set. */
@Component
class WhenNoticeRequested {
  private static final Duration KEEP_TRYING = Duration.ofHours(24);

  private final Outbox outbox;
  private final JdbcClient sql;
  private final ApplicationEventPublisher events;
  private final String webhook;

  WhenNoticeRequested(
      Outbox outbox,
      JdbcClient sql,
      ApplicationEventPublisher events,
      @Value("${yiwang.webhook.url:}") String webhook) {
    this.outbox = outbox;
    this.sql = sql;
    this.events = events;
    this.webhook = webhook;
    var http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    outbox.connect("webhook", delivery -> post(http, delivery));
  }

  @ApplicationModuleListener
  void on(NoticeRequested event) {
    var link = "/warnings/" + event.warning();
    var inserted =
        sql.sql(
                """
                insert into outbox.notice (key, post, area_path, text, link, at)
                values (:key, :post, :path, :text::jsonb, :link, :at)
                on conflict do nothing
                returning id
                """)
            .param("key", event.key())
            .param("post", event.post())
            .param("path", event.areaPath())
            .param("text", Json.write(event.text()))
            .param("link", link)
            .param("at", event.at().atOffset(ZoneOffset.UTC))
            .query(Long.class)
            .optional();
    inserted.ifPresent(id ->
        events.publishEvent(
            new NoticeSent(id, event.post(), event.areaPath(), event.text(), link, event.at())));
    if (!webhook.isBlank()) {
      var payload =
          Json.write(
              Map.of(
                  "key", event.key(),
                  "post", event.post(),
                  "area", event.areaPath(),
                  "text", event.text(),
                  "warning", event.warning(),
                  "at", event.at().toString()));
      var id = UUID.nameUUIDFromBytes(("notice " + event.key()).getBytes(StandardCharsets.UTF_8));
      outbox.put(id, "webhook", webhook, payload, KEEP_TRYING);
    }
  }

  /** The receiver knows a repeated delivery by its Idempotency-Key. */
  private static void post(HttpClient http, Delivery delivery) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(delivery.target()))
            .timeout(Duration.ofSeconds(10))
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", delivery.id().toString())
            .POST(HttpRequest.BodyPublishers.ofString(delivery.payload()))
            .build();
    var answer = http.send(request, HttpResponse.BodyHandlers.discarding());
    if (answer.statusCode() / 100 != 2) {
      throw new IllegalStateException("the webhook answered " + answer.statusCode());
    }
  }
}
