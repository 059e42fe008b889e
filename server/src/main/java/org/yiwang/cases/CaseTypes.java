package org.yiwang.cases;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
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

  CaseTypes(Tracks tracks) {
    var files = tracks.read("cases.yaml", CaseType.File.class).values();
    filingLevel =
        files.stream()
            .map(CaseType.File::filingLevel)
            .filter(java.util.Objects::nonNull)
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no track's cases.yaml has filing-level"));
    for (var file : files) {
      file.caseTypes().forEach(type -> types.put(type.id(), type));
    }
    calendar =
        tracks.read("calendar.yaml", WorkCalendar.class).values().stream()
            .reduce((first, last) -> last)
            .orElseThrow(() -> new IllegalStateException("no track has a calendar.yaml"));
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
