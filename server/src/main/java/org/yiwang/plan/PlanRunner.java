package org.yiwang.plan;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.yiwang.platform.Deadlines;
import org.yiwang.platform.Json;
import org.yiwang.platform.Text;
import org.yiwang.registry.Datastream;
import org.yiwang.registry.Datastreams;
import org.yiwang.warning.Warning;
import org.yiwang.warning.Warnings;

/** Leads plans from step to step: a step begins when the one before it is over. */
@Component
public class PlanRunner {
  static final String NOT_ANSWERED = "command-not-answered";
  private static final Logger log = LoggerFactory.getLogger(PlanRunner.class);

  private record Sent(
      UUID id, long activation, int place, String device, String property, double value) {}

  private final Plans plans;
  private final Warnings warnings;
  private final Datastreams datastreams;
  private final Deadlines deadlines;
  private final ApplicationEventPublisher events;
  private final JdbcClient sql;
  private final Clock clock;

  PlanRunner(
      Plans plans,
      Warnings warnings,
      Datastreams datastreams,
      Deadlines deadlines,
      ApplicationEventPublisher events,
      JdbcClient sql,
      TransactionTemplate transaction,
      Clock clock) {
    this.plans = plans;
    this.warnings = warnings;
    this.datastreams = datastreams;
    this.deadlines = deadlines;
    this.events = events;
    this.sql = sql;
    this.clock = clock;
    deadlines.on(
        NOT_ANSWERED,
        key -> transaction.executeWithoutResult(t -> end(UUID.fromString(key), "timed-out", "")));
  }

  /**
   * Activates whatever answers a warning that reached a level and is not at work for it yet. The
   * news may come late, after a crash for instance: what the level asked for is done all the same,
   * only nothing is ordered of devices for a warning that is over.
   */
  void respondToLevel(long warningId, String level) {
    respond(warnings.get(warningId).openAt(level));
  }

  /** Activates whatever answers the end of a warning. */
  void respondToEnd(long warningId) {
    respond(warnings.get(warningId));
  }

  private void respond(Warning warning) {
    for (var plan : plans.matching(warning)) {
      activate(plan, warning).ifPresent(activation -> begin(plan, activation, 0, warning));
    }
  }

  /**
   * A device answered an order, in time or late; an answer that came before changes nothing.
   *
   * @param isDone whether the device did it
   * @param message what it says of it
   */
  @Transactional
  public void answer(UUID command, boolean isDone, String message) {
    end(command, isDone ? "done" : "failed", message);
  }

  private Optional<Long> activate(Plan plan, Warning warning) {
    var activation =
        sql.sql(
                """
                insert into plan.activation (plan, version, warning, activated_at)
                values (:plan, :version, :warning, :now)
                on conflict do nothing
                returning id
                """)
            .param("plan", plan.id())
            .param("version", plan.version())
            .param("warning", warning.id())
            .param("now", now())
            .query(Long.class)
            .optional();
    activation.ifPresent(id -> {
      for (var place = 0; place < plan.steps().size(); place++) {
        var step = plan.steps().get(place);
        sql.sql(
                """
                insert into plan.step (activation, place, step, kind, label, state)
                values (:activation, :place, :step, :kind, :label::jsonb, 'waiting')
                """)
            .param("activation", id)
            .param("place", place)
            .param("step", step.id())
            .param("kind", step.kind())
            .param("label", Json.write(step.label()))
            .update();
      }
    });
    return activation;
  }

  private void begin(Plan plan, long activation, int place, Warning warning) {
    if (place == plan.steps().size()) {
      return;
    }
    var step = plan.steps().get(place);
    if (step.command() != null) {
      command(step.command(), activation, place, warning);
      return;
    }
    if (step.notice() != null) {
      var text = filled(step.notice().text(), warning);
      events.publishEvent(
          new NoticeRequested(
              activation + "/" + place,
              step.notice().to(),
              warning.areaPath(),
              text,
              warning.id(),
              clock.instant()));
    }
    if (step.case_() != null) {
      events.publishEvent(new CaseRequested(activation, step.case_().type(), warning.id()));
    }
    moved(activation, place, "done", Map.of(), warning);
    begin(plan, activation, place + 1, warning);
  }

  private void command(Plan.Command command, long activation, int place, Warning warning) {
    if (warning.isOpen() && !warnings.get(warning.id()).isOpen()) {
      moved(activation, place, "skipped", Map.of("reason", "the warning is over"), warning);
      proceed(activation, place + 1, warning);
      return;
    }
    var target =
        datastreams.listOf(warning.subject().id()).stream()
            .filter(one -> one.property().equals(command.property()))
            .map(Datastream::device)
            .findFirst();
    if (target.isEmpty()) {
      moved(activation, place, "failed", Map.of("reason", "no device takes this order"), warning);
      fail(activation, place, warning);
      return;
    }
    var id = UUID.randomUUID();
    var sent = clock.instant();
    var answerBy = sent.plus(command.timeoutDuration());
    sql.sql(
            """
            insert into plan.command
              (id, activation, place, device, property, value, state, sent_at, answer_by)
            values
              (:id, :activation, :place, :device, :property, :value, 'sent', :sent, :by)
            """)
        .param("id", id)
        .param("activation", activation)
        .param("place", place)
        .param("device", target.get())
        .param("property", command.property())
        .param("value", command.value())
        .param("sent", sent.atOffset(ZoneOffset.UTC))
        .param("by", answerBy.atOffset(ZoneOffset.UTC))
        .update();
    deadlines.set(NOT_ANSWERED, id.toString(), answerBy);
    moved(activation, place, "running", Map.of("device", target.get()), warning);
    events.publishEvent(
        new CommandRequested(
            id, target.get(), command.property(), command.value(), sent, answerBy));
  }

  /** Ends an order that is still open, and goes on with the plan. */
  private void end(UUID id, String state, String message) {
    var ended =
        sql.sql(
                """
                update plan.command set state = :state, answered_at = :now, answer = :message
                where id = :id and state = 'sent'
                returning id, activation, place, device, property, value
                """)
            .param("state", state)
            .param("now", now())
            .param("message", message)
            .param("id", id)
            .query(Sent.class)
            .optional();
    if (ended.isEmpty()) {
      return;
    }
    var command = ended.get();
    var warning = warnings.get(warningOf(command.activation()));
    var detail = Map.of("device", command.device(), "answer", message);
    moved(command.activation(), command.place(), state, detail, warning);
    if (!state.equals("done")) {
      fail(command.activation(), command.place(), warning);
      return;
    }
    deadlines.cancel(NOT_ANSWERED, id.toString());
    events.publishEvent(
        new CommandAnswered(
            id, command.device(), command.property(), command.value(), clock.instant()));
    proceed(command.activation(), command.place() + 1, warning);
  }

  private void fail(long activation, int place, Warning warning) {
    var plan = plans.find(planOf(activation));
    if (plan == null) {
      return;
    }
    var onFailure = plan.steps().get(place).onFailure();
    if (onFailure != null) {
      warnings.raiseTo(warning.id(), onFailure.raiseTo(), onFailure.reason());
    }
    proceed(activation, place + 1, warning);
  }

  private void proceed(long activation, int place, Warning warning) {
    var plan = plans.find(planOf(activation));
    if (plan == null) {
      log.warn("The plan of activation {} is no longer there; it ends here", activation);
      return;
    }
    begin(plan, activation, place, warning);
  }

  private void moved(
      long activation, int place, String state, Map<String, String> detail, Warning warning) {
    sql.sql(
            """
            update plan.step set state = :state, at = :now, detail = :detail::jsonb
            where activation = :activation and place = :place
            """)
        .param("state", state)
        .param("now", now())
        .param("detail", Json.write(detail))
        .param("activation", activation)
        .param("place", place)
        .update();
    events.publishEvent(new PlanMoved(activation, warning.id()));
  }

  private long warningOf(long activation) {
    return sql.sql("select warning from plan.activation where id = ?")
        .param(activation)
        .query(Long.class)
        .single();
  }

  private String planOf(long activation) {
    return sql.sql("select plan from plan.activation where id = ?")
        .param(activation)
        .query(String.class)
        .single();
  }

  private static Text filled(Text text, Warning warning) {
    return text.with("subject", warning.subject().name());
  }

  private java.time.OffsetDateTime now() {
    Instant now = clock.instant();
    return now.atOffset(ZoneOffset.UTC);
  }
}
