package org.yiwang.registry;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.yiwang.platform.Text;
import org.yiwang.tables.Csv;
import org.yiwang.tables.ImportOptions;
import org.yiwang.tables.ImportReport;
import org.yiwang.tables.Importer;
import org.yiwang.tables.Row;

/** {@code import properties properties.csv}: columns code, name, en, life-safety (yes or no). */
@Component
@Order(31)
class PropertyImporter implements Importer {
  private final Kinds kinds;

  PropertyImporter(Kinds kinds) {
    this.kinds = kinds;
  }

  @Override
  public String what() {
    return "properties";
  }

  @Override
  public ImportReport run(List<Path> files, ImportOptions options) throws IOException {
    return Csv.read(files, PropertyImporter::read)
        .store(
            what(),
            property -> kinds.findProperty(property.code()),
            Property::equals,
            all -> all.forEach(kinds::put),
            options.dryRun());
  }

  private static Property read(Row row) {
    var name = row.text("name");
    var safety = row.text("life-safety", "no");
    if (!safety.equals("yes") && !safety.equals("no")) {
      row.refuse("life-safety", "yes or no expected: " + safety);
    }
    return new Property(
        row.text("code"), new Text(name, row.text("en", name)), safety.equals("yes"));
  }
}
