package org.yiwang.people;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.yiwang.tables.Csv;
import org.yiwang.tables.ImportOptions;
import org.yiwang.tables.ImportReport;
import org.yiwang.tables.Importer;
import org.yiwang.tables.Row;
import org.yiwang.territory.Areas;

/**
 * {@code import units units.csv}: columns code, name, en, kind, parent, area. A parent stands above
 * its units in the file, or is there already.
 */
@Component
@Order(23)
class UnitImporter implements Importer {
  private final People people;
  private final Areas areas;

  UnitImporter(People people, Areas areas) {
    this.people = people;
    this.areas = areas;
  }

  @Override
  public String what() {
    return "units";
  }

  @Override
  public ImportReport run(List<Path> files, ImportOptions options) throws IOException {
    var staff = people.staff();
    var above = new HashSet<String>();
    staff.units().forEach(unit -> above.add(unit.code()));
    return Csv.read(files, row -> read(row, above))
        .store(
            what(),
            unit -> Optional.ofNullable(staff.unit(unit.code())),
            (old, read) -> old.equals(read.numbered(old.id())),
            all -> people.change(store -> all.forEach(store::put)),
            options.dryRun());
  }

  private Unit read(Row row, Set<String> above) {
    var parent = row.optional("parent");
    if (parent != null && !above.contains(parent)) {
      row.refuse("parent", "no unit " + parent + " above this line or before");
    }
    var area = row.text("area");
    if (areas.find(area, areas.today()).isEmpty()) {
      row.refuse("area", "no area " + area + " in force today");
    }
    var unit =
        new Unit(
            0,
            row.text("code"),
            row.text("name"),
            row.optional("en"),
            row.text("kind"),
            parent,
            area);
    if (row.usable()) {
      above.add(unit.code());
    }
    return unit;
  }
}
