package org.yiwang.cases;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.yiwang.people.People;
import org.yiwang.people.Unit;
import org.yiwang.platform.Deadlines;
import org.yiwang.platform.Refused;

/** The cases: filed, moved along the table of {@link CaseLife}, and never otherwise. */
@Component
public class Cases {
  private static final String OVERDUE = "case-overdue";

  private final CaseStore store;
  private final CaseTypes types;
  private final People people;
  private final Deadlines deadlines;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  Cases(
      CaseStore store,
      CaseTypes types,
      People people,
      Deadlines deadlines,
      ApplicationEventPublisher events,
      TransactionTemplate transaction,
      Clock clock) {
    this.store = store;
    this.types = types;
    this.people = people;
    this.deadlines = deadlines;
    this.events = events;
    this.clock = clock;
    deadlines.on(
        OVERDUE, key -> transaction.executeWithoutResult(t -> becomeOverdue(Long.parseLong(key))));
  }

  /**
   * The case with a number.
   *
   * @throws Refused when there is none
   */
  public CityCase get(long id) {
    return store.find(id).orElseThrow(() -> Refused.notFound("case", id));
  }

  /**
   * The case with a number, which nobody else changes until the transaction ends. Whoever changes a
   * case and its tasks takes the case first.
   *
   * @throws Refused when there is none
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public CityCase take(long id) {
    return store.findForUpdate(id).orElseThrow(() -> Refused.notFound("case", id));
  }

  /** The cases that a search finds. */
  public List<CityCase> list(CaseSearch search) {
    return store.list(search);
  }

  /** How many are open, overdue, closed and opened since the day began, in some areas. */
  public CaseTally tally(String[] scopes, Instant dayStart) {
    return store.tally(scopes, dayStart);
  }

  /** The timeline of a case, oldest first. */
  public List<Entry> timeline(long id) {
    return store.listEntries(id);
  }

  /** Files a case; empty when one of the same origin was filed before. */
  @Transactional
  public Optional<CityCase> open(NewCase opened, Actor actor) {
    var type = types.get(opened.type());
    var level = opened.level() == null ? type.level() : opened.level();
    var due = TimeLimit.parse(type.limits().handle()).after(opened.openedAt(), types.calendar());
    var centre = people.findCentre(opened.area(), types.filingLevel());
    var number = number(opened.openedAt());
    var id = store.insert(opened, type, number, level, due, centre.map(Unit::id).orElse(null));
    id.ifPresent(found -> {
      var data = Map.of("origin", opened.origin(), "centre", centre.map(Unit::name).orElse(""));
      var act = new Act("open", actor, null, null, List.of(), data);
      store.append(found, opened.openedAt(), act, null, CaseState.FILED.code());
      deadlines.set(OVERDUE, Long.toString(found), due);
      events.publishEvent(new CaseOpened(found));
      events.publishEvent(new CaseMoved(found, "open", null, CaseState.FILED.code()));
    });
    return id.map(this::get);
  }

  /**
   * Files a case that was led elsewhere, with its history. Nothing follows from it: nobody is asked
   * to work on it, and no time limit runs.
   *
   * @return empty when one of the same origin was filed before
   */
  @Transactional
  public Optional<CityCase> fileHistory(NewCase past, List<PastStep> steps) {
    var type = types.get(past.type());
    var level = past.level() == null ? type.level() : past.level();
    var due = TimeLimit.parse(type.limits().handle()).after(past.openedAt(), types.calendar());
    var centre = people.findCentre(past.area(), types.filingLevel());
    var number = number(past.openedAt());
    var id = store.insert(past, type, number, level, due, centre.map(Unit::id).orElse(null));
    return id.map(found -> {
      var state = CaseState.FILED;
      var at = past.openedAt();
      store.append(found, at, imported(past.source(), null, true), null, state.code());
      var next = get(found).withAutomatic(false);
      for (var step : steps) {
        at = step.at() == null ? at : step.at();
        var act = imported(step.actor(), step.note(), step.at() != null);
        store.append(found, at, act, state.code(), step.state().code());
        state = step.state();
        next = next.moveTo(state, at);
        next = step.overdue() ? next.withOverdue() : next;
      }
      store.update(next);
      return next;
    });
  }

  private static Act imported(String actor, @Nullable String note, boolean isTimeKnown) {
    var data = isTimeKnown ? Map.<String, String>of() : Map.of("time", "unknown");
    return new Act("import", new Actor("machine", 0, actor, null), null, note, List.of(), data);
  }

  /**
   * Does what the table allows in the case's state.
   *
   * @param change what else changes with the move, such as who handles the case
   * @throws Refused when the action is not allowed now, or the version is not the newest
   */
  @Transactional
  public CityCase act(long id, Act act, UnaryOperator<CityCase> change) {
    var move =
        CaseLife.find(act.action())
            .orElseThrow(() -> Refused.invalid("action", act.action() + " is no action on a case"));
    var before = take(id);
    if (act.version() != null && act.version() != before.version()) {
      throw Refused.conflict(
          "version",
          "the case has changed meanwhile (it is at version %d)".formatted(before.version()));
    }
    if (!move.from().contains(before.state())) {
      throw Refused.conflict(
          "action",
          "%s is not possible while the case is %s".formatted(act.action(), before.state().code()));
    }
    var now = clock.instant();
    var to = move.to();
    var moved =
        act.action().equals("resume")
            ? before.resume(now)
            : to == null ? before.nextVersion() : before.moveTo(to, now);
    var after = change.apply(moved);
    store.update(after);
    store.append(id, now, act, before.state().code(), after.state().code());
    follow(before, after);
    events.publishEvent(
        new CaseMoved(id, act.action(), before.state().code(), after.state().code()));
    if (after.state() == CaseState.CLOSED) {
      events.publishEvent(new CaseClosed(id));
    }
    return after;
  }

  /** Does what the table allows, with no other change. */
  @Transactional
  public CityCase act(long id, Act act) {
    return act(id, act, UnaryOperator.identity());
  }

  /** Moves the deadline on, on a written reason. */
  @Transactional
  public CityCase extend(long id, Act act, Duration by) {
    return act(
        id,
        act,
        cityCase -> {
          var due = cityCase.dueAt();
          return due == null ? cityCase : cityCase.withDue(due.plus(by));
        });
  }

  /** Open cases of an area that has ended go on in the one that took its place. */
  @Transactional
  void follow(AreaSuccession succession) {
    for (var found : store.listOpenIn(succession.ended())) {
      succession
          .successor(found)
          .ifPresent(area -> {
            var act = Act.bySystem("note", Map.of("area", area.name(), "reason", "areas changed"));
            act(found.id(), act, next -> next.withArea(area.code(), area.path(), area.place()));
          });
    }
  }

  /** The time limits of a case end or move with it. */
  private void follow(CityCase before, CityCase after) {
    var key = Long.toString(after.id());
    var due = after.dueAt();
    if (!after.isOpen() || after.state() == CaseState.SUSPENDED || due == null) {
      deadlines.cancel(OVERDUE, key);
    } else if (!due.equals(before.dueAt()) || before.state() == CaseState.SUSPENDED) {
      deadlines.set(OVERDUE, key, due);
    }
  }

  private void becomeOverdue(long id) {
    var found = store.findForUpdate(id);
    found
        .filter(c -> c.isOpen() && !c.overdue() && c.state() != CaseState.SUSPENDED)
        .filter(c -> c.dueAt() != null && !c.dueAt().isAfter(clock.instant()))
        .ifPresent(c -> {
          var act = Act.bySystem("supervise", Map.of("reason", "overdue"));
          act(id, act, next -> next.supervise().withOverdue());
        });
  }

  private String number(Instant at) {
    var day = LocalDate.ofInstant(at, clock.getZone()).format(DateTimeFormatter.BASIC_ISO_DATE);
    return "%s-%06d".formatted(day, store.nextNumber());
  }
}
