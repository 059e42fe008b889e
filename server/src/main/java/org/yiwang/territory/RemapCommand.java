package org.yiwang.territory;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code territory remap FILE}: carries out a dated change of boundaries. Exit code 1 when it can't
 * be carried out; nothing is stored then.
 */
@Component
@Command(
    name = "remap",
    mixinStandardHelpOptions = true,
    description = "Carries out a dated change of areas: merge, split, rename, move, redraw.")
public class RemapCommand implements Callable<Integer> {
  private final AreaChanges changes;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "the change, as YAML")
  private Path file = Path.of("");

  @Option(names = "--dry-run", defaultValue = "false", description = "only say what it comes to")
  private boolean dryRun;

  RemapCommand(AreaChanges changes) {
    this.changes = changes;
  }

  @Override
  public Integer call() {
    var line = Objects.requireNonNull(spec).commandLine();
    try {
      return remap(line);
    } catch (NoSuchFileException e) {
      line.getErr().println("no such file: " + e.getFile());
      return 2;
    } catch (IOException e) {
      line.getErr().println(e.getMessage());
      return 1;
    }
  }

  private int remap(CommandLine line) throws IOException {
    var out = line.getOut();
    var read = RemapFile.read(file);
    var remapped = changes.remap(read.remap(), read.outlines(), dryRun);
    var outcome = remapped.outcome();
    outcome.problems().forEach(line.getErr()::println);
    remapped.flaws().forEach(line.getErr()::println);
    outcome.successors().forEach((old, next) -> out.println(old + " -> " + String.join(" ", next)));
    out.printf(
        "remap: ended %d, begun %d, day %s%s%n",
        outcome.ended().size(),
        outcome.begun().size(),
        read.remap().day(),
        remapped.stored() ? "" : "; nothing was stored");
    return remapped.stored() || (dryRun && outcome.problems().isEmpty()) ? 0 : 1;
  }
}
