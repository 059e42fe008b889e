package org.yiwang.livemap;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yiwang.cases.CaseSearch;
import org.yiwang.cases.CaseTally;
import org.yiwang.cases.Cases;
import org.yiwang.desk.Views;
import org.yiwang.dispatch.Tasks;
import org.yiwang.people.People;
import org.yiwang.people.Person;
import org.yiwang.people.Positions;
import org.yiwang.platform.ScaledClock;
import org.yiwang.registry.Datastream;
import org.yiwang.registry.Datastreams;
import org.yiwang.rules.ArmedRules;
import org.yiwang.warning.Warning;
import org.yiwang.warning.WarningSearch;
import org.yiwang.warning.Warnings;

/** The state of everything the map shows, at this moment. */
@Component
class Now {
  /**
   * The installation's time and how fast it runs.
   *
   * @param wanted how fast it was to run; a demo on a slow machine falls behind that
   */
  record ClockView(Instant now, double speed, double wanted) {}

  /** A device on the map. */
  record DeviceView(
      long id,
      String code,
      double lon,
      double lat,
      String kind,
      long subject,
      String state,
      @Nullable String level) {}

  /** A person on duty on the map. */
  record WorkerView(long id, String name, double lon, double lat, Instant at, int openTasks) {}

  /** The numbers of the wall. */
  record Counts(
      long openCases,
      Map<String, Long> openWarnings,
      long overdue,
      long closedToday,
      long openedToday,
      long devices,
      long silent,
      long workersOnDuty) {}

  /** Everything at once, and the number of the last event that is in it. */
  record Snapshot(
      String eventId,
      ClockView clock,
      Counts counts,
      List<DeviceView> devices,
      List<Views.WarningView> warnings,
      List<Views.CaseSummary> cases,
      List<WorkerView> workers) {}

  private static final int MOST = 500;
  private static final String[] EVERYWHERE = {"/%"};

  private final Cases cases;
  private final Warnings warnings;
  private final ArmedRules rules;
  private final Views views;
  private final Datastreams datastreams;
  private final People people;
  private final Positions positions;
  private final Tasks tasks;
  private final LiveEvents events;
  private final Clock clock;

  Now(
      Cases cases,
      Warnings warnings,
      ArmedRules rules,
      Views views,
      Datastreams datastreams,
      People people,
      Positions positions,
      Tasks tasks,
      LiveEvents events,
      Clock clock) {
    this.cases = cases;
    this.warnings = warnings;
    this.rules = rules;
    this.views = views;
    this.datastreams = datastreams;
    this.people = people;
    this.positions = positions;
    this.tasks = tasks;
    this.events = events;
    this.clock = clock;
  }

  ClockView clock() {
    return clock instanceof ScaledClock scaled
        ? new ClockView(scaled.instant(), scaled.pace(), scaled.speed())
        : new ClockView(clock.instant(), 1, 1);
  }

  /** The state in the areas that a reader may see; the number of the last event is taken first. */
  Snapshot snapshot(String[] scopes, @Nullable String areaPath) {
    var eventId = Long.toString(events.lastId());
    var open = openWarnings(scopes, areaPath);
    var search =
        new CaseSearch(scopes, "open", areaPath, null, null, null, null, null, true, null, MOST);
    var devices = devices(open, scopes, areaPath);
    var onDuty = onDuty(scopes, areaPath);
    return new Snapshot(
        eventId,
        clock(),
        counts(scopes, areaPath, open, devices.size(), onDuty.persons()),
        devices,
        open.stream().map(views::of).toList(),
        cases.list(search).stream().map(views::of).toList(),
        onDuty.seen());
  }

  /** The numbers of the areas that a reader may see. */
  Counts counts(String[] scopes, @Nullable String areaPath, long workersOnDuty) {
    var open = openWarnings(scopes, areaPath);
    var devices =
        datastreams.list().stream()
            .filter(one -> isIn(one.areaPath(), scopes, areaPath))
            .map(Datastream::device)
            .distinct()
            .count();
    return counts(scopes, areaPath, open, devices, workersOnDuty);
  }

  private Counts counts(
      String[] scopes,
      @Nullable String areaPath,
      List<Warning> open,
      long devices,
      long workersOnDuty) {
    var byLevel = new HashMap<String, Long>(Map.of("I", 0L, "II", 0L, "III", 0L, "IV", 0L));
    open.forEach(warning -> byLevel.merge(warning.level(), 1L, Long::sum));
    var dayStart =
        LocalDate.ofInstant(clock.instant(), clock.getZone())
            .atStartOfDay(clock.getZone())
            .toInstant();
    CaseTally tally = cases.tally(within(scopes, areaPath), dayStart);
    return new Counts(
        tally.open(),
        byLevel,
        tally.overdue(),
        tally.closedToday(),
        tally.openedToday(),
        devices,
        open.stream().filter(warning -> rules.isAboutSilentDevices(warning.rule())).count(),
        workersOnDuty);
  }

  private List<Warning> openWarnings(String[] scopes, @Nullable String areaPath) {
    return warnings.list(
        new WarningSearch(scopes, "open", null, areaPath, null, null, null, null, MOST));
  }

  private List<DeviceView> devices(List<Warning> open, String[] scopes, @Nullable String areaPath) {
    var states = new DeviceStates(open);
    var byDevice = new HashMap<String, DeviceView>();
    for (var one : datastreams.list()) {
      if (isIn(one.areaPath(), scopes, areaPath)) {
        byDevice.computeIfAbsent(one.device(), code -> states.view(one));
      }
    }
    return byDevice.values().stream()
        .sorted(java.util.Comparator.comparing(DeviceView::code))
        .toList();
  }

  /** How devices stand by the open warnings: those of the subject, and those of the device. */
  private final class DeviceStates {
    private final Map<Long, String> levels = new HashMap<>();
    private final Map<String, String> ofDevices = new HashMap<>();

    DeviceStates(List<Warning> open) {
      for (var warning : open) {
        if (warning.device() == null) {
          levels.put(warning.subject().id(), warning.level());
        } else {
          var isSilent = rules.isAboutSilentDevices(warning.rule());
          ofDevices.put(warning.device(), isSilent ? "silent" : "sick");
        }
      }
    }

    DeviceView view(Datastream one) {
      var level = levels.get(one.subject());
      return new DeviceView(
          one.id(),
          one.device(),
          one.lon(),
          one.lat(),
          one.subjectKind(),
          one.subject(),
          level == null ? ofDevices.getOrDefault(one.device(), "ok") : "warning",
          level);
    }
  }

  /** The devices of a warning's subject, as they stand now. */
  List<DeviceView> devicesOf(Warning warning) {
    var open =
        warnings.list(
            new WarningSearch(
                EVERYWHERE, "open", null, null, null, null, warning.subject().id(), null, MOST));
    var states = new DeviceStates(open);
    var byDevice = new HashMap<String, DeviceView>();
    for (var one : datastreams.listOf(warning.subject().id())) {
      byDevice.putIfAbsent(one.device(), states.view(one));
    }
    return List.copyOf(byDevice.values());
  }

  /**
   * Who is on duty.
   *
   * @param persons all of them
   * @param seen those of whom it is known where they are
   */
  record OnDuty(long persons, List<WorkerView> seen) {}

  OnDuty onDuty(String[] scopes, @Nullable String areaPath) {
    var now = clock.instant();
    var onDuty =
        Arrays.stream(within(scopes, areaPath))
            .flatMap(scope -> people.listInArea(null, root(scope)).stream())
            .distinct()
            .filter(person -> people.duty(person.id(), now).isPresent())
            .toList();
    var ids = onDuty.stream().map(Person::id).toList();
    var seen = positions.latest(ids);
    var open = tasks.count(ids);
    var workers = new ArrayList<WorkerView>();
    for (var person : onDuty) {
      var last = seen.get(person.id());
      if (last != null) {
        workers.add(
            new WorkerView(
                person.id(),
                person.name(),
                last.position().lon(),
                last.position().lat(),
                last.at(),
                open.getOrDefault(person.id(), 0)));
      }
    }
    return new OnDuty(onDuty.size(), workers);
  }

  /** The part of the scopes that lies in an area. */
  private static String[] within(String[] scopes, @Nullable String areaPath) {
    if (areaPath == null) {
      return scopes;
    }
    return Arrays.stream(scopes)
        .filter(scope -> root(scope).startsWith(areaPath) || areaPath.startsWith(root(scope)))
        .map(scope -> root(scope).startsWith(areaPath) ? scope : areaPath + "%")
        .distinct()
        .toArray(String[]::new);
  }

  /** A scope without the sign that stands for all below it. */
  private static String root(String scope) {
    return scope.substring(0, scope.length() - 1);
  }

  static boolean isIn(String path, String[] scopes, @Nullable String areaPath) {
    if (areaPath != null && !path.startsWith(areaPath)) {
      return false;
    }
    for (var scope : scopes) {
      if (path.startsWith(root(scope))) {
        return true;
      }
    }
    return false;
  }
}
