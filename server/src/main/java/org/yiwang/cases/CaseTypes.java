package org.yiwang.cases;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import org.yiwang.plan.Plan;
import org.yiwang.plan.Plans;
import org.yiwang.platform.Refused;
import org.yiwang.tracks.Tracks;

/** All case types of all tracks, and the working calendar their time limits are counted in. */
@Component
public class CaseTypes {
  /** The type of cases that no track has a type for. */
  public static final String GENERAL = "general";

  private final Map<String, CaseType> types = new TreeMap<>();
  private final WorkCalendar calendar;
  private final String filingLevel;

  CaseTypes(Tracks tracks, Plans plans) {
    var files = tracks.read("cases.yaml", CaseType.File.class);
    filingLevel =
        files.values().stream()
            .map(CaseType.File::filingLevel)
            .filter(java.util.Objects::nonNull)
            .reduce((first, last) -> last)
            .orElseThrow(() -> new IllegalStateException("no track's cases.yaml has filing-level"));
    files.forEach((track, file) -> {
      for (var type : file.caseTypes()) {
        if (types.put(type.id(), type) != null) {
          var reason = "case type " + type.id() + " is there twice, here or in another track";
          throw tracks.fault(track, "cases.yaml", type.id(), reason);
        }
      }
    });
    plans.list().forEach(plan -> check(plan, plans));
    calendar =
        tracks.read("calendar.yaml", WorkCalendar.class).values().stream()
            .reduce((first, last) -> last)
            .orElseThrow(() -> new IllegalStateException("no track has a calendar.yaml"));
  }

  /** A plan that asked for a type that is not there would ask in vain, when it matters. */
  private void check(Plan plan, Plans plans) {
    for (var step : plan.steps()) {
      var asked = step.case_();
      if (asked != null && !types.containsKey(asked.type())) {
        var known = String.join(", ", types.keySet());
        throw plans.fault(
            plan,
            asked.type(),
            "plan %s: there is no case type %s, only %s".formatted(plan.id(), asked.type(), known));
      }
    }
  }

  /**
   * The type with an id.
   *
   * @throws Refused when there is none
   */
  public CaseType get(String id) {
    var found = types.get(id);
    if (found == null) {
      throw Refused.invalid("type", id + " is none of " + String.join(", ", types.keySet()));
    }
    return found;
  }

  /**
   * The type of a case that was filed. A track may have been taken away since: its cases stay to be
   * read and finished, under the type's code and by what holds for the general type.
   */
  public CaseType of(CityCase filed) {
    var found = types.get(filed.type());
    return found == null ? get(GENERAL).named(filed.type()) : found;
  }

  public Collection<CaseType> list() {
    return types.values();
  }

  /** Area level of the centre at which cases are filed. */
  public String filingLevel() {
    return filingLevel;
  }

  public WorkCalendar calendar() {
    return calendar;
  }
}
