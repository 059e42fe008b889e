package org.yiwang.desk;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
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
import org.yiwang.territory.Areas;

/** The evaluation of a month, and what one case changed in it. */
@RestController
@RequestMapping("/api/v1/scores")
class ScoreController {
  record Table(String period, List<Scores.Column> formulas, List<Scores.Row> items) {}

  private final Scores scores;
  private final Cases cases;
  private final Areas areas;
  private final Clock clock;

  ScoreController(Scores scores, Cases cases, Areas areas, Clock clock) {
    this.areas = areas;
    this.scores = scores;
    this.cases = cases;
    this.clock = clock;
  }

  @Needs("score.read")
  @GetMapping
  Table list(
      @RequestParam(defaultValue = "area") String kind,
      @RequestParam @Nullable String period,
      @RequestParam @Nullable String area,
      @RequestParam @Nullable String level,
      Caller caller) {
    if (!List.of("area", "unit", "person").contains(kind)) {
      throw Refused.invalid("kind", "must be area, unit or person");
    }
    var month = month(period);
    var day = lastDayOf(month);
    var path =
        area == null
            ? ""
            : areas.findPath(area, day).orElseThrow(() -> Refused.notFound("area", area));
    var rows = scores.list(kind, month, caller.scopes("score.read"), path);
    if (kind.equals("area") && level != null) {
      rows = rows.stream().filter(row -> isOf(level, row.of().id(), day)).toList();
    }
    return new Table(month.toString(), scores.columns(), rows);
  }

  private boolean isOf(String level, String area, LocalDate day) {
    return areas.find(area, day).filter(found -> found.level().equals(level)).isPresent();
  }

  /** Areas are those in force at the end of the month, or today. */
  private LocalDate lastDayOf(YearMonth month) {
    var today = areas.today();
    return month.atEndOfMonth().isBefore(today) ? month.atEndOfMonth() : today;
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
