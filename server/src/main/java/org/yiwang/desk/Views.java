package org.yiwang.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yiwang.cases.CaseLife;
import org.yiwang.cases.CaseSearch;
import org.yiwang.cases.CaseState;
import org.yiwang.cases.CaseType;
import org.yiwang.cases.CaseTypes;
import org.yiwang.cases.Cases;
import org.yiwang.cases.CityCase;
import org.yiwang.dispatch.Reason;
import org.yiwang.dispatch.Task;
import org.yiwang.intake.Reports;
import org.yiwang.people.People;
import org.yiwang.people.Person;
import org.yiwang.platform.Text;
import org.yiwang.territory.Areas;
import org.yiwang.warning.Warning;

/** Cases, warnings and tasks in the form that all screens get them. */
@Component
public class Views {
  /** A thing with its number and name. */
  public record Ref(long id, String name) {}

  /** An area with its code and name. */
  public record AreaRef(String code, String name, @Nullable String level) {}

  /** What comes next, as a button. */
  public record Next(String action, Text label) {}

  /** A row of the queue: how bad, what, where, how long left, who has it, what next. */
  public record CaseSummary(
      long id,
      String number,
      String type,
      Text typeName,
      Text title,
      String level,
      String state,
      Text stateName,
      String stage,
      String source,
      AreaRef area,
      String place,
      double lon,
      double lat,
      Instant openedAt,
      @Nullable Instant dueAt,
      @Nullable Long limitSeconds,
      @Nullable Instant closedAt,
      boolean suspended,
      @Nullable Ref centre,
      @Nullable Ref unit,
      @Nullable Ref person,
      @Nullable Next next,
      boolean automatic,
      boolean supervised,
      boolean overdue,
      int reworks,
      int version) {}

  /** A case by its number. */
  public record CaseRef(long id, String number) {}

  /** A warning. */
  public record WarningView(
      long id,
      String rule,
      Text ruleName,
      String level,
      String state,
      Instant raisedAt,
      Instant changedAt,
      @Nullable Instant clearedAt,
      Warning.Subject subject,
      @Nullable String device,
      AreaRef area,
      String place,
      List<CaseRef> cases) {}

  /** Whom to call about a case: who reported it. The number is masked unless it was asked for. */
  public record Contact(String name, String phone) {}

  /** A task, as the phone shows it. */
  public record TaskView(
      long id,
      long caseId,
      String caseNumber,
      Text title,
      String level,
      String state,
      @Nullable Ref unit,
      @Nullable Ref person,
      Instant assignedAt,
      Instant acceptBy,
      @Nullable Instant dueAt,
      @Nullable Instant acceptedAt,
      @Nullable Instant arrivedAt,
      @Nullable Instant handedInAt,
      double lon,
      double lat,
      String place,
      Reason reason,
      List<CaseType.Check> checklist,
      @Nullable Contact contact,
      int version) {}

  private static final String[] EVERYWHERE = {"%"};

  private final Cases cases;
  private final CaseTypes types;
  private final People people;
  private final Areas areas;
  private final Reports reports;

  Views(Cases cases, CaseTypes types, People people, Areas areas, Reports reports) {
    this.cases = cases;
    this.types = types;
    this.people = people;
    this.areas = areas;
    this.reports = reports;
  }

  public CaseSummary of(CityCase c) {
    var due = c.dueAt();
    return new CaseSummary(
        c.id(),
        c.number(),
        c.type(),
        types.of(c).name(),
        c.title(),
        c.level(),
        c.state().code(),
        c.state().label(),
        c.state().stage(),
        c.source(),
        area(c.area()),
        c.place(),
        c.lon(),
        c.lat(),
        c.openedAt(),
        due,
        due == null ? null : Duration.between(c.openedAt(), due).toSeconds(),
        c.closedAt(),
        c.state() == CaseState.SUSPENDED,
        unit(c.centre()),
        unit(c.unit()),
        person(c.person()),
        next(c.state()),
        c.automatic(),
        c.supervised(),
        c.overdue(),
        c.reworks(),
        c.version());
  }

  public WarningView of(Warning w) {
    var search =
        new CaseSearch(EVERYWHERE, null, null, null, null, null, null, w.id(), false, null, 20);
    return new WarningView(
        w.id(),
        w.rule(),
        w.ruleName(),
        w.level(),
        w.state(),
        w.raisedAt(),
        w.changedAt(),
        w.clearedAt(),
        w.subject(),
        w.device(),
        area(w.area()),
        areas.placeName(w.area(), areas.today()),
        cases.list(search).stream().map(c -> new CaseRef(c.id(), c.number())).toList());
  }

  public TaskView of(Task t) {
    var c = cases.get(t.cityCase());
    return new TaskView(
        t.id(),
        t.cityCase(),
        c.number(),
        c.title(),
        c.level(),
        t.state(),
        unit(t.unit()),
        person(t.person()),
        t.assignedAt(),
        t.acceptBy(),
        t.dueAt(),
        t.acceptedAt(),
        t.arrivedAt(),
        t.handedInAt(),
        c.lon(),
        c.lat(),
        c.place(),
        t.reason(),
        types.of(c).checklist(),
        contact(c).map(who -> new Contact(who.name(), Person.masked(who.phone()))).orElse(null),
        t.version());
  }

  /** Whom to call about a case, in full; a case that a device began has nobody. */
  Optional<Contact> contact(CityCase c) {
    return Optional.ofNullable(c.report())
        .flatMap(reports::findContact)
        .map(who -> new Contact(who.name(), who.phone()));
  }

  AreaRef area(String code) {
    return areas
        .find(code, areas.today())
        .map(area -> new AreaRef(code, area.name(), area.level()))
        .orElseGet(() -> new AreaRef(code, code, null));
  }

  @Nullable Ref unit(@Nullable Long id) {
    return id == null
        ? null
        : people.findUnit(id).map(unit -> new Ref(id, unit.name())).orElse(null);
  }

  @Nullable Ref person(@Nullable Long id) {
    return id == null
        ? null
        : people.find(id).map(person -> new Ref(id, person.name())).orElse(null);
  }

  /** The sensible next step: the first of the state's moves that leads on. */
  static @Nullable Next next(CaseState state) {
    return CaseLife.from(state).stream()
        .filter(move -> move.to() != null && move.to() != CaseState.SUSPENDED)
        .filter(move -> move.to() != CaseState.CANCELLED)
        .filter(move -> !(state == CaseState.DISPATCHED && move.action().equals("dispatch")))
        .filter(move -> !move.action().equals("withdraw") && !move.action().equals("return"))
        .filter(move -> !move.action().equals("reassign"))
        .findFirst()
        .map(move -> new Next(move.action(), move.label()))
        .orElse(null);
  }
}
