package org.yiwang.tables;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Imports a folder that describes a whole district, such as the model one. */
@Component
public class FolderImport {
  private final List<Importer> importers;

  FolderImport(List<Importer> importers) {
    this.importers = importers;
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
