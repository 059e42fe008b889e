package org.yiwang.people;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.yiwang.tables.Csv;
import org.yiwang.tables.ImportOptions;
import org.yiwang.tables.ImportReport;
import org.yiwang.tables.Importer;
import org.yiwang.tables.Row;
import org.yiwang.territory.Areas;

/**
 * {@code import rosters rosters.csv}: columns person, post, shift, from, to, every, on, area. Duty
 * is on the days {@code on} (0 the first, separated by {@code |}) of every {@code every} days,
 * counted from {@code from}. The shift {@code off} takes duty away on those days.
 */
@Component
@Order(25)
class RosterImporter implements Importer {
  private record Key(long person, String post, String shift, LocalDate from) {
    static Key of(Roster roster) {
      return new Key(roster.person(), roster.post(), roster.shift(), roster.from());
    }
  }

  private final People people;
  private final Areas areas;

  RosterImporter(People people, Areas areas) {
    this.people = people;
    this.areas = areas;
  }

  @Override
  public String what() {
    return "rosters";
  }

  @Override
  public ImportReport run(List<Path> files, ImportOptions options) throws IOException {
    var staff = people.staff();
    var there = new HashMap<Key, Roster>();
    staff.rosters().forEach(roster -> there.put(Key.of(roster), roster));
    return Csv.read(files, row -> read(row, staff))
        .store(
            what(),
            roster -> Optional.ofNullable(there.get(Key.of(roster))),
            Roster::equals,
            all -> people.change(store -> all.forEach(store::put)),
            options.dryRun());
  }

  private Roster read(Row row, Staff staff) {
    var code = row.text("person");
    var person = staff.person(code);
    if (person == null) {
      row.refuse("person", "no person " + code);
    }
    var post = row.text("post");
    if (person != null && !person.posts().contains(post)) {
      row.refuse("post", code + " does not have the post " + post);
    }
    var shift = row.text("shift");
    if (!shift.equals(Shift.OFF) && !staff.shifts().containsKey(shift)) {
      row.refuse("shift", "unknown: " + shift);
    }
    var area = row.text("area");
    if (areas.find(area, areas.today()).isEmpty()) {
      row.refuse("area", "no area " + area + " in force today");
    }
    var from = row.day("from");
    var to = row.optionalDay("to");
    var every = row.whole("every");
    try {
      var on = row.list("on").stream().map(Integer::valueOf).toList();
      return new Roster(person == null ? 0 : person.id(), post, shift, area, from, to, every, on);
    } catch (IllegalArgumentException e) {
      row.refuse("on", "days of the cycle expected: " + row.text("on", ""));
      return new Roster(0, post, shift, area, from, to, 1, List.of());
    }
  }
}
