package org.yiwang.tables;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.yiwang.platform.Refused;

/** All importers, in the order in which a whole district has to be taken in. */
@Component
public class Importers {
  private final List<Importer> importers;

  Importers(List<Importer> importers) {
    this.importers = List.copyOf(importers);
  }

  public List<Importer> list() {
    return importers;
  }

  /**
   * The importer of one kind of file.
   *
   * @throws Refused when there is none
   */
  public Importer get(String what) {
    return importers.stream()
        .filter(importer -> importer.what().equals(what))
        .findFirst()
        .orElseThrow(() -> Refused.notFound("import", what));
  }

  /** Runs every importer whose files are in the folder ({@code units.csv} …), in their order. */
  public List<ImportReport> load(Path folder) throws IOException {
    var reports = new ArrayList<ImportReport>();
    for (var importer : importers) {
      try (var all = Files.list(folder)) {
        var files =
            all.filter(file -> nameOf(file).startsWith(importer.what() + ".")).sorted().toList();
        if (!files.isEmpty()) {
          reports.add(importer.run(files, ImportOptions.PLAIN));
        }
      }
    }
    return reports;
  }

  private static String nameOf(Path file) {
    return String.valueOf(file.getFileName());
  }
}
