package org.yiwang.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yiwang.platform.Json;
import org.yiwang.platform.Text;
import org.yiwang.tracks.Condition;
import org.yiwang.tracks.Track;
import org.yiwang.tracks.TrackException;
import org.yiwang.tracks.Tracks;
import org.yiwang.warning.Warning;

/** All plans of all tracks, and those at work. */
@Component
public class Plans {
  private static final String FILE = "plans.yaml";

  private record Prepared(Track from, Plan plan, Condition when) {}

  private final Map<String, Prepared> plans = new TreeMap<>();
  private final Tracks tracks;
  private final JdbcClient sql;

  Plans(Tracks tracks, JdbcClient sql) {
    this.sql = sql;
    this.tracks = tracks;
    tracks
        .read(FILE, Plan.File.class)
        .forEach((track, file) -> {
          for (var plan : file.plans()) {
            var when = Condition.compile(plan.when(), Plan.VALUES);
            var other = plans.put(plan.id(), new Prepared(track, plan, when));
            if (other != null) {
              throw fault(
                  plan,
                  plan.id(),
                  "plan " + plan.id() + " is there twice, also in " + other.from.id());
            }
          }
        });
  }

  /** What is wrong with a word of a plan, as a module further down the flow finds. */
  public TrackException fault(Plan plan, String word, String reason) {
    var prepared = Objects.requireNonNull(plans.get(plan.id()));
    return tracks.fault(prepared.from, FILE, word, reason);
  }

  public List<Plan> list() {
    return plans.values().stream().map(Prepared::plan).toList();
  }

  @Nullable Plan find(String id) {
    var found = plans.get(id);
    return found == null ? null : found.plan();
  }

  /** The plans that answer a warning as it stands. */
  List<Plan> matching(Warning warning) {
    var values = values(warning);
    return plans.values().stream()
        .filter(prepared -> prepared.when().holds(values))
        .map(Prepared::plan)
        .toList();
  }

  static Map<String, Object> values(Warning warning) {
    var subject = warning.subject();
    return Map.of(
        "warning",
        Map.of("rule", warning.rule(), "level", warning.level(), "state", warning.state()),
        "subject",
        Map.of("code", subject.code(), "kind", subject.kind(), "name", subject.name()),
        "area",
        Map.of("code", warning.area(), "path", warning.areaPath()));
  }

  /** Plans activated for a warning, in order. */
  public List<Activation> listActivations(long warning) {
    var result = new ArrayList<Activation>();
    sql.sql("select * from plan.activation where warning = ? order by id")
        .param(warning)
        .query(row -> {
          var id = row.getLong("id");
          var plan = find(row.getString("plan"));
          result.add(
              new Activation(
                  id,
                  row.getString("plan"),
                  plan == null ? Text.of(row.getString("plan")) : plan.name(),
                  row.getInt("version"),
                  row.getLong("warning"),
                  row.getTimestamp("activated_at").toInstant(),
                  listSteps(id)));
        });
    return result;
  }

  /** The steps of a plan at work, in their order. */
  public List<Activation.Step> listSteps(long activation) {
    return sql.sql("select * from plan.step where activation = ? order by place")
        .param(activation)
        .query((row, n) -> {
          var at = row.getTimestamp("at");
          var due = row.getTimestamp("due_at");
          return new Activation.Step(
              row.getInt("place"),
              row.getString("step"),
              row.getString("kind"),
              Json.read(row.getString("label"), Text.class),
              row.getString("state"),
              at == null ? null : at.toInstant(),
              row.getString("post"),
              due == null ? null : due.toInstant(),
              Json.read(row.getString("detail"), Activation.Detail.class));
        })
        .list();
  }
}
