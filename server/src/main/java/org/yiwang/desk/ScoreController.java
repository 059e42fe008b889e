package org.yiwang.desk;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.yiwang.cases.Cases;
import org.yiwang.platform.Caller;
import org.yiwang.platform.Needs;
import org.yiwang.platform.Refused;
import org.yiwang.scoring.Scores;

/** The evaluation of a month, and what one case changed in it. */
@RestController
@RequestMapping("/api/v1/scores")
class ScoreController {
  record Table(String period, List<Scores.Column> formulas, List<Scores.Row> items) {}

  private final Scores scores;
  private final Cases cases;
  private final Clock clock;

  ScoreController(Scores scores, Cases cases, Clock clock) {
    this.scores = scores;
    this.cases = cases;
    this.clock = clock;
  }

  @Needs("score.read")
  @GetMapping
  Table list(
      @RequestParam(defaultValue = "area") String kind,
      @RequestParam @Nullable String period,
      Caller caller) {
    if (!List.of("area", "unit", "person").contains(kind)) {
      throw Refused.invalid("kind", "must be area, unit or person");
    }
    var month = month(period);
    return new Table(
        month.toString(), scores.columns(), scores.list(kind, month, caller.scopes("score.read")));
  }

  @Needs("score.read")
  @GetMapping("/changes")
  List<Scores.Change> changes(@RequestParam("case") long id, Caller caller) {
    caller.require("score.read", cases.get(id).areaPath(), null);
    return scores.changes(id);
  }

  private YearMonth month(@Nullable String period) {
    if (period == null) {
      return YearMonth.from(clock.instant().atZone(clock.getZone()));
    }
    try {
      // A year with a sign would be sound, and beyond what a day can be of.
      return YearMonth.parse(period.startsWith("+") ? "" : period);
    } catch (DateTimeException e) {
      throw Refused.invalid("period", "must be a month such as 2026-11");
    }
  }
}
