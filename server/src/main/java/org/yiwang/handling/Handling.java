package org.yiwang.handling;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yiwang.cases.Act;
import org.yiwang.cases.Actor;
import org.yiwang.cases.CaseType;
import org.yiwang.cases.CaseTypes;
import org.yiwang.cases.Cases;
import org.yiwang.cases.TimeLimit;
import org.yiwang.dispatch.Dispatcher;
import org.yiwang.dispatch.Task;
import org.yiwang.dispatch.Tasks;
import org.yiwang.people.Positions;
import org.yiwang.platform.Json;
import org.yiwang.platform.Refused;
import org.yiwang.territory.Position;

/** The steps of the work, each moving the case first: what the table forbids does not happen. */
@Component
public class Handling {
  private final Cases cases;
  private final CaseTypes types;
  private final Tasks tasks;
  private final Dispatcher dispatcher;
  private final Positions positions;
  private final JdbcClient sql;
  private final Clock clock;

  Handling(
      Cases cases,
      CaseTypes types,
      Tasks tasks,
      Dispatcher dispatcher,
      Positions positions,
      JdbcClient sql,
      Clock clock) {
    this.cases = cases;
    this.types = types;
    this.tasks = tasks;
    this.dispatcher = dispatcher;
    this.positions = positions;
    this.sql = sql;
    this.clock = clock;
  }

  /**
   * Does a step of a task: accept, arrive, hand-in or return.
   *
   * @throws Refused when it is not the step's turn, or the work was given to somebody else
   */
  @Transactional
  public Task step(long id, String action, Actor actor, Sent sent) {
    cases.take(tasks.get(id).cityCase());
    var task = tasks.get(id);
    if (isDone(sent, id, action)) {
      return task;
    }
    if (!task.isOpen()) {
      throw Refused.conflict("task", "the task is over: it is " + task.state());
    }
    notePosition(task, sent);
    var moved =
        switch (action) {
          case "accept" -> accept(task, actor, sent);
          case "arrive" -> arrive(task, actor, sent);
          case "hand-in" -> handIn(task, actor, sent);
          case "return" -> giveBack(task, actor, sent);
          default -> throw Refused.invalid("action", action + " is no step of a task");
        };
    return moved;
  }

  /**
   * Another person has looked at the result: good, and the case is closed, or not, and it goes
   * back.
   *
   * @throws Refused when the same person did the work
   */
  @Transactional
  public void verify(long cityCase, boolean isGood, Act act) {
    var task =
        tasks
            .findOpen(cityCase)
            .orElseThrow(() -> Refused.conflict("action", "no result is handed in"));
    var verifier = act.actor().person();
    if (verifier != null && verifier == task.person()) {
      throw Refused.conflict("person", "who did the work can't verify it");
    }
    if (!isGood && (act.note() == null || act.note().isBlank())) {
      throw Refused.invalid("note", "say what is not good");
    }
    cases.act(cityCase, act);
    var now = clock.instant();
    sql.sql(
            """
            update handling.result set
              verdict = :verdict, verified_by = :by, verified_at = :now, verdict_note = :note
            where task = :task and verdict is null
            """)
        .param("verdict", isGood ? "good" : "refused")
        .param("by", verifier)
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("note", act.note())
        .param("task", task.id())
        .update();
    tasks.move(task, isGood ? "verified" : "refused", now, null);
  }

  private Task accept(Task task, Actor actor, Sent sent) {
    move(task, "accept", actor, sent, Map.of());
    dispatcher.accepted(task.id());
    var limit = TimeLimit.parse(type(task).limits().arrive());
    return tasks.move(task, "accepted", now(), limit.after(now(), types.calendar()));
  }

  private Task arrive(Task task, Actor actor, Sent sent) {
    var data = new LinkedHashMap<String, Object>();
    if (sent.lon() != null && sent.lat() != null) {
      var cityCase = cases.get(task.cityCase());
      var place = new Position(cityCase.lon(), cityCase.lat());
      var metres = Position.given(sent.lon(), sent.lat()).metresTo(place);
      data.put("lon", sent.lon());
      data.put("lat", sent.lat());
      data.put("metresFromPlace", Math.round(metres));
    }
    move(task, "arrive", actor, sent, data);
    return tasks.move(task, "arrived", now(), null);
  }

  private Task handIn(Task task, Actor actor, Sent sent) {
    check(type(task), sent);
    move(task, "hand-in", actor, sent, Map.of("answers", sent.answersOrNone()));
    sql.sql(
            """
            insert into handling.result (task, attempt, answers, note, photos, handed_in_at)
            values (
              :task, (select count(*) + 1 from handling.result where task = :task),
              :answers::jsonb, :note, :photos, :now)
            """)
        .param("task", task.id())
        .param("answers", Json.write(sent.answersOrNone()))
        .param("note", sent.note())
        .param("photos", sent.photosOrNone().toArray(Long[]::new))
        .param("now", now().atOffset(ZoneOffset.UTC))
        .update();
    return tasks.move(task, "handed-in", now(), null);
  }

  private Task giveBack(Task task, Actor actor, Sent sent) {
    if (sent.note() == null || sent.note().isBlank()) {
      throw Refused.invalid("note", "say why the task is not yours");
    }
    move(task, "return", actor, sent, Map.of());
    dispatcher.accepted(task.id());
    return tasks.move(task, "returned", now(), null);
  }

  private void move(Task task, String action, Actor actor, Sent sent, Map<String, ?> data) {
    var all = new LinkedHashMap<String, Object>(data);
    if (sent.at() != null) {
      all.put("deviceTime", sent.at().toString());
    }
    var act = new Act(action, actor, null, sent.note(), sent.photosOrNone(), all);
    if (action.equals("return")) {
      cases.act(task.cityCase(), act, next -> next.handledBy(null, null));
    } else {
      cases.act(task.cityCase(), act);
    }
  }

  /** The checklist is done: whatever the case type requires is there and of the right kind. */
  private static void check(CaseType type, Sent sent) {
    var faults = new ArrayList<Refused.Fault>();
    for (var line : type.checklist()) {
      var answer = sent.answersOrNone().get(line.id());
      var reason = line.type().equals("photo") ? photoFault(line, sent) : fault(line, answer);
      if (reason != null) {
        faults.add(new Refused.Fault("answers." + line.id(), reason));
      }
    }
    if (!faults.isEmpty()) {
      throw Refused.invalid(faults);
    }
  }

  private static @Nullable String photoFault(CaseType.Check line, Sent sent) {
    return line.required() && sent.photosOrNone().isEmpty() ? "a photo is missing" : null;
  }

  private static @Nullable String fault(CaseType.Check line, @Nullable Object answer) {
    if (answer == null || answer.toString().isBlank()) {
      return line.required() ? "is missing" : null;
    }
    return switch (line.type()) {
      case "number" -> answer instanceof Number ? null : "is not a number";
      case "check" ->
          answer instanceof Boolean done
              ? (done || !line.required() ? null : "is not done")
              : "is neither true nor false";
      default -> answer instanceof String ? null : "is not a text";
    };
  }

  private boolean isDone(Sent sent, long task, String action) {
    if (sent.key() == null || sent.key().isBlank()) {
      return false;
    }
    return sql.sql(
                """
                insert into handling.done (key, task, action, at)
                values (:key, :task, :action, :now)
                on conflict do nothing
                """)
            .param("key", sent.key())
            .param("task", task)
            .param("action", action)
            .param("now", now().atOffset(ZoneOffset.UTC))
            .update()
        == 0;
  }

  private void notePosition(Task task, Sent sent) {
    if (sent.lon() != null && sent.lat() != null) {
      var at = sent.at() == null || sent.at().isAfter(now()) ? now() : sent.at();
      positions.note(task.person(), Position.given(sent.lon(), sent.lat()), at);
    }
  }

  private CaseType type(Task task) {
    return types.of(cases.get(task.cityCase()));
  }

  private Instant now() {
    return clock.instant();
  }

  /** What was handed in for a task, attempt by attempt. */
  public List<Map<String, Object>> listResults(long task) {
    return sql.sql("select * from handling.result where task = ? order by attempt")
        .param(task)
        .query()
        .listOfRows();
  }
}
