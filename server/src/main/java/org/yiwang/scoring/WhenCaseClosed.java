package org.yiwang.scoring;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.yiwang.cases.CaseClosed;
import org.yiwang.cases.Cases;
import org.yiwang.cases.CityCase;
import org.yiwang.dispatch.Task;
import org.yiwang.dispatch.Tasks;
import org.yiwang.people.People;
import org.yiwang.territory.Areas;

/** A closed case counts for its areas, for the unit that did the work, and for everyone asked. */
@Component
class WhenCaseClosed {
  private final Cases cases;
  private final Tasks tasks;
  private final People people;
  private final Areas areas;
  private final JdbcClient sql;
  private final Clock clock;

  WhenCaseClosed(
      Cases cases, Tasks tasks, People people, Areas areas, JdbcClient sql, Clock clock) {
    this.cases = cases;
    this.tasks = tasks;
    this.people = people;
    this.areas = areas;
    this.sql = sql;
    this.clock = clock;
  }

  @ApplicationModuleListener
  void on(CaseClosed event) {
    var cityCase = cases.get(event.cityCase());
    var all = tasks.listOf(cityCase.id());
    for (var area : areas.listPath(cityCase.area(), areas.today())) {
      if (!area.level().equals("city")) {
        count(cityCase, "area", area.code(), area.name(), all);
      }
    }
    var unit = cityCase.unit();
    if (unit != null) {
      var name = people.findUnit(unit).map(u -> u.name()).orElse("");
      count(cityCase, "unit", Long.toString(unit), name, all);
    }
    var person = cityCase.person();
    if (person != null) {
      var own = all.stream().filter(task -> task.person() == person).toList();
      count(cityCase, "person", Long.toString(person), people.get(person).name(), own);
    }
  }

  private void count(CityCase cityCase, String kind, String of, String name, List<Task> offers) {
    var closedAt = cityCase.closedAt() == null ? clock.instant() : cityCase.closedAt();
    var isOnTime = cityCase.dueAt() == null || !closedAt.isAfter(cityCase.dueAt());
    var inTime = offers.stream().filter(WhenCaseClosed::isAcceptedInTime).count();
    sql.sql(
            """
            insert into scoring.fact
              (city_case, kind, of, name, area_path, closed_on, on_time, reworks, offers,
               accepted_in_time, handle_minutes)
            values
              (:case, :kind, :of, :name, :path, :day, :onTime, :reworks, :offers, :inTime,
               :minutes)
            on conflict do nothing
            """)
        .param("case", cityCase.id())
        .param("kind", kind)
        .param("of", of)
        .param("name", name)
        .param("path", cityCase.areaPath())
        .param("day", LocalDate.ofInstant(closedAt, clock.getZone()))
        .param("onTime", isOnTime ? 1 : 0)
        .param("reworks", cityCase.reworks())
        .param("offers", offers.size())
        .param("inTime", inTime)
        .param("minutes", Duration.between(cityCase.openedAt(), closedAt).toSeconds() / 60.0)
        .update();
  }

  private static boolean isAcceptedInTime(Task task) {
    return task.acceptedAt() != null && !task.acceptedAt().isAfter(task.acceptBy());
  }
}
