package org.yiwang.plan;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.yiwang.platform.Caller;
import org.yiwang.platform.Deadlines;
import org.yiwang.platform.Refused;
import org.yiwang.platform.Text;
import org.yiwang.registry.Datastream;
import org.yiwang.registry.Datastreams;
import org.yiwang.territory.Areas;
import org.yiwang.warning.Warning;
import org.yiwang.warning.Warnings;

/** Leads plans from step to step: a step begins when the one before it is over. */
@Component
public class PlanRunner {
  static final String NOT_ANSWERED = "command-not-answered";
  private static final String NOT_DONE = "plan-task-not-done";
  private static final String DO = "plan.do";
  private static final Logger log = LoggerFactory.getLogger(PlanRunner.class);

  private record Sent(
      UUID id, long activation, int place, String device, String property, double value) {}

  private final Plans plans;
  private final Steps steps;
  private final Warnings warnings;
  private final Datastreams datastreams;
  private final Deadlines deadlines;
  private final Areas areas;
  private final ApplicationEventPublisher events;
  private final JdbcClient sql;
  private final Clock clock;

  PlanRunner(
      Plans plans,
      Steps steps,
      Warnings warnings,
      Datastreams datastreams,
      Deadlines deadlines,
      Areas areas,
      ApplicationEventPublisher events,
      JdbcClient sql,
      TransactionTemplate transaction,
      Clock clock) {
    this.plans = plans;
    this.steps = steps;
    this.warnings = warnings;
    this.datastreams = datastreams;
    this.deadlines = deadlines;
    this.areas = areas;
    this.events = events;
    this.sql = sql;
    this.clock = clock;
    deadlines.on(
        NOT_ANSWERED,
        key -> transaction.executeWithoutResult(t -> end(UUID.fromString(key), "timed-out", "")));
    deadlines.on(NOT_DONE, key -> transaction.executeWithoutResult(t -> giveUp(key)));
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
    activation.ifPresent(id -> steps.add(id, plan));
    return activation;
  }

  /** Begins a step and those that begin with it, and goes on where none of them takes time. */
  private void begin(Plan plan, long activation, int place, Warning warning) {
    for (var one = place; one < plan.endOfGroup(place); one++) {
      start(plan.steps().get(one), activation, one, warning);
    }
    proceed(activation, place, warning);
  }

  private void start(Plan.Step step, long activation, int place, Warning warning) {
    if (step.command() != null) {
      command(step.command(), activation, place, warning);
      return;
    }
    if (step.task() != null) {
      give(step, step.task(), activation, place, warning);
      return;
    }
    if (step.notice() != null) {
      tell(step.notice().to(), filled(step.notice().text(), warning), activation, place, warning);
    }
    if (step.case_() != null) {
      events.publishEvent(new CaseRequested(activation, step.case_().type(), warning.id()));
    }
    steps.move(activation, place, "done", Map.of(), warning);
  }

  private void tell(String post, Text text, long activation, int place, Warning warning) {
    var key = activation + "/" + place;
    events.publishEvent(
        new NoticeRequested(key, post, warning.areaPath(), text, warning.id(), clock.instant()));
  }

  /** Whether a warning that was open when its plan began is so no more; the step is passed over. */
  private boolean isSkipped(long activation, int place, Warning warning) {
    if (!warning.isOpen() || warnings.get(warning.id()).isOpen()) {
      return false;
    }
    steps.move(activation, place, "skipped", Map.of("reason", "the warning is over"), warning);
    return true;
  }

  /** Asks a post to do something within a time. */
  private void give(Plan.Step step, Plan.Task task, long activation, int place, Warning warning) {
    if (isSkipped(activation, place, warning)) {
      return;
    }
    var due = clock.instant().plus(task.limitDuration());
    steps.ask(activation, place, task.post(), due);
    deadlines.set(NOT_DONE, activation + "/" + place, due);
    steps.move(activation, place, "running", Map.of(), warning);
    var subject = warning.subject().name();
    var text = new Text(subject + "：" + step.label().zh(), subject + ": " + step.label().en());
    tell(task.post(), text, activation, place, warning);
  }

  /**
   * Somebody has done what a plan asked of their post, in time or late.
   *
   * @param activation number of the plan at work
   * @param place place of the step in the plan
   * @throws Refused when there is no such task, it is not asked for now, or it is another's
   */
  @Transactional
  public void done(long activation, int place, Caller caller, @Nullable String note) {
    steps.lock(activation);
    var asked =
        steps
            .find(activation, place)
            .filter(step -> step.kind().equals("task"))
            .orElseThrow(() -> Refused.notFound("step", activation + "/" + place));
    var warning = warnings.get(steps.warningOf(activation));
    caller.require(DO, warning.areaPath(), null);
    var post = asked.post();
    if (post == null || !(asked.state().equals("running") || asked.state().equals("timed-out"))) {
      throw Refused.conflict("step", "is " + asked.state());
    }
    if (!caller.holds(post, warning.areaPath())
        && !caller.has("case.take-over", warning.areaPath(), null)) {
      throw Refused.forbidden("this is for the post " + post);
    }
    deadlines.cancel(NOT_DONE, activation + "/" + place);
    var detail = Map.of("by", caller.name(), "answer", note == null ? "" : note.strip());
    steps.move(activation, place, "done", detail, warning);
    if (asked.state().equals("running")) {
      proceed(activation, place, warning);
    }
  }

  /** A task was not done in time: the plan goes on without it. */
  private void giveUp(String key) {
    var slash = key.indexOf('/');
    var activation = Long.parseLong(key.substring(0, slash));
    var place = Integer.parseInt(key.substring(slash + 1));
    steps.lock(activation);
    if (steps
        .find(activation, place)
        .filter(asked -> asked.state().equals("running"))
        .isPresent()) {
      var warning = warnings.get(steps.warningOf(activation));
      steps.move(activation, place, "timed-out", Map.of(), warning);
      fail(activation, place, warning);
      proceed(activation, place, warning);
    }
  }

  private void command(Plan.Command command, long activation, int place, Warning warning) {
    if (isSkipped(activation, place, warning)) {
      return;
    }
    var target =
        datastreams.listOf(warning.subject().id()).stream()
            .filter(one -> one.property().equals(command.property()))
            .map(Datastream::device)
            .findFirst();
    if (target.isEmpty()) {
      steps.move(
          activation, place, "failed", Map.of("reason", "no device takes this order"), warning);
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
    steps.move(activation, place, "running", Map.of("device", target.get()), warning);
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
    steps.lock(command.activation());
    var warning = warnings.get(steps.warningOf(command.activation()));
    var detail = Map.of("device", command.device(), "answer", message);
    steps.move(command.activation(), command.place(), state, detail, warning);
    if (!state.equals("done")) {
      fail(command.activation(), command.place(), warning);
      proceed(command.activation(), command.place(), warning);
      return;
    }
    deadlines.cancel(NOT_ANSWERED, id.toString());
    events.publishEvent(
        new CommandAnswered(
            id, command.device(), command.property(), command.value(), clock.instant()));
    proceed(command.activation(), command.place(), warning);
  }

  /** Does what the plan says of a step that failed. */
  private void fail(long activation, int place, Warning warning) {
    var plan = plans.find(steps.planOf(activation));
    var step = plan == null || place >= plan.steps().size() ? null : plan.steps().get(place);
    var onFailure = step == null ? null : step.onFailure();
    if (onFailure != null) {
      warnings.raiseTo(warning.id(), onFailure.raiseTo(), onFailure.reason());
    }
  }

  /**
   * Goes on where a step and all that began with it are over. A newer version of the plan may have
   * other steps: what is left of the old one then ends where it stands.
   */
  private void proceed(long activation, int place, Warning warning) {
    var plan = plans.find(steps.planOf(activation));
    if (plan == null
        || !steps.ids(activation).equals(plan.steps().stream().map(Plan.Step::id).toList())) {
      log.warn("The plan of activation {} is no longer what it was; it ends here", activation);
      return;
    }
    var start = plan.startOfGroup(place);
    var end = plan.endOfGroup(start);
    if (end < plan.steps().size() && steps.areOver(activation, start, end)) {
      begin(plan, activation, end, warning);
    }
  }

  private Text filled(Text text, Warning warning) {
    return text.with("subject", warning.subject().name())
        .with("area", areas.placeName(warning.area(), areas.today()));
  }

  private java.time.OffsetDateTime now() {
    Instant now = clock.instant();
    return now.atOffset(ZoneOffset.UTC);
  }
}
