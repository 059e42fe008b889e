package org.yiwang.territory;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All areas of all days. Immutable but for the periods, which are made when first asked for: most
 * questions are about today, and a city has hundreds of past changes.
 */
final class Ground {
  private final List<AreaVersion> versions;
  private final Map<String, Level> levels = new TreeMap<>();
  private final TreeSet<LocalDate> changes = new TreeSet<>();
  private final Map<LocalDate, Period> periods = new ConcurrentHashMap<>();

  Ground(List<AreaVersion> versions, List<Level> levels) {
    this.versions = List.copyOf(versions);
    levels.forEach(level -> this.levels.put(level.code(), level));
    changes.add(LocalDate.MIN);
    for (var version : versions) {
      changes.add(version.from());
      if (version.to() != null) {
        changes.add(version.to());
      }
    }
  }

  Period on(LocalDate day) {
    var since = Objects.requireNonNull(changes.floor(day));
    var period = periods.get(since);
    return period != null
        ? period
        : periods.computeIfAbsent(since, start -> new Period(versions, start, levels));
  }

  List<AreaVersion> versions() {
    return versions;
  }

  Map<String, Level> levels() {
    return levels;
  }
}
