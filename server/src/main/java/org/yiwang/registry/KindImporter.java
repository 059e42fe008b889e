package org.yiwang.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.yiwang.tables.Csv;
import org.yiwang.tables.ImportOptions;
import org.yiwang.tables.ImportReport;
import org.yiwang.tables.Importer;

/**
 * {@code import kinds kinds.yaml}: kinds of subjects that no track brings, in the form tracks use.
 * A kind of a track is left as it is.
 */
@Component
@Order(30)
class KindImporter implements Importer {
  private final Kinds kinds;

  KindImporter(Kinds kinds) {
    this.kinds = kinds;
  }

  @Override
  public String what() {
    return "kinds";
  }

  @Override
  public ImportReport run(List<Path> files, ImportOptions options) throws IOException {
    var read = new ArrayList<Kind>();
    for (var file : files) {
      try {
        read.addAll(KindFile.parse(Files.readString(file), Kind.LOCAL));
      } catch (IllegalArgumentException e) {
        throw new IOException(file + ": " + e.getMessage(), e);
      }
    }
    // A kind that a track brought counts as unchanged: only the track may change it.
    return new Csv<>(read.size(), read, List.of())
        .store(
            what(),
            kind -> kinds.find(kind.code()),
            (old, kind) -> old.equals(kind) || !old.track().equals(Kind.LOCAL),
            all -> all.forEach(kinds::put),
            options.dryRun());
  }
}
