package org.yiwang.plan;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yiwang.platform.Json;
import org.yiwang.platform.Refused;
import org.yiwang.warning.Warning;

/** How far the steps of the plans at work are. */
@Component
class Steps {
  /** What is known of a step; the post is that of a task that was asked for. */
  record Step(String kind, String state, @Nullable String post) {}

  private final JdbcClient sql;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  Steps(JdbcClient sql, ApplicationEventPublisher events, Clock clock) {
    this.sql = sql;
    this.events = events;
    this.clock = clock;
  }

  /** All steps of a plan wait for their turn. */
  void add(long activation, Plan plan) {
    for (var place = 0; place < plan.steps().size(); place++) {
      var step = plan.steps().get(place);
      sql.sql(
              """
              insert into plan.step (activation, place, step, kind, label, state)
              values (:activation, :place, :step, :kind, :label::jsonb, 'waiting')
              """)
          .param("activation", activation)
          .param("place", place)
          .param("step", step.id())
          .param("kind", step.kind())
          .param("label", Json.write(step.label()))
          .update();
    }
  }

  Optional<Step> find(long activation, int place) {
    return sql.sql("select kind, state, post from plan.step where activation = ? and place = ?")
        .params(activation, place)
        .query(Step.class)
        .optional();
  }

  /** Ids of all steps of a plan at work, in their order. */
  List<String> ids(long activation) {
    return sql.sql("select step from plan.step where activation = ? order by place")
        .param(activation)
        .query(String.class)
        .list();
  }

  /** Whether none of the steps from a place to before another waits or runs. */
  boolean areOver(long activation, int from, int to) {
    return sql.sql(
            """
            select not exists (
              select from plan.step
              where activation = ? and place >= ? and place < ? and state in ('waiting', 'running'))
            """)
        .params(activation, from, to)
        .query(Boolean.class)
        .single();
  }

  void ask(long activation, int place, String post, Instant due) {
    sql.sql("update plan.step set post = ?, due_at = ? where activation = ? and place = ?")
        .params(post, due.atOffset(ZoneOffset.UTC), activation, place)
        .update();
  }

  void move(long activation, int place, String state, Map<String, String> detail, Warning warning) {
    sql.sql(
            """
            update plan.step set state = :state, at = :now, detail = :detail::jsonb
            where activation = :activation and place = :place
            """)
        .param("state", state)
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .param("detail", Json.write(detail))
        .param("activation", activation)
        .param("place", place)
        .update();
    events.publishEvent(new PlanMoved(activation, warning.id()));
  }

  /** Steps that end at the same moment go on one after the other, or none would see the last. */
  void lock(long activation) {
    var isThere =
        sql.sql("select 1 from plan.activation where id = ? for update")
            .param(activation)
            .query(Integer.class)
            .optional()
            .isPresent();
    if (!isThere) {
      throw Refused.notFound("plan", activation);
    }
  }

  long warningOf(long activation) {
    return sql.sql("select warning from plan.activation where id = ?")
        .param(activation)
        .query(Long.class)
        .single();
  }

  String planOf(long activation) {
    return sql.sql("select plan from plan.activation where id = ?")
        .param(activation)
        .query(String.class)
        .single();
  }
}
