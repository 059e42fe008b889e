package org.yiwang.registry;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.yiwang.registry.Drafts.NewDevice;
import org.yiwang.tables.Csv;
import org.yiwang.tables.ImportOptions;
import org.yiwang.tables.ImportReport;
import org.yiwang.tables.Importer;
import org.yiwang.tables.Row;
import org.yiwang.tables.Table;

/**
 * {@code import devices devices.csv}: columns code, name, kind, subject, datastreams ({@code
 * property=unit;…}) and, where a device does not stand at its subject, lon and lat (WGS-84).
 */
@Component
@Order(33)
class DeviceImporter implements Importer {
  private final Register register;
  private final Checks checks;

  DeviceImporter(Register register, Checks checks) {
    this.register = register;
    this.checks = checks;
  }

  @Override
  public String what() {
    return "devices";
  }

  @Override
  public ImportReport run(List<Path> files, ImportOptions options) throws IOException {
    var named = new LinkedHashSet<String>();
    for (var file : files) {
      Table.read(file).rows().forEach(row -> named.add(row.text("subject", "")));
    }
    var subjects = register.findSubjects(named).keySet();
    var csv = Csv.read(files, row -> read(row, subjects));
    var there = register.findDevices(csv.values().stream().map(NewDevice::code).toList());
    return csv.store(
        what(),
        device -> Optional.ofNullable(there.get(device.code())),
        DeviceImporter::isSame,
        register::putDevices,
        options.dryRun());
  }

  private NewDevice read(Row row, Set<String> subjects) {
    var subject = row.text("subject");
    if (!subject.isEmpty() && !subjects.contains(subject)) {
      row.refuse("subject", "no subject " + subject);
    }
    var device =
        new NewDevice(
            row.text("code"),
            row.text("name"),
            row.text("kind"),
            subject,
            row.optionalNumber("lon").orElse(null),
            row.optionalNumber("lat").orElse(null),
            row.pairs("datastreams"));
    if (row.usable()) {
      checks.faults(device).forEach(fault -> row.refuse(fault.field(), fault.reason()));
    }
    return device;
  }

  /** A line that names no position or leaves datastreams out asks for no change of them. */
  private static boolean isSame(NewDevice old, NewDevice read) {
    return old.name().equals(read.name())
        && old.kind().equals(read.kind())
        && old.subject().equals(read.subject())
        && (read.lon() == null || read.lon().equals(old.lon()))
        && (read.lat() == null || read.lat().equals(old.lat()))
        && old.datastreams().entrySet().containsAll(read.datastreams().entrySet());
  }
}
