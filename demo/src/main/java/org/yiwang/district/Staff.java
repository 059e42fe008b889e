package org.yiwang.district;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Units, made-up persons and their rosters. Given names say "sample" or "model", and telephone
 * numbers start with 100, which no network uses, so that nobody real is meant or called.
 */
final class Staff {
  /** Areas a grid worker answers for, on average: about 500 workers for 1,300 grids. */
  private static final double GRIDS_A_WORKER = 2.6;

  /** A Monday: rosters count their cycles from here. */
  private static final String ROSTERS_FROM = "2026-01-05";

  private final Table units = Table.with("code", "name", "en", "kind", "parent", "area");
  private final Table people =
      Table.with("code", "name", "login", "unit", "posts", "skills", "phone", "grids");
  private final Table rosters =
      Table.with("person", "post", "shift", "from", "to", "every", "on", "area");
  private final List<Area> areas;
  private final Random random;
  private final Iterator<String> names;

  Staff(List<Area> areas, Table family, Table given, Random random) {
    this.areas = areas;
    this.random = random;
    var all = new ArrayList<String>();
    for (var first : family.rows()) {
      for (var second : given.rows()) {
        all.add(first.get("zh") + second.get("zh"));
      }
    }
    Collections.shuffle(all, random);
    this.names = all.iterator();
  }

  Table units() {
    return units;
  }

  Table people() {
    return people;
  }

  Table rosters() {
    return rosters;
  }

  void hire(Table unitRecipe, Table staffRecipe) {
    for (var row : unitRecipe.rows()) {
      for (var area : ofLevel(row.get("each"))) {
        units.add(
            fill(row.get("code"), area),
            fill(row.get("name"), area),
            fill(row.get("en"), area),
            row.get("kind"),
            fill(row.get("parent"), area),
            area.code());
      }
    }
    for (var row : staffRecipe.rows()) {
      for (var area : ofLevel(row.get("each"))) {
        if (row.get("count").isEmpty()) {
          hireGridWorkers(row, area);
        } else {
          for (var i = 0; i < Integer.parseInt(row.get("count")); i++) {
            hire(row, area, i, "", row.get("login") + (i == 0 ? "" : i + 1));
          }
        }
      }
    }
  }

  /** Shares the grids of each community of a street among its workers, neighbours together. */
  private void hireGridWorkers(Table.Row row, Area street) {
    var number = 0;
    for (var community : children(street)) {
      var grids = children(community);
      var workers = Math.max(1, (int) Math.round(grids.size() / GRIDS_A_WORKER));
      for (var i = 0; i < workers; i++) {
        var own =
            grids.subList(i * grids.size() / workers, (i + 1) * grids.size() / workers).stream()
                .map(Area::code)
                .collect(Collectors.joining("|"));
        // One sample login a street: worker-001 … worker-102, after the last digits of its code.
        var login = number == 0 ? row.get("login") + "-" + street.code().substring(6) : "";
        hire(row, street, number++, own, login);
      }
    }
  }

  private void hire(Table.Row row, Area area, int number, String grids, String login) {
    var code = "P%04d".formatted(people.rows().size() + 1);
    people.add(
        code,
        names.next(),
        row.get("login").isEmpty() ? "" : login,
        fill(row.get("unit"), area),
        row.get("post"),
        skills(row, number),
        "100%08d".formatted(random.nextInt(100_000_000)),
        grids);
    roster(code, row.get("post"), row.get("pattern"), number, area.code());
  }

  /** Everyone has the first skill of the recipe; the others go round. */
  private static String skills(Table.Row row, int number) {
    var all = row.get("skills").split("\\|");
    return all.length == 1 ? all[0] : all[0] + "|" + all[1 + number % (all.length - 1)];
  }

  /**
   * Offices work Monday to Friday; a cycle is day, night, off, off; weekly is five days of seven.
   */
  private void roster(String person, String post, String pattern, int number, String area) {
    // Three of ten grid workers go round the clock, so that every street has one at night.
    var cycle = pattern.equals("cycle") || (pattern.equals("mixed") && number % 10 < 3);
    if (pattern.equals("office")) {
      rosters.add(person, post, "office", ROSTERS_FROM, "", 7, "0|1|2|3|4", area);
    } else if (cycle) {
      var phase = (number / 10 * 3 + number % 10) % 4;
      rosters.add(person, post, "day", ROSTERS_FROM, "", 4, phase, area);
      rosters.add(person, post, "night", ROSTERS_FROM, "", 4, (phase + 1) % 4, area);
    } else {
      var on = new ArrayList<String>();
      for (var i = 0; i < 5; i++) {
        on.add(String.valueOf((number + i) % 7));
      }
      Collections.sort(on);
      rosters.add(person, post, "day", ROSTERS_FROM, "", 7, String.join("|", on), area);
    }
  }

  private List<Area> ofLevel(String level) {
    return areas.stream().filter(area -> area.level().equals(level)).toList();
  }

  private List<Area> children(Area parent) {
    return areas.stream().filter(area -> area.parent() == parent).toList();
  }

  private static String fill(String template, Area area) {
    return template
        .replace("{code}", area.code())
        .replace("{name}", area.name())
        .replace("{en}", area.en())
        .replace("{parent}", area.parent() == null ? "" : area.parent().code());
  }
}
