package org.yiwang.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.yiwang.platform.Refused;
import org.yiwang.replay.ReportImport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code import reports FILE --map MAP.yaml}. */
@Command(
    description = "Past reports as cases with their history; the same file twice changes nothing.",
    mixinStandardHelpOptions = true)
final class ImportReportsCommand implements Callable<Integer> {
  private final ReportImport reports;

  @Parameters(paramLabel = "FILE", description = "text with separated values")
  private Path file = Path.of("");

  @Option(names = "--map", required = true, description = "what the columns mean (YAML)")
  private Path map = Path.of("");

  ImportReportsCommand(ReportImport reports) {
    this.reports = reports;
  }

  @Override
  public Integer call() throws IOException {
    try {
      if (!Files.isReadable(file)) {
        throw Refused.invalid("FILE", "there is no " + file);
      }
      var counts = reports.run(file, map);
      System.out.println("read: " + counts.rows() + " rows");
      System.out.println("stored: " + counts.stored() + " cases");
      System.out.println("duplicate: " + counts.duplicate() + " cases");
      System.out.println("quarantined: " + counts.quarantined() + " rows");
      return 0;
    } catch (Refused refused) {
      System.err.println("yiwang: " + refused.getMessage());
      return 2;
    }
  }
}
