package org.yiwang.people;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.yiwang.platform.Refused;
import org.yiwang.territory.Areas;
import org.yiwang.territory.Position;

/** Units and persons, who is on duty, and who could take a task. Answers come from memory. */
@Component
public class People {
  /** How long a person who goes on duty outside the roster stays on, unless they say otherwise. */
  private static final Duration OWN_DUTY = Duration.ofHours(12);

  private record Loaded(long revision, Staff staff) {}

  private final StaffStore store;
  private final Positions positions;
  private final Areas areas;
  private final ApplicationEventPublisher events;
  private final TransactionTemplate transactions;
  private final Clock clock;
  private volatile Loaded loaded;

  People(
      StaffStore store,
      Positions positions,
      Areas areas,
      ApplicationEventPublisher events,
      TransactionTemplate transactions,
      Clock clock) {
    this.store = store;
    this.positions = positions;
    this.areas = areas;
    this.events = events;
    this.transactions = transactions;
    this.clock = clock;
    loaded = new Loaded(store.revision(), store.load(clock.instant()));
  }

  public Optional<Person> find(long person) {
    return Optional.ofNullable(staff().person(person));
  }

  /**
   * A person by number.
   *
   * @throws Refused when there is none
   */
  public Person get(long person) {
    return find(person).orElseThrow(() -> Refused.notFound("person", person));
  }

  /** Everyone, by code. */
  public List<Person> list() {
    return staff().persons();
  }

  public Optional<Unit> findUnit(long unit) {
    return Optional.ofNullable(staff().unit(unit));
  }

  public Optional<Unit> findUnit(String code) {
    return Optional.ofNullable(staff().unit(code));
  }

  public List<Unit> listUnits() {
    return staff().units();
  }

  /** The unit a person works for. */
  public Unit unitOf(Person person) {
    return Objects.requireNonNull(staff().unit(person.unit()));
  }

  /** The governance centre of an area, or of the nearest area above that has one. */
  public Optional<Unit> findCentre(String area) {
    for (var around : areas.listPath(area, areas.today()).reversed()) {
      var centre =
          staff().units().stream()
              .filter(unit -> unit.kind().equals(Unit.CENTRE) && unit.area().equals(around.code()))
              .findFirst();
      if (centre.isPresent()) {
        return centre;
      }
    }
    return Optional.empty();
  }

  /** The governance centre of the area around another that is of a level; towns rank as streets. */
  public Optional<Unit> findCentre(String area, String level) {
    return areas.listPath(area, areas.today()).stream()
        .filter(around -> around.level().equals(level))
        .findFirst()
        .flatMap(around -> findCentre(around.code()));
  }

  /** Persons who answer for a grid. */
  public List<Person> listAnswerable(String grid) {
    return staff().persons().stream().filter(person -> person.grids().contains(grid)).toList();
  }

  /** Posts by code. */
  public Map<String, Named> posts() {
    return Map.copyOf(staff().posts());
  }

  /** Skills by code. */
  public Map<String, Named> skills() {
    return Map.copyOf(staff().skills());
  }

  /** The duty of a person at a moment; empty when off duty. */
  public Optional<OnDuty> duty(long person, Instant at) {
    var staff = staff();
    return Duty.at(
        at, staff.rostersOf(person), staff.overridesOf(person), staff.shifts(), clock.getZone());
  }

  /**
   * Everyone of a post whose unit serves an area in {@code areaPath}, with the facts to choose by,
   * the nearest first.
   *
   * @param skills that the task asks for
   * @param grid code of the grid of the task, or null
   * @param openTasks by person, as the caller counts; those not in it have none
   */
  public List<Candidate> listCandidates(
      String post,
      Collection<String> skills,
      String areaPath,
      Position near,
      @Nullable String grid,
      Instant at,
      Map<Long, Integer> openTasks) {
    var persons = listInArea(post, areaPath);
    var seen = positions.latest(persons.stream().map(Person::id).toList());
    var candidates = new ArrayList<Candidate>();
    for (var person : persons) {
      var last = seen.get(person.id());
      var distance = last == null ? metresFromGrids(person, near) : last.position().metresTo(near);
      candidates.add(
          new Candidate(
              person,
              unitOf(person),
              duty(person.id(), at).orElse(null),
              skills.stream().filter(skill -> !person.skills().contains(skill)).toList(),
              grid != null && person.grids().contains(grid),
              Double.isNaN(distance) ? null : distance,
              last == null ? null : Duration.between(last.at(), at),
              openTasks.getOrDefault(person.id(), 0)));
    }
    candidates.sort(
        Comparator.comparingDouble(
            c -> c.distanceMetres() == null ? Double.MAX_VALUE : c.distanceMetres()));
    return candidates;
  }

  /** Persons of a post (null: any) whose unit serves an area at or below a path. */
  public List<Person> listInArea(@Nullable String post, String areaPath) {
    var today = areas.today();
    return staff().persons().stream()
        .filter(person -> post == null || person.posts().contains(post))
        .filter(person ->
            areas
                .findPath(unitOf(person).area(), today)
                .map(path -> path.startsWith(areaPath))
                .orElse(false))
        .toList();
  }

  /** Where a person is to be found when nobody has seen them: in the first of their grids. */
  public Optional<Position> placeOf(Person person) {
    return person.grids().stream()
        .flatMap(grid -> areas.find(grid, areas.today()).stream())
        .findFirst()
        .map(area -> new Position(area.lon(), area.lat()));
  }

  private double metresFromGrids(Person person, Position near) {
    var today = areas.today();
    return person.grids().stream()
        .flatMap(grid -> areas.find(grid, today).stream())
        .flatMapToDouble(
            area -> DoubleStream.of(new Position(area.lon(), area.lat()).metresTo(near)))
        .min()
        .orElse(Double.NaN);
  }

  /** Goes on or off duty by a person's own word, until the shift ends. */
  public void setDuty(long person, boolean onDuty) {
    var now = clock.instant();
    var until = duty(person, now).map(OnDuty::until).orElseGet(() -> now.plus(OWN_DUTY));
    change(writer -> {
      writer.put(new DutyOverride(get(person).id(), now, until, onDuty));
      events.publishEvent(new DutyChanged(person, onDuty, now));
    });
  }

  /** Runs a change of the tables in one transaction and takes it over. */
  void change(Consumer<StaffStore> changes) {
    transactions.executeWithoutResult(status -> {
      store.lockAndCount();
      changes.accept(store);
    });
    refresh();
  }

  Staff staff() {
    return loaded.staff;
  }

  /** Takes over what this or another process changed. */
  @Scheduled(fixedDelay = 500)
  synchronized void refresh() {
    var revision = store.revision();
    if (revision != loaded.revision) {
      loaded = new Loaded(revision, store.load(clock.instant()));
    }
  }
}
