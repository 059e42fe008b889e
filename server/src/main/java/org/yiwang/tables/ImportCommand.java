package org.yiwang.tables;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code import WHAT FILE…}: exit code 0 when every line was used, 1 when some could not be. */
@Command(
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Adds and updates from files; the same file twice changes nothing.")
public final class ImportCommand implements Callable<Integer> {
  /** A wrong file has the same fault on every line: this many are told, the rest counted. */
  private static final int PROBLEMS_SHOWN = 50;

  private final Importer importer;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "CSV, or GeoJSON for areas")
  private List<Path> files = List.of();

  @Option(
      names = "--coordinates",
      defaultValue = "wgs84",
      description = "of the file: wgs84 (default), gcj02 or bd09")
  private String coordinates = "wgs84";

  @Option(names = "--from", description = "first day in force, where a line names none")
  private @Nullable LocalDate from;

  @Option(names = "--level", description = "level of areas, where a line names none")
  private @Nullable String level;

  @Option(names = "--parent", description = "parent of areas, where a line names none")
  private @Nullable String parent;

  @Option(names = "--dry-run", defaultValue = "false", description = "check and report only")
  private boolean dryRun;

  public ImportCommand(Importer importer) {
    this.importer = importer;
  }

  /** The command {@code import} with one subcommand for each importer. */
  public static CommandLine group(List<Importer> importers) {
    var group = new CommandLine(CommandSpec.create().name("import").mixinStandardHelpOptions(true));
    for (var importer : importers) {
      group.addSubcommand(importer.what(), new ImportCommand(importer));
    }
    return group;
  }

  @Override
  public Integer call() {
    var line = Objects.requireNonNull(spec).commandLine();
    try {
      var report = importer.run(files, new ImportOptions(coordinates, from, level, parent, dryRun));
      print(report, line.getOut(), line.getErr());
      return report.problems().isEmpty() && (report.stored() || dryRun || report.refused() == 0)
          ? 0
          : 1;
    } catch (NoSuchFileException e) {
      line.getErr().println("no such file: " + e.getFile());
      return 2;
    } catch (IOException e) {
      line.getErr().println(e.getMessage());
      return 1;
    }
  }

  static void print(ImportReport report, PrintWriter out, PrintWriter err) {
    report.notes().forEach(err::println);
    report.problems().stream().limit(PROBLEMS_SHOWN).forEach(err::println);
    if (report.problems().size() > PROBLEMS_SHOWN) {
      err.println("… and " + (report.problems().size() - PROBLEMS_SHOWN) + " more");
    }
    out.println(report.summary());
  }
}
