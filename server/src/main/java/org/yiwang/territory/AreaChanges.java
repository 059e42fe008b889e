package org.yiwang.territory;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionTemplate;
import org.yiwang.platform.Deadlines;
import org.yiwang.tables.ImportReport;

/** The only writer of areas: imports and dated changes, checked before anything is stored. */
@Component
class AreaChanges {
  /** Square metres; less is rounding of coordinates. */
  static final double TOLERANCE = 1;

  private static final String DAY_BEGINS = "area-change-begins";

  /** What a dated change comes to; stored only if there are no problems and no blocking flaws. */
  record Remapped(Remapping.Outcome outcome, List<Flaw> flaws, boolean stored) {}

  private final AreaStore store;
  private final Areas areas;
  private final ApplicationEventPublisher events;
  private final TransactionTemplate transactions;
  private final Deadlines deadlines;
  private final ZoneId zone;

  AreaChanges(
      AreaStore store,
      Areas areas,
      ApplicationEventPublisher events,
      TransactionTemplate transactions,
      Deadlines deadlines,
      Clock clock) {
    this.store = store;
    this.areas = areas;
    this.events = events;
    this.transactions = transactions;
    this.deadlines = deadlines;
    this.zone = clock.getZone();
    deadlines.on(DAY_BEGINS, this::begin);
  }

  /** Fits the areas of a file into those there are. */
  ImportReport add(AreaFile.Content content, boolean dryRun) {
    var imported =
        inTransaction(status -> {
          store.lockAndCount();
          var before = store.load();
          var histories = histories(before.versions());
          var counts = new Counts();
          var changed = new TreeMap<String, List<AreaVersion>>();
          for (var area : content.areas()) {
            var old = histories.getOrDefault(area.code(), List.of());
            var now = History.with(old, area);
            counts.note(old, now);
            if (!now.equals(old)) {
              histories.put(area.code(), now);
              changed.put(area.code(), now);
            }
          }
          var flaws = check(all(histories), before.levels(), content.areas());
          var blocked = flaws.stream().anyMatch(flaw -> flaw.kind().blocking());
          if (blocked || dryRun || changed.isEmpty()) {
            status.setRollbackOnly();
            return counts.report(content, flaws, !blocked && !dryRun);
          }
          store.replace(changed.keySet(), all(changed));
          publish(new AreasChanged(lastDay(content.areas()), Map.of()));
          content.areas().stream().map(AreaVersion::from).distinct().forEach(this::tellOnItsDay);
          return counts.report(content, flaws, true);
        });
    return Objects.requireNonNull(imported);
  }

  /** Carries out a dated change, or only says what it would come to. */
  Remapped remap(Remap remap, Map<String, Geometry> outlines, boolean dryRun) {
    var remapped =
        inTransaction(status -> {
          store.lockAndCount();
          var before = store.load();
          var day = remap.day();
          var outcome = Remapping.work(before.on(day).versions(), remap, outlines);
          var flaws = Validation.check(outcome.after(), before.levels(), TOLERANCE);
          var problems = new ArrayList<>(outcome.problems());
          var histories = histories(before.versions());
          var changed = new TreeMap<String, List<AreaVersion>>();
          for (var code : outcome.ended()) {
            changed.put(code, endedOn(day, histories.getOrDefault(code, List.of()), problems));
          }
          for (var begun : outcome.begun()) {
            var base =
                changed.getOrDefault(begun.code(), histories.getOrDefault(begun.code(), List.of()));
            changed.put(begun.code(), History.with(base, begun));
          }
          var possible =
              problems.isEmpty() && flaws.stream().noneMatch(flaw -> flaw.kind().blocking());
          var said =
              new Remapping.Outcome(
                  outcome.after(),
                  outcome.begun(),
                  outcome.ended(),
                  outcome.successors(),
                  List.copyOf(problems));
          if (!possible || dryRun || changed.isEmpty()) {
            status.setRollbackOnly();
            return new Remapped(said, flaws, false);
          }
          store.replace(changed.keySet(), all(changed));
          store.addSuccessors(day, outcome.successors());
          if (!tellOnItsDay(day)) {
            publish(new AreasChanged(day, outcome.successors()));
          }
          return new Remapped(said, flaws, true);
        });
    return Objects.requireNonNull(remapped);
  }

  private <T> @Nullable T inTransaction(TransactionCallback<T> work) {
    try {
      return transactions.execute(work);
    } finally {
      areas.settle();
    }
  }

  /** A day to come: open cases, subjects and people stay where they are until then. */
  private boolean tellOnItsDay(LocalDate day) {
    var isToCome = day.isAfter(areas.today());
    if (isToCome) {
      deadlines.set(DAY_BEGINS, day.toString(), day.atStartOfDay(zone).toInstant());
    }
    return isToCome;
  }

  private void begin(String key) {
    var day = LocalDate.parse(key);
    transactions.executeWithoutResult(
        status -> publish(new AreasChanged(day, store.successorsOn(day))));
  }

  /** The new map stands before anyone hears of it: listeners may run at once, in other threads. */
  private void publish(AreasChanged event) {
    areas.refresh();
    events.publishEvent(event);
  }

  private static List<AreaVersion> endedOn(
      LocalDate day, List<AreaVersion> history, List<String> problems) {
    var result = new ArrayList<AreaVersion>();
    for (var version : history) {
      if (version.from().isAfter(day)) {
        problems.add(version.code() + " changes again on " + version.from() + ": undo that first");
      } else if (version.from().isBefore(day)) {
        result.add(version.inForce(day) ? version.endingOn(day) : version);
      }
    }
    return result;
  }

  private static Map<String, List<AreaVersion>> histories(List<AreaVersion> versions) {
    var result = new LinkedHashMap<String, List<AreaVersion>>();
    for (var version : versions) {
      result.computeIfAbsent(version.code(), code -> new ArrayList<>()).add(version);
    }
    return result;
  }

  private static List<AreaVersion> all(Map<String, List<AreaVersion>> histories) {
    return histories.values().stream().flatMap(List::stream).toList();
  }

  /** Checks the map on each day on which an imported area begins. */
  private static List<Flaw> check(
      List<AreaVersion> versions, Map<String, Level> levels, List<AreaVersion> imported) {
    var days = new TreeSet<LocalDate>();
    imported.forEach(area -> days.add(area.from()));
    var flaws = new LinkedHashSet<Flaw>();
    for (var day : days) {
      var inForce = versions.stream().filter(area -> area.inForce(day)).toList();
      flaws.addAll(Validation.check(inForce, levels, TOLERANCE));
    }
    return List.copyOf(flaws);
  }

  private static LocalDate lastDay(List<AreaVersion> imported) {
    return imported.stream()
        .map(AreaVersion::from)
        .max(LocalDate::compareTo)
        .orElse(LocalDate.EPOCH);
  }

  /** Counts what became of the areas of a file. */
  private static final class Counts {
    private int added;
    private int changed;
    private int unchanged;

    void note(List<AreaVersion> before, List<AreaVersion> after) {
      if (after.equals(before)) {
        unchanged++;
      } else if (before.isEmpty()) {
        added++;
      } else {
        changed++;
      }
    }

    ImportReport report(AreaFile.Content content, List<Flaw> flaws, boolean stored) {
      return new ImportReport(
          "areas",
          content.read(),
          added,
          changed,
          unchanged,
          content.problems(),
          flaws.stream().map(Flaw::toString).toList(),
          stored);
    }
  }
}
