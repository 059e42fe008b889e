package org.yiwang.people;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.yiwang.tables.Csv;
import org.yiwang.tables.ImportOptions;
import org.yiwang.tables.ImportReport;
import org.yiwang.tables.Importer;
import org.yiwang.tables.Row;
import org.yiwang.territory.Areas;

/**
 * {@code import people people.csv}: columns code, name, login, unit, posts, skills, phone, grids;
 * the last but phone and all of posts, skills, grids separated by {@code |}.
 */
@Component
@Order(24)
class PersonImporter implements Importer {
  private final People people;
  private final Areas areas;

  PersonImporter(People people, Areas areas) {
    this.people = people;
    this.areas = areas;
  }

  @Override
  public String what() {
    return "people";
  }

  @Override
  public ImportReport run(List<Path> files, ImportOptions options) throws IOException {
    var staff = people.staff();
    var logins = new HashMap<String, String>();
    for (var person : staff.persons()) {
      if (person.login() != null) {
        logins.put(person.login(), person.code());
      }
    }
    return Csv.read(files, row -> read(row, staff, logins))
        .store(
            what(),
            person -> Optional.ofNullable(staff.person(person.code())),
            (old, read) -> old.equals(read.numbered(old.id())),
            all -> people.change(store -> all.forEach(store::put)),
            options.dryRun());
  }

  private Person read(Row row, Staff staff, Map<String, String> logins) {
    var code = row.text("code");
    var unit = row.text("unit");
    if (staff.unit(unit) == null) {
      row.refuse("unit", "no unit " + unit);
    }
    var posts = row.list("posts");
    if (posts.isEmpty()) {
      row.refuse("posts", "value missing");
    }
    refuseUnknown(row, "posts", posts, staff.posts().keySet());
    var skills = row.list("skills");
    refuseUnknown(row, "skills", skills, staff.skills().keySet());
    var phone = row.text("phone", "");
    if (!phone.matches("[0-9+-]{0,20}")) {
      row.refuse("phone", "not a telephone number");
    }
    var grids = row.list("grids");
    var today = areas.today();
    for (var grid : grids) {
      if (areas.find(grid, today).isEmpty()) {
        row.refuse("grids", "no area " + grid + " in force today");
      }
    }
    var person =
        new Person(0, code, row.text("name"), login(row), unit, posts, skills, phone, grids);
    var login = person.login();
    if (login != null && row.usable()) {
      var other = logins.putIfAbsent(login, code);
      if (other != null && !other.equals(code)) {
        row.refuse("login", login + " belongs to " + other);
      }
    }
    return person;
  }

  private static @Nullable String login(Row row) {
    var login = row.optional("login");
    if (login != null && !login.matches("[a-z0-9._-]{2,40}")) {
      row.refuse("login", "2 to 40 of a-z, 0-9, dot, dash, underscore");
    }
    return login;
  }

  private static void refuseUnknown(
      Row row, String field, List<String> codes, Collection<String> known) {
    for (var code : codes) {
      if (!known.contains(code)) {
        row.refuse(field, "unknown: " + code);
      }
    }
  }
}
