package org.yiwang.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yiwang.access.Audit;
import org.yiwang.history.History;
import org.yiwang.rules.ArmedRules;
import org.yiwang.tracks.Tracks;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code doctor}: looks at an installation, running or not, and says in one line each what is well
 * and what to do about what is not. Exit code 1 when something is not well.
 */
@Command(
    name = "doctor",
    description = "Looks whether an installation is well, and says what to do where it is not.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class DoctorCommand implements Callable<Integer> {
  private static final long LEAST_FREE = 2L << 30;
  private static final long READING_NANOS = 30_000_000_000L;

  private final Class<?> application;
  private boolean isWell = true;

  @Option(names = "--data", defaultValue = "data/main", description = "folder of the installation")
  private Path data = Path.of("");

  @Option(names = "--config", description = "configuration file")
  private @Nullable Path config;

  DoctorCommand(Class<?> application) {
    this.application = application;
  }

  @Override
  public Integer call() throws IOException {
    if (!Beside.isInstallation(data, config)) {
      // A look makes nothing: the name may be mistyped.
      checkFolder(nearest(data.toAbsolutePath()));
      well(
          "installation", "none in " + data + " yet; ./yiwang serve --data " + data + " makes one");
      return isWell ? 0 : 1;
    }
    Files.createDirectories(data);
    checkFolder(data);
    var address = ServerAddress.find(data);
    well("server", address.map(at -> "runs at " + at).orElse("does not run on this folder"));
    if (address.isEmpty() && Commands.isTaken(Commands.DEFAULT_PORT)) {
      well("port", Commands.DEFAULT_PORT + " is taken by another program; start with --port");
    }
    try (var context = new Installation(data).config(config).tool(application)) {
      var sql = context.getBean(JdbcClient.class);
      well("database", sql.sql("select version()").query(String.class).single());
      well("tracks", context.getBean(Tracks.class).list().size() + " packages, all valid");
      well("rules", context.getBean(ArmedRules.class).list().size() + " rules, all valid");
      checkContents(sql);
      checkHistory(context.getBean(History.class));
      var broken = new Audit(sql).verify();
      check(
          broken.isEmpty(),
          "audit",
          "the chain is whole",
          "the chain is broken at entry " + broken.orElse(0L) + "; compare with a backup");
    } catch (RuntimeException e) {
      fault("start", Commands.reason(e));
    }
    return isWell ? 0 : 1;
  }

  private static Path nearest(Path folder) {
    var parent = folder.getParent();
    return Files.exists(folder) || parent == null ? folder : nearest(parent);
  }

  private void checkFolder(Path folder) throws IOException {
    check(
        Files.isWritable(folder),
        "data folder",
        folder + " can be written",
        folder + " can't be written");
    var free = Files.getFileStore(folder).getUsableSpace();
    check(
        free > LEAST_FREE,
        "disk",
        "%.1f GB free".formatted(free / 1e9),
        "only %.1f GB free; make room, or readings stop being taken".formatted(free / 1e9));
  }

  private void checkContents(JdbcClient sql) {
    well(
        "contents",
        "%d areas, %d subjects, %d devices, %d cases"
            .formatted(
                count(sql, "territory.area"),
                count(sql, "registry.subject"),
                count(sql, "registry.device"),
                count(sql, "cases.city_case")));
    var quarantined = count(sql, "intake.quarantine");
    well("quarantine", quarantined + " entries" + (quarantined == 0 ? "" : " to be looked at"));
    var unused = count(sql, "detection.unused");
    check(
        unused == 0,
        "findings",
        "all could be used",
        unused + " could not be used; see the table detection.unused for the reasons");
    sql.sql("select * from detection.judged_anew order by id desc limit 1")
        .query((row, n) ->
            "made again at %s from %d readings since %s (wanted: since %s), as its snapshot could not be used: %s"
                .formatted(
                    row.getTimestamp("at").toInstant(),
                    row.getLong("readings"),
                    row.getTimestamp("reached_from") == null
                        ? "none"
                        : row.getTimestamp("reached_from").toInstant(),
                    row.getTimestamp("wanted_from").toInstant(),
                    row.getString("reason")))
        .optional()
        .ifPresentOrElse(
            last -> well("state", last), () -> well("state", "never had to be made again"));
    var open =
        sql.sql(
                """
                select count(*) from platform.event_publication
                where completion_date is null and publication_date < now() - interval '10 minutes'
                """)
            .query(Long.class)
            .single();
    check(
        open == 0,
        "events",
        "none waits",
        open + " wait for more than ten minutes; start the server, or see its log");
  }

  /** All files are there; as many as can be read in the time, the newest first, are whole. */
  private void checkHistory(History history) {
    var files = history.listAll();
    var until = System.nanoTime() + READING_NANOS;
    var read = 0;
    var faults = new ArrayList<String>();
    for (var file : files.reversed()) {
      if (System.nanoTime() < until) {
        read++;
        faults.add(history.fault(file));
      } else if (!Files.exists(file.file())) {
        faults.add(file.file() + " is missing");
      }
    }
    faults.removeIf(String::isEmpty);
    check(
        faults.isEmpty(),
        "history",
        "%d days in files, %d of them read and whole".formatted(files.size(), read),
        faults.size() + " files are not well, take them from a backup: " + faults);
  }

  private static long count(JdbcClient sql, String table) {
    return sql.sql("select count(*) from " + table).query(Long.class).single();
  }

  private void check(boolean isGood, String what, String good, String bad) {
    if (isGood) {
      well(what, good);
    } else {
      fault(what, bad);
    }
  }

  private static void well(String what, String how) {
    System.out.printf("ok     %-12s %s%n", what, how);
  }

  private void fault(String what, String how) {
    isWell = false;
    System.out.printf("FAULT  %-12s %s%n", what, how);
  }
}
