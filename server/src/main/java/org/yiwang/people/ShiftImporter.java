package org.yiwang.people;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.yiwang.platform.Text;
import org.yiwang.tables.Csv;
import org.yiwang.tables.ImportOptions;
import org.yiwang.tables.ImportReport;
import org.yiwang.tables.Importer;
import org.yiwang.tables.Row;

/** {@code import shifts shifts.csv}: columns code, name, en, from, to (times of day). */
@Component
@Order(22)
class ShiftImporter implements Importer {
  private final People people;

  ShiftImporter(People people) {
    this.people = people;
  }

  @Override
  public String what() {
    return "shifts";
  }

  @Override
  public ImportReport run(List<Path> files, ImportOptions options) throws IOException {
    var shifts = people.staff().shifts();
    return Csv.read(files, ShiftImporter::read)
        .store(
            what(),
            shift -> Optional.ofNullable(shifts.get(shift.code())),
            Shift::equals,
            all -> people.change(store -> all.forEach(store::put)),
            options.dryRun());
  }

  private static Shift read(Row row) {
    var code = row.text("code");
    if (code.equals(Shift.OFF)) {
      row.refuse("code", Shift.OFF + " means a day without duty in rosters");
    }
    var name = row.text("name");
    return new Shift(
        code, new Text(name, row.text("en", name)), row.timeOfDay("from"), row.timeOfDay("to"));
  }
}
