package org.yiwang.registry;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.yiwang.registry.Drafts.NewSubject;
import org.yiwang.tables.Csv;
import org.yiwang.tables.ImportOptions;
import org.yiwang.tables.ImportReport;
import org.yiwang.tables.Importer;
import org.yiwang.tables.Row;
import org.yiwang.territory.CoordinateSystem;
import org.yiwang.territory.Position;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * {@code import subjects subjects.csv}: columns code, kind, name, lon, lat, attributes ({@code
 * name=value;…}, in the types the kind's schema names).
 */
@Component
@Order(32)
class SubjectImporter implements Importer {
  private final Register register;
  private final Checks checks;
  private final Kinds kinds;

  SubjectImporter(Register register, Checks checks, Kinds kinds) {
    this.register = register;
    this.checks = checks;
    this.kinds = kinds;
  }

  @Override
  public String what() {
    return "subjects";
  }

  @Override
  public ImportReport run(List<Path> files, ImportOptions options) throws IOException {
    var system = CoordinateSystem.named(options.coordinates());
    var csv = Csv.read(files, row -> read(row, system));
    var there = register.findSubjects(csv.values().stream().map(NewSubject::code).toList());
    return csv.store(
        what(),
        subject -> Optional.ofNullable(there.get(subject.code())),
        NewSubject::equals,
        register::putSubjects,
        options.dryRun());
  }

  private NewSubject read(Row row, CoordinateSystem system) {
    var code = row.text("kind");
    var pairs = row.pairs("attributes");
    var attributes =
        kinds
            .find(code)
            .map(kind -> kind.typed(pairs))
            .orElseGet(JsonNodeFactory.instance::objectNode);
    var lon = row.number("lon");
    var lat = row.number("lat");
    if (Math.abs(lon) <= 180 && Math.abs(lat) <= 90) {
      var wgs84 = system.toWgs84(new Position(lon, lat));
      lon = wgs84.lon();
      lat = wgs84.lat();
    }
    var subject = new NewSubject(row.text("code"), code, row.text("name"), lon, lat, attributes);
    if (row.usable()) {
      checks.faults(subject).forEach(fault -> row.refuse(fault.field(), fault.reason()));
    }
    return subject;
  }
}
