package org.yiwang.dispatch;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.yiwang.cases.Act;
import org.yiwang.cases.CaseState;
import org.yiwang.cases.CaseTypes;
import org.yiwang.cases.Cases;
import org.yiwang.cases.CityCase;
import org.yiwang.cases.TimeLimit;
import org.yiwang.people.Candidate;
import org.yiwang.people.People;
import org.yiwang.people.Person;
import org.yiwang.platform.Deadlines;
import org.yiwang.platform.Refused;
import org.yiwang.territory.Areas;
import org.yiwang.territory.Position;

/**
 * Gives cases to centres and persons: by itself while a case is automatic, by a person's word at
 * any time. Who does not accept in time is asked no more; the next one is, and after the last the
 * case is supervised.
 */
@Component
public class Dispatcher {
  private static final String NOT_ACCEPTED = "task-not-accepted";

  private final Cases cases;
  private final CaseTypes types;
  private final Tasks tasks;
  private final People people;
  private final Areas areas;
  private final RoutingTable table;
  private final Deadlines deadlines;
  private final Clock clock;

  Dispatcher(
      Cases cases,
      CaseTypes types,
      Tasks tasks,
      People people,
      Areas areas,
      RoutingTable table,
      Deadlines deadlines,
      TransactionTemplate transaction,
      Clock clock) {
    this.cases = cases;
    this.types = types;
    this.tasks = tasks;
    this.people = people;
    this.areas = areas;
    this.table = table;
    this.deadlines = deadlines;
    this.clock = clock;
    deadlines.on(
        NOT_ACCEPTED, key -> transaction.executeWithoutResult(t -> giveUp(Long.parseLong(key))));
  }

  /** Leads an automatic case on from where it stands. */
  @Transactional
  public void lead(long id) {
    var cityCase = cases.take(id);
    if (!cityCase.automatic()) {
      return;
    }
    if (cityCase.state() == CaseState.FILED) {
      var route = table.decide(cityCase);
      var centre = people.findCentre(cityCase.area(), route.centre());
      if (centre.isPresent()) {
        var data = Map.of("unit", centre.get().name(), "rule", route.when());
        cases.act(id, Act.bySystem("dispatch", data), next -> next.atCentre(centre.get().id()));
      }
    }
    if (cases.get(id).state() == CaseState.DISPATCHED) {
      offerNext(id);
    }
  }

  /** Gives a case to a centre or department by a person's word. */
  @Transactional
  public CityCase dispatch(long id, Act act, long unit) {
    var found =
        people
            .findUnit(unit)
            .orElseThrow(() -> Refused.invalid("unit", "there is no unit " + unit));
    return cases.act(
        id, act.withData(Map.of("unit", found.name())), next -> next.atCentre(found.id()));
  }

  /** Gives a case's work to a person by a person's word; whoever had it has it no more. */
  @Transactional
  public CityCase assign(long id, Act act, long person) {
    var found =
        people
            .find(person)
            .orElseThrow(() -> Refused.invalid("person", "there is no person " + person));
    var cityCase = cases.take(id);
    tasks.findOpen(id).ifPresent(this::withdraw);
    var verdicts =
        PersonChoice.choose(candidates(cityCase), Set.of(), table.file().choice()).candidates();
    var reason =
        new Reason(
            verdicts.stream().filter(v -> v.personId() == person).findFirst().orElse(null),
            verdicts,
            act.actor().name());
    return give(cityCase, act.withData(Map.of("person", found.name())), found, reason);
  }

  /** Ends a case that needs no work after all; whoever had the task has it no more. */
  @Transactional
  public CityCase cancel(long id, Act act) {
    cases.take(id);
    tasks.findOpen(id).ifPresent(this::withdraw);
    return cases.act(id, act);
  }

  /** Persons who could be asked, best first, for whoever decides. */
  public List<Person> suggest(CityCase cityCase) {
    return PersonChoice.choose(candidates(cityCase), Set.of(), table.file().choice())
        .candidates()
        .stream()
        .map(verdict -> people.get(verdict.personId()))
        .toList();
  }

  /** The time to accept is over, or was not needed. */
  public void accepted(long task) {
    deadlines.cancel(NOT_ACCEPTED, Long.toString(task));
  }

  private void offerNext(long id) {
    var cityCase = cases.get(id);
    var asked = tasks.listOf(id).stream().map(Task::person).collect(Collectors.toSet());
    var result =
        asked.size() >= table.file().maxOffers()
            ? new PersonChoice.Result(null, List.of())
            : PersonChoice.choose(candidates(cityCase), asked, table.file().choice());
    var chosen = result.chosen();
    if (chosen == null) {
      if (!cityCase.supervised()) {
        var reason = asked.isEmpty() ? "nobody can be asked" : "nobody has accepted";
        cases.act(
            id,
            Act.bySystem("supervise", Map.of("reason", reason, "asked", asked.size())),
            next -> next.supervise());
      }
      return;
    }
    var person = people.get(chosen.personId());
    var act = Act.bySystem("assign", why(chosen));
    give(cityCase, act, person, new Reason(chosen, result.candidates(), null));
  }

  /** What the choice stood on, for the timeline; the screen puts it into words. */
  private static Map<String, Object> why(Reason.Verdict chosen) {
    var data = new LinkedHashMap<String, Object>();
    data.put("person", chosen.person());
    data.put("openTasks", chosen.openTasks());
    if (chosen.distanceMetres() != null) {
      data.put("distanceMetres", chosen.distanceMetres());
    }
    return data;
  }

  private CityCase give(CityCase cityCase, Act act, Person person, Reason reason) {
    var unit = people.unitOf(person);
    var type = types.of(cityCase);
    var acceptBy = TimeLimit.parse(type.limits().accept()).after(clock.instant(), types.calendar());
    var after = cases.act(cityCase.id(), act, next -> next.handledBy(unit.id(), person.id()));
    var task =
        tasks.offer(
            cityCase.id(),
            cityCase.centre(),
            unit.id(),
            person.id(),
            reason,
            acceptBy,
            cityCase.dueAt());
    deadlines.set(NOT_ACCEPTED, Long.toString(task.id()), acceptBy);
    return after;
  }

  /** Nobody accepted in time: the next one is asked. */
  private void giveUp(long id) {
    var cityCase = cases.take(tasks.get(id).cityCase());
    var task = tasks.get(id);
    if (!task.state().equals("offered")
        || cityCase.state() != CaseState.ASSIGNED
        || !cityCase.automatic()) {
      return;
    }
    tasks.move(task, "withdrawn", clock.instant(), null);
    var person = people.get(task.person());
    cases.act(
        cityCase.id(),
        Act.bySystem("withdraw", Map.of("person", person.name(), "reason", "not accepted in time")),
        next -> next.handledBy(null, null));
    offerNext(cityCase.id());
  }

  private void withdraw(Task task) {
    tasks.move(task, "withdrawn", clock.instant(), null);
    accepted(task.id());
  }

  private List<Candidate> candidates(CityCase cityCase) {
    var type = types.of(cityCase);
    var centre = cityCase.centre();
    var scope =
        Optional.ofNullable(centre)
            .flatMap(people::findUnit)
            .flatMap(unit -> areas.findPath(unit.area(), areas.today()))
            .orElse(cityCase.areaPath());
    var near = new Position(cityCase.lon(), cityCase.lat());
    var persons = people.listInArea(type.post(), scope).stream().map(Person::id).toList();
    return people.listCandidates(
        type.post(),
        type.skills(),
        scope,
        near,
        cityCase.area(),
        clock.instant(),
        tasks.count(persons));
  }
}
