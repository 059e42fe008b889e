package org.yiwang.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.yiwang.access.Accounts;
import org.yiwang.access.Audit;
import org.yiwang.access.Roles;
import org.yiwang.access.Tokens;
import org.yiwang.backup.Backup;
import org.yiwang.backup.Restore;
import org.yiwang.demo.DemoDistrict;
import org.yiwang.history.History;
import org.yiwang.platform.Refused;
import org.yiwang.replay.ReportImport;
import org.yiwang.tables.ImportCommand;
import org.yiwang.tables.ImportDistrictCommand;
import org.yiwang.tables.Importers;
import org.yiwang.territory.RemapCommand;
import org.yiwang.tracks.TrackException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import sun.misc.Signal;

/** All commands. Exit codes: 0 well, 2 wrong use, 1 anything else. */
@Command(name = "yiwang", mixinStandardHelpOptions = true, sortOptions = false)
public final class Commands {
  static final int DEFAULT_PORT = 8080;

  private final Class<?> application;

  private Commands(Class<?> application) {
    this.application = application;
  }

  /** Runs a command line; the application is the class Spring starts from. */
  public static int run(Class<?> application, String... arguments) {
    var line =
        new CommandLine(new Commands(application))
            .addSubcommand(new AccountCommand(application))
            .addSubcommand(new ReplayCommand(application))
            .addSubcommand(new DoctorCommand(application));
    // What is imported has options of its own, which are handed on as they stand.
    for (var handsOn : List.of("import", "territory", "backtest")) {
      var command = line.getSubcommands().get(handsOn);
      if (command != null) {
        command.setUnmatchedOptionsArePositionalParams(true);
      }
    }
    line.setExecutionExceptionHandler((e, command, parsed) -> {
      if (!isExpected(e)) {
        e.printStackTrace(command.getErr());
      }
      command.getErr().println("yiwang: " + reason(e));
      return e instanceof Refused refused && refused.kind() == Refused.Kind.INVALID ? 2 : 1;
    });
    return line.execute(arguments);
  }

  @Command(
      name = "demo",
      description = "A model district with a scripted day.",
      mixinStandardHelpOptions = true)
  int demo(
      @Option(names = "--data", defaultValue = "data/demo", description = "folder it lives in")
          Path data,
      @Option(names = "--port", description = "port of the web server (8080)")
          @Nullable Integer port,
      @Option(names = "--speed", defaultValue = "60", description = "demo seconds a second")
          double speed) {
    if (!(speed > 0 && speed <= 3600)) {
      throw Refused.invalid("--speed", "must be above 0 and at most 3600");
    }
    var home = Path.of(System.getProperty("yiwang.home", "."));
    var installation =
        new Installation(data)
            .set("yiwang.demo.speed", speed)
            .set("yiwang.demo.district", home.resolve("demo/district"))
            .set("yiwang.demo.script", home.resolve("demo/script/day.yaml"))
            .set("yiwang.mqtt.port", 0);
    return serve(installation, port);
  }

  @Command(
      name = "serve",
      description = "The server, for real use.",
      mixinStandardHelpOptions = true)
  int serve(
      @Option(names = "--data", defaultValue = "data/main", description = "folder it lives in")
          Path data,
      @Option(names = "--port", description = "port of the web server (8080)")
          @Nullable Integer port,
      @Option(names = "--config", description = "configuration file") @Nullable Path config) {
    return serve(new Installation(data).config(config), port);
  }

  private int serve(Installation installation, @Nullable Integer port) {
    if (port != null) {
      if (port < 0 || port > 65_535) {
        throw Refused.invalid("--port", "must be between 0 and 65535");
      }
      installation.set("server.port", port);
    }
    endWellOnSignal();
    var context = installation.serve(application);
    introduce(context);
    var address = "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
    ServerAddress.keep(installation.data(), address);
    System.out.println("ready " + address);
    System.out.flush();
    waitForEnd(context);
    return 0;
  }

  /** Who stops the server by Ctrl-C or by its supervisor has not met a fault: it ends with 0. */
  private static void endWellOnSignal() {
    for (var name : List.of("INT", "TERM")) {
      Signal.handle(new Signal(name), signal -> System.exit(0));
    }
  }

  private static void introduce(ConfigurableApplicationContext context) {
    var logins = context.getBean(DemoDistrict.class).logins();
    var shown = List.of("shiftlead", "dispatcher", "verifier", "leader", "worker-001", "admin");
    for (var login : logins) {
      if (shown.contains(login.login())) {
        System.out.printf(
            "sign in as %-12s password %s   %s%n",
            login.login(), login.password(), login.label().zh());
      }
    }
    var accounts = context.getBean(Accounts.class);
    if (logins.isEmpty() && accounts.none()) {
      var password = accounts.makeFirstAdministrator();
      System.out.println("first sign-in: admin, password " + password + " (shown this once)");
    }
  }

  private static void waitForEnd(ConfigurableApplicationContext context) {
    try {
      while (context.isActive()) {
        Thread.sleep(200);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Command(
      name = "token",
      description = "Bearer tokens for machines.",
      mixinStandardHelpOptions = true)
  int token(
      @Parameters(paramLabel = "create|list|revoke", arity = "1") String what,
      @Parameters(paramLabel = "ID", arity = "0..1", index = "1") @Nullable Long id,
      @Option(names = "--data", defaultValue = "data/main") Path data,
      @Option(names = "--config") @Nullable Path config,
      @Option(names = "--role") @Nullable String role,
      @Option(names = "--area") @Nullable String area,
      @Option(names = "--name", defaultValue = "command line") String name) {
    if (!List.of("create", "list", "revoke").contains(what)) {
      throw Refused.invalid("token", "create, list or revoke, not " + what);
    }
    if (what.equals("create") && role == null) {
      throw Refused.invalid("--role", "is missing");
    }
    try (var beside = Beside.open(data, config)) {
      if (area != null && !beside.isArea(area)) {
        throw Refused.invalid("--area", "there is no area " + area);
      }
      var tokens = new Tokens(beside.sql(), new Roles(beside.settings()));
      if (what.equals("list")) {
        tokens.list().forEach(System.out::println);
        return 0;
      }
      if (what.equals("revoke")) {
        var isRevoked =
            id != null && beside.noted("token revoke", id.toString(), "", () -> tokens.revoke(id));
        if (!isRevoked) {
          throw Refused.invalid("ID", "there is no such token in force");
        }
        return 0;
      }
      var wanted = String.valueOf(role);
      var detail = wanted + " in " + (area == null ? "everywhere" : area);
      System.out.println(
          beside.noted(
              "token create", name, detail, () -> tokens.create(name, wanted, area, null)));
      return 0;
    }
  }

  @Command(
      name = "backup",
      description = "Writes everything into one file; the server may run.",
      mixinStandardHelpOptions = true)
  int backup(
      @Parameters(paramLabel = "FILE") Path file,
      @Option(names = "--data", defaultValue = "data/main") Path data,
      @Option(names = "--config") @Nullable Path config)
      throws SQLException, IOException {
    try (var beside = Beside.openExisting(data, config);
        var connection = beside.connect()) {
      var written = Backup.write(connection, History.folder(data), file, System.err::println);
      System.out.println("rows: %d in %s".formatted(written.rows(), file));
      System.out.println("sha256: " + written.sha256());
      return 0;
    }
  }

  @Command(
      name = "restore",
      description = "Fills an empty installation from a backup.",
      mixinStandardHelpOptions = true)
  int restore(
      @Parameters(paramLabel = "FILE") Path file,
      @Option(names = "--data", required = true) Path data,
      @Option(names = "--config") @Nullable Path config)
      throws SQLException, IOException {
    if (!Files.isReadable(file)) {
      throw Refused.invalid("FILE", "there is no " + file);
    }
    requireRoom(data);
    try (var beside = Beside.open(data, config)) {
      if (!beside.isAlone()) {
        throw Refused.conflict("--data", data + " is in use by a running server");
      }
      try (var connection = beside.connect()) {
        var rows = Restore.read(connection, History.folder(data), file, System.err::println);
        System.out.println("rows: %d from %s".formatted(rows, file));
        return 0;
      }
    }
  }

  /** A folder with other things in it is somebody's: no installation is put between them. */
  private static void requireRoom(Path data) throws IOException {
    if (!Files.exists(data) || Files.exists(data.resolve("postgres"))) {
      return;
    }
    try (var inside = Files.list(data)) {
      if (inside.findAny().isPresent()) {
        throw Refused.conflict("--data", data + " is not empty; restore into a new folder");
      }
    }
  }

  @Command(
      name = "audit",
      description = "verify: looks for a break in the audit chain.",
      mixinStandardHelpOptions = true)
  int audit(
      @Parameters(paramLabel = "verify") String what,
      @Option(names = "--data", defaultValue = "data/main") Path data,
      @Option(names = "--config") @Nullable Path config) {
    if (!what.equals("verify")) {
      throw Refused.invalid("audit", "verify, not " + what);
    }
    try (var beside = Beside.openExisting(data, config)) {
      var broken = new Audit(beside.sql()).verify();
      System.out.println(
          broken.map(id -> "the chain is broken at entry " + id).orElse("the chain is whole"));
      return broken.isEmpty() ? 0 : 1;
    }
  }

  @Command(
      name = "import",
      description = "Adds and updates from files.",
      mixinStandardHelpOptions = true,
      footer = {
        "WHAT is areas, posts, skills, shifts, units, people, rosters, kinds,",
        "properties, subjects or devices, each with FILE… and, where needed,",
        "  --coordinates wgs84|gcj02|bd09  --from DAY  --level LEVEL  --parent CODE",
        "  --dry-run    checks and reports only",
        "or district FOLDER, or reports FILE --map MAP.yaml.",
        "docs/guide/territory.md and docs/guide/replay.md have the files."
      })
  int importFiles(
      @Parameters(arity = "1..*", paramLabel = "WHAT FILE…") String[] arguments,
      @Option(names = "--data", defaultValue = "data/main") Path data,
      @Option(names = "--config") @Nullable Path config) {
    try (var context = new Installation(data).config(config).tool(application)) {
      var importers = context.getBean(Importers.class);
      return ImportCommand.group(importers.list())
          .addSubcommand("district", new ImportDistrictCommand(importers))
          .addSubcommand("reports", new ImportReportsCommand(context.getBean(ReportImport.class)))
          .execute(arguments);
    }
  }

  @Command(name = "backtest", description = "Tries rules on past readings.")
  int backtest(@Parameters(arity = "0..*", paramLabel = "OPTION…") String[] arguments)
      throws IOException {
    return new BacktestCommand(application).run(arguments);
  }

  @Command(
      name = "territory",
      description = "remap: carries out a dated change of boundaries.",
      mixinStandardHelpOptions = true,
      footer = "remap FILE [--dry-run]; docs/guide/territory.md has the file.")
  int territory(
      @Parameters(arity = "1..*", paramLabel = "remap FILE") String[] arguments,
      @Option(names = "--data", defaultValue = "data/main") Path data,
      @Option(names = "--config") @Nullable Path config) {
    if (!arguments[0].equals("remap")) {
      throw Refused.invalid("territory", "remap, not " + arguments[0]);
    }
    try (var context = new Installation(data).config(config).tool(application)) {
      var rest = Arrays.copyOfRange(arguments, 1, arguments.length);
      return new CommandLine(context.getBean(RemapCommand.class)).execute(rest);
    }
  }

  static boolean isTaken(int port) {
    try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return !socket.isBound();
    } catch (IOException e) {
      return true;
    }
  }

  /** What people and machines around the program cause needs no trace of the program's steps. */
  private static boolean isExpected(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof Refused
          || cause instanceof TrackException
          || cause instanceof SQLException
          || cause instanceof IOException
          || cause instanceof UncheckedIOException) {
        return true;
      }
    }
    return false;
  }

  /** One line: the first cause that says something to a person. */
  static String reason(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException && cause.getCause() == null) {
        return "the database: " + cause.getMessage();
      }
      if (cause instanceof Refused || cause.getCause() == null) {
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse(cause.toString());
      }
    }
    return e.toString();
  }
}
