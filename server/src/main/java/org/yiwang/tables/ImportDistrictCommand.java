package org.yiwang.tables;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code import district FOLDER}: every file of a folder, each by its importer, in their order. */
@Command(
    mixinStandardHelpOptions = true,
    description = "Everything of a folder: areas.csv, units.csv, people.csv, devices.csv …")
public final class ImportDistrictCommand implements Callable<Integer> {
  private final Importers importers;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "FOLDER", description = "named like the model district, demo/district")
  private Path folder = Path.of(".");

  public ImportDistrictCommand(Importers importers) {
    this.importers = importers;
  }

  @Override
  public Integer call() throws IOException {
    var line = Objects.requireNonNull(spec).commandLine();
    if (!Files.isDirectory(folder)) {
      line.getErr().println("no such folder: " + folder);
      return 2;
    }
    var reports = importers.load(folder);
    if (reports.isEmpty()) {
      line.getErr().println("no file in " + folder + " has the name of something to import");
      return 2;
    }
    reports.forEach(report -> ImportCommand.print(report, line.getOut(), line.getErr()));
    return reports.stream().allMatch(report -> report.problems().isEmpty()) ? 0 : 1;
  }
}
