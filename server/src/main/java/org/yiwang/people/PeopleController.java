package org.yiwang.people;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.yiwang.platform.Caller;
import org.yiwang.platform.Needs;
import org.yiwang.platform.Page;
import org.yiwang.platform.Refused;
import org.yiwang.platform.Text;
import org.yiwang.territory.Areas;
import org.yiwang.territory.Position;

/** People, units, duty and positions over HTTP. */
@RestController
@RequestMapping("/api/v1")
class PeopleController {
  record UnitName(long id, String name) {}

  record UnitView(
      long id, String code, Text name, String kind, @Nullable String parent, String area) {}

  record PersonView(
      long id,
      String code,
      String name,
      @Nullable String post,
      List<String> posts,
      List<String> skills,
      UnitName unit,
      String phone,
      boolean onDuty,
      @Nullable Instant onDutyUntil,
      @Nullable Double lon,
      @Nullable Double lat,
      @Nullable Instant at,
      @Nullable Integer openTasks) {}

  record Contact(long id, String name, String phone) {}

  record DutyWish(boolean onDuty) {}

  record DutyView(boolean onDuty, @Nullable String post, @Nullable Instant until) {}

  record SentPosition(double lon, double lat, @Nullable Instant at) {}

  private final People people;
  private final Positions positions;
  private final Areas areas;
  private final ObjectProvider<OpenTasks> openTasks;
  private final Clock clock;

  PeopleController(
      People people,
      Positions positions,
      Areas areas,
      ObjectProvider<OpenTasks> openTasks,
      Clock clock) {
    this.people = people;
    this.positions = positions;
    this.areas = areas;
    this.openTasks = openTasks;
    this.clock = clock;
  }

  /** The caller sees those whose unit serves an area the right reaches. */
  @Needs("people.read")
  @GetMapping("/people")
  Page<PersonView> list(
      Caller caller,
      @RequestParam @Nullable String post,
      @RequestParam @Nullable String area,
      @RequestParam @Nullable Boolean onDuty,
      @RequestParam @Nullable String cursor,
      @RequestParam @Nullable Integer limit) {
    var now = clock.instant();
    var size = Page.size(limit);
    var after = number(cursor);
    var found =
        people.listInArea(post, area == null ? "/" : pathOf(area)).stream()
            .filter(person -> person.id() > after)
            .filter(person -> caller.has("people.read", pathOf(person), null))
            .filter(person -> onDuty == null || onDuty == people.duty(person.id(), now).isPresent())
            .sorted(Comparator.comparingLong(Person::id))
            .limit(size + 1L)
            .toList();
    // One more than the page was looked for, to know whether another follows.
    var page = found.size() > size ? found.subList(0, size) : found;
    var numbers = page.stream().map(Person::id).toList();
    var seen = positions.latest(numbers);
    var counter = openTasks.getIfAvailable();
    var counts = counter == null ? null : counter.count(numbers);
    var views =
        page.stream().map(person -> view(person, now, seen.get(person.id()), counts)).toList();
    return new Page<>(views, found.size() > size ? Long.toString(numbers.getLast()) : null);
  }

  private static long number(@Nullable String cursor) {
    if (cursor == null) {
      return 0;
    }
    if (!cursor.matches("[0-9]{1,18}")) {
      throw Refused.invalid("cursor", "is none of this list");
    }
    return Long.parseLong(cursor);
  }

  private PersonView view(
      Person person, Instant now, @Nullable Seen seen, @Nullable Map<Long, Integer> openTasks) {
    var duty = people.duty(person.id(), now).orElse(null);
    var unit = people.unitOf(person);
    return new PersonView(
        person.id(),
        person.code(),
        person.name(),
        duty != null && duty.post() != null ? duty.post() : person.posts().getFirst(),
        person.posts(),
        person.skills(),
        new UnitName(unit.id(), unit.name()),
        person.maskedPhone(),
        duty != null,
        duty == null ? null : duty.until(),
        seen == null ? null : seen.position().lon(),
        seen == null ? null : seen.position().lat(),
        seen == null ? null : seen.at(),
        openTasks == null ? null : openTasks.getOrDefault(person.id(), 0));
  }

  /** The full telephone number, for those who have to call. */
  @Needs("people.contact")
  @GetMapping("/people/{id}/contact")
  Contact contact(Caller caller, @PathVariable long id) {
    var person = people.get(id);
    caller.require("people.contact", pathOf(person), null);
    return new Contact(id, person.name(), person.phone());
  }

  @Needs(Needs.SIGN_IN)
  @GetMapping("/units")
  Page<UnitView> units(@RequestParam @Nullable String kind, @RequestParam @Nullable String area) {
    var within = area == null ? "/" : pathOf(area);
    var units =
        people.listUnits().stream()
            .filter(unit -> kind == null || kind.equals(unit.kind()))
            .filter(unit -> pathOrRoot(unit.area()).startsWith(within))
            .map(PeopleController::view)
            .toList();
    return Page.of(units);
  }

  private static UnitView view(Unit unit) {
    var name = new Text(unit.name(), unit.en() == null ? unit.name() : unit.en());
    return new UnitView(unit.id(), unit.code(), name, unit.kind(), unit.parent(), unit.area());
  }

  @Needs(Needs.SIGN_IN)
  @GetMapping("/people/me/duty")
  DutyView duty(Caller caller) {
    return people
        .duty(personOf(caller), clock.instant())
        .map(duty -> new DutyView(true, duty.post(), duty.until()))
        .orElseGet(() -> new DutyView(false, null, null));
  }

  @Needs(Needs.SIGN_IN)
  @PutMapping("/people/me/duty")
  DutyView setDuty(Caller caller, @RequestBody DutyWish wish) {
    people.setDuty(personOf(caller), wish.onDuty());
    return duty(caller);
  }

  @Needs("position.send")
  @PostMapping("/positions")
  ResponseEntity<Void> position(Caller caller, @RequestBody SentPosition sent) {
    if (!(Math.abs(sent.lon()) <= 180) || !(Math.abs(sent.lat()) <= 90)) {
      throw Refused.invalid("lon, lat", "not a position in degrees");
    }
    var at = sent.at() == null ? clock.instant() : sent.at();
    positions.note(personOf(caller), new Position(sent.lon(), sent.lat()), at);
    return ResponseEntity.noContent().build();
  }

  private static long personOf(Caller caller) {
    var person = caller.person();
    if (person == null) {
      throw Refused.forbidden("only a person of a unit can do this");
    }
    return person;
  }

  private String pathOf(Person person) {
    return pathOrRoot(people.unitOf(person).area());
  }

  private String pathOrRoot(String area) {
    return areas.findPath(area, areas.today()).orElse("/");
  }

  private String pathOf(String area) {
    return areas.findPath(area, areas.today()).orElseThrow(() -> Refused.notFound("area", area));
  }
}
