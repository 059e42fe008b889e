package org.yiwang.people;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.yiwang.territory.AreasChanged;

/**
 * Units, answerable grids and rosters follow boundaries. Where an area was split, a unit and a
 * roster stay with the first part until a person decides; a grid is answered for in all its parts.
 */
@Component("people.WhenAreasChanged")
class WhenAreasChanged {
  private final People people;

  WhenAreasChanged(People people) {
    this.people = people;
  }

  @ApplicationModuleListener
  void on(AreasChanged event) {
    var next = event.successors();
    if (next.isEmpty()) {
      return;
    }
    people.change(store -> {
      var staff = people.staff();
      for (var unit : staff.units()) {
        if (next.containsKey(unit.area())) {
          store.put(unit.serving(first(next, unit.area())));
        }
      }
      for (var person : staff.persons()) {
        var grids = follow(person.grids(), next);
        if (!grids.equals(person.grids())) {
          store.put(person.answeringFor(grids));
        }
      }
      for (var roster : staff.rosters()) {
        if (next.containsKey(roster.area())) {
          store.put(roster.in(first(next, roster.area())));
        }
      }
    });
  }

  private static String first(Map<String, List<String>> next, String code) {
    return next.getOrDefault(code, List.of(code)).getFirst();
  }

  static List<String> follow(List<String> grids, Map<String, List<String>> next) {
    var result = new LinkedHashSet<String>();
    grids.forEach(grid -> result.addAll(next.getOrDefault(grid, List.of(grid))));
    return new ArrayList<>(result);
  }
}
