package org.yiwang.scoring;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yiwang.platform.Text;

/** The scores of a period, and what one case changed in them. */
@Component
public class Scores {
  /** Whose score: an area's code, a unit's or a person's number. */
  public record Of(String id, String name) {}

  /** Closed cases of the period, and how they went. */
  public record Tally(long cases, long onTime, long reworks) {}

  /** A row of the table of scores. */
  public record Row(
      Of of, Map<String, @Nullable Double> values, Tally counts, @Nullable Double score) {}

  /** A column of it. */
  public record Column(String id, Text name, String unit) {}

  /** One score before and after a case. */
  public record Change(
      String kind, Of of, String formula, @Nullable Double before, @Nullable Double after) {}

  private final JdbcClient sql;
  private final Formulas formulas;

  Scores(JdbcClient sql, Formulas formulas) {
    this.sql = sql;
    this.formulas = formulas;
  }

  public List<Column> columns() {
    return formulas.list().stream().map(f -> new Column(f.id(), f.name(), f.unit())).toList();
  }

  /**
   * Scores of all areas, units or persons in a month, within the areas the reader may see.
   *
   * @param scopes patterns of area paths
   * @param areaPath path of an area, for what lies in it only; empty for all
   */
  public List<Row> list(String kind, YearMonth month, String[] scopes, String areaPath) {
    return sql.sql(
            """
            select of, min(name) as name, count(*) as cases, sum(on_time) as on_time,
                   sum(reworks) as reworks, sum(offers) as offers,
                   sum(accepted_in_time) as accepted_in_time,
                   sum(handle_minutes) as handle_minutes
            from scoring.fact
            where kind = :kind and closed_on >= :from and closed_on < :to
              and area_path like any(:scopes) and starts_with(area_path, :areaPath)
            group by of
            order by of
            """)
        .param("kind", kind)
        .param("from", month.atDay(1))
        .param("to", month.plusMonths(1).atDay(1))
        .param("scopes", scopes)
        .param("areaPath", areaPath)
        .query((row, n) -> row(row))
        .list();
  }

  /** What a closed case changed: each score of its month with and without it. */
  public List<Change> changes(long cityCase) {
    record Fact(String kind, String of, String name, LocalDate closedOn) {}
    var facts =
        sql.sql("select kind, of, name, closed_on from scoring.fact where city_case = ?")
            .param(cityCase)
            .query(Fact.class)
            .list();
    var changes = new ArrayList<Change>();
    for (var fact : facts) {
      var month = YearMonth.from(fact.closedOn());
      var before = counts(fact.kind(), fact.of(), month, cityCase, false);
      var after = counts(fact.kind(), fact.of(), month, cityCase, true);
      var of = new Of(fact.of(), fact.name());
      changes.add(
          new Change(fact.kind(), of, "score", formulas.score(before), formulas.score(after)));
      var valuesBefore = formulas.values(before);
      formulas
          .values(after)
          .forEach((id, value) ->
              changes.add(new Change(fact.kind(), of, id, valuesBefore.get(id), value)));
    }
    return changes;
  }

  private Counts counts(String kind, String of, YearMonth month, long cityCase, boolean with) {
    return sql.sql(
            """
            select count(*) as cases, coalesce(sum(on_time), 0) as on_time,
                   coalesce(sum(reworks), 0) as reworks, coalesce(sum(offers), 0) as offers,
                   coalesce(sum(accepted_in_time), 0) as accepted_in_time,
                   coalesce(sum(handle_minutes), 0) as handle_minutes
            from scoring.fact
            where kind = :kind and of = :of and closed_on >= :from and closed_on < :to
              and city_case <= :case and (:with or city_case <> :case)
            """)
        .param("kind", kind)
        .param("of", of)
        .param("from", month.atDay(1))
        .param("to", month.plusMonths(1).atDay(1))
        .param("case", cityCase)
        .param("with", with)
        .query((row, n) -> counts(row))
        .single();
  }

  private Row row(ResultSet row) throws SQLException {
    var counts = counts(row);
    return new Row(
        new Of(row.getString("of"), row.getString("name")),
        formulas.values(counts),
        new Tally(counts.cases(), counts.onTime(), counts.reworks()),
        formulas.score(counts));
  }

  private static Counts counts(ResultSet row) throws SQLException {
    return new Counts(
        row.getLong("cases"),
        row.getLong("on_time"),
        row.getLong("reworks"),
        row.getLong("offers"),
        row.getLong("accepted_in_time"),
        row.getDouble("handle_minutes"));
  }
}
