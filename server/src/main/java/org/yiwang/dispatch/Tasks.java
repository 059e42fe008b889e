package org.yiwang.dispatch;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yiwang.people.OpenTasks;
import org.yiwang.platform.Json;
import org.yiwang.platform.Refused;

/** The tasks of all persons. */
@Component
public class Tasks implements OpenTasks {
  private final JdbcClient sql;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  Tasks(JdbcClient sql, ApplicationEventPublisher events, Clock clock) {
    this.sql = sql;
    this.events = events;
    this.clock = clock;
  }

  /**
   * The task with a number.
   *
   * @throws Refused when there is none
   */
  public Task get(long id) {
    return sql.sql("select * from dispatch.task where id = ?")
        .param(id)
        .query((row, n) -> task(row))
        .optional()
        .orElseThrow(() -> Refused.notFound("task", id));
  }

  /** The tasks of a case, first offered first. */
  public List<Task> listOf(long cityCase) {
    return sql.sql("select * from dispatch.task where city_case = ? order by offer")
        .param(cityCase)
        .query((row, n) -> task(row))
        .list();
  }

  /** The task of a case that somebody is at work on, or that waits to be verified. */
  public Optional<Task> findOpen(long cityCase) {
    return listOf(cityCase).stream().filter(Task::isOpen).findFirst();
  }

  /** A person's tasks, most urgent first. */
  public List<Task> listOfPerson(long person, boolean onlyOpen) {
    return sql.sql(
            """
            select * from dispatch.task
            where person = :person and (not :onlyOpen or ended_at is null)
            order by (ended_at is not null), due_at, id desc
            limit 200
            """)
        .param("person", person)
        .param("onlyOpen", onlyOpen)
        .query((row, n) -> task(row))
        .list();
  }

  @Override
  public Map<Long, Integer> count(Collection<Long> persons) {
    var counts = new HashMap<Long, Integer>();
    sql.sql(
            """
            select person, count(*) from dispatch.task
            where ended_at is null and state <> 'handed-in' and person = any(?)
            group by person
            """)
        .param(persons.toArray(Long[]::new))
        .query((RowCallbackHandler) row -> counts.put(row.getLong(1), row.getInt(2)));
    return counts;
  }

  /** Offers a case's work to a person. */
  @Transactional
  Task offer(
      long cityCase,
      @Nullable Long centre,
      @Nullable Long unit,
      long person,
      Reason reason,
      Instant acceptBy,
      @Nullable Instant dueAt) {
    var id =
        sql.sql(
                """
                insert into dispatch.task
                  (city_case, offer, state, centre, unit, person, reason, assigned_at, accept_by,
                   due_at)
                values
                  (:case,
                   (select count(*) + 1 from dispatch.task where city_case = :case),
                   'offered', :centre, :unit, :person, :reason::jsonb, :now, :acceptBy, :dueAt)
                returning id
                """)
            .param("case", cityCase)
            .param("centre", centre)
            .param("unit", unit)
            .param("person", person)
            .param("reason", Json.write(reason))
            .param("now", at(clock.instant()))
            .param("acceptBy", at(acceptBy))
            .param("dueAt", at(dueAt))
            .query(Long.class)
            .single();
    events.publishEvent(new TaskMoved(id, cityCase, person, "offered"));
    return get(id);
  }

  /** Moves a task to a state; the case was moved before, so the move is allowed. */
  @Transactional
  public Task move(Task task, String state, Instant at, @Nullable Instant arriveBy) {
    var column =
        switch (state) {
          case "accepted" -> "accepted_at";
          case "arrived" -> "arrived_at";
          case "handed-in" -> "handed_in_at";
          case "verified", "returned", "withdrawn" -> "ended_at";
          case "refused" -> null;
          default -> throw new IllegalArgumentException("no state of a task: " + state);
        };
    sql.sql(
            "update dispatch.task set state = :state, version = version + 1"
                + (arriveBy == null ? "" : ", arrive_by = :arriveBy")
                + (column == null ? "" : ", " + column + " = :at")
                + " where id = :id")
        .param("state", state)
        .param("arriveBy", at(arriveBy))
        .param("at", at(at))
        .param("id", task.id())
        .update();
    events.publishEvent(new TaskMoved(task.id(), task.cityCase(), task.person(), state));
    return get(task.id());
  }

  private static Task task(ResultSet row) throws SQLException {
    return new Task(
        row.getLong("id"),
        row.getLong("city_case"),
        row.getInt("offer"),
        row.getString("state"),
        row.getObject("centre", Long.class),
        row.getObject("unit", Long.class),
        row.getLong("person"),
        Json.read(row.getString("reason"), Reason.class),
        row.getTimestamp("assigned_at").toInstant(),
        row.getTimestamp("accept_by").toInstant(),
        instant(row.getTimestamp("arrive_by")),
        instant(row.getTimestamp("due_at")),
        instant(row.getTimestamp("accepted_at")),
        instant(row.getTimestamp("arrived_at")),
        instant(row.getTimestamp("handed_in_at")),
        instant(row.getTimestamp("ended_at")),
        row.getInt("version"));
  }

  private static @Nullable Instant instant(@Nullable Timestamp time) {
    return time == null ? null : time.toInstant();
  }

  private static @Nullable OffsetDateTime at(@Nullable Instant time) {
    return time == null ? null : time.atOffset(ZoneOffset.UTC);
  }
}
