package org.yiwang.detection;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which rules and baselines have been judged by, from which reading on. Only ever added to. */
@Component
public class Course {
  /**
   * From a reading on, until the next step.
   *
   * @param afterSeq number of the last reading before
   * @param at when it took force
   * @param rules with their versions, as {@link org.yiwang.rules.ArmedRules#fingerprint} tells them
   * @param baseline version of the baselines; 0 for none
   */
  record Step(long afterSeq, Instant at, String rules, int baseline) {}

  private final JdbcClient sql;

  Course(JdbcClient sql) {
    this.sql = sql;
  }

  /** All steps in the order in which they took force. */
  List<Step> list() {
    return sql.sql("select * from detection.course order by after_seq, id")
        .query((row, n) -> step(row))
        .list();
  }

  /** Notes what is judged by from now on, unless it is what was judged by before. */
  public void note(long afterSeq, Instant now, String rules, int baseline) {
    sql.sql(
            """
            insert into detection.course (after_seq, at, rules, baseline)
            select :seq, :now, :rules, :baseline
            where not exists (
              select from (select * from detection.course order by id desc limit 1) last
              where last.rules = :rules and last.baseline = :baseline)
            """)
        .param("seq", afterSeq)
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("rules", rules)
        .param("baseline", baseline)
        .update();
  }

  private static Step step(ResultSet row) throws SQLException {
    return new Step(
        row.getLong("after_seq"),
        row.getTimestamp("at").toInstant(),
        row.getString("rules"),
        row.getInt("baseline"));
  }
}
