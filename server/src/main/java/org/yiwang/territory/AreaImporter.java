package org.yiwang.territory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.yiwang.tables.ImportOptions;
import org.yiwang.tables.ImportReport;
import org.yiwang.tables.Importer;

/** {@code import areas outlines.geojson names.csv}. */
@Component
@Order(10)
class AreaImporter implements Importer {
  private final AreaChanges changes;
  private final Areas areas;

  AreaImporter(AreaChanges changes, Areas areas) {
    this.changes = changes;
    this.areas = areas;
  }

  @Override
  public String what() {
    return "areas";
  }

  @Override
  public ImportReport run(List<Path> files, ImportOptions options) throws IOException {
    var from = options.from() == null ? areas.today() : options.from();
    var defaults = new AreaFile.Defaults(from, options.level(), options.parent());
    return changes.add(
        AreaFile.read(files, CoordinateSystem.named(options.coordinates()), defaults),
        options.dryRun());
  }
}
