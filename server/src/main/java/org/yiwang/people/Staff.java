package org.yiwang.people;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everyone, every unit and every roster at one moment of the database. Immutable. */
final class Staff {
  private final Map<String, Unit> units = new LinkedHashMap<>();
  private final Map<Long, Unit> unitsById = new HashMap<>();
  private final Map<String, Person> persons = new LinkedHashMap<>();
  private final Map<Long, Person> personsById = new HashMap<>();
  private final Map<Long, List<Roster>> rosters = new HashMap<>();
  private final Map<Long, List<DutyOverride>> overrides = new HashMap<>();
  private final Map<String, Shift> shifts = new LinkedHashMap<>();
  private final Map<String, Named> posts = new LinkedHashMap<>();
  private final Map<String, Named> skills = new LinkedHashMap<>();

  Staff(
      List<Unit> units,
      List<Person> persons,
      List<Roster> rosters,
      List<DutyOverride> overrides,
      List<Shift> shifts,
      List<Named> posts,
      List<Named> skills) {
    units.forEach(unit -> this.units.put(unit.code(), unit));
    units.forEach(unit -> unitsById.put(unit.id(), unit));
    persons.forEach(person -> this.persons.put(person.code(), person));
    persons.forEach(person -> personsById.put(person.id(), person));
    for (var roster : rosters) {
      this.rosters.computeIfAbsent(roster.person(), p -> new ArrayList<>()).add(roster);
    }
    for (var override : overrides) {
      this.overrides.computeIfAbsent(override.person(), p -> new ArrayList<>()).add(override);
    }
    shifts.forEach(shift -> this.shifts.put(shift.code(), shift));
    posts.forEach(post -> this.posts.put(post.code(), post));
    skills.forEach(skill -> this.skills.put(skill.code(), skill));
  }

  @Nullable Unit unit(String code) {
    return units.get(code);
  }

  @Nullable Unit unit(long id) {
    return unitsById.get(id);
  }

  List<Unit> units() {
    return List.copyOf(units.values());
  }

  @Nullable Person person(String code) {
    return persons.get(code);
  }

  @Nullable Person person(long id) {
    return personsById.get(id);
  }

  List<Person> persons() {
    return List.copyOf(persons.values());
  }

  List<Roster> rosters() {
    return rosters.values().stream().flatMap(List::stream).toList();
  }

  List<Roster> rostersOf(long person) {
    return rosters.getOrDefault(person, List.of());
  }

  List<DutyOverride> overridesOf(long person) {
    return overrides.getOrDefault(person, List.of());
  }

  Map<String, Shift> shifts() {
    return shifts;
  }

  Map<String, Named> posts() {
    return posts;
  }

  Map<String, Named> skills() {
    return skills;
  }
}
