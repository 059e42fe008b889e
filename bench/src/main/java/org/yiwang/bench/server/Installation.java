package org.yiwang.bench.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An installation in a folder of its own, run by {@code ./yiwang serve} as anyone would, with its
 * own PostgreSQL and broker.
 */
final class Installation implements AutoCloseable {
  /** Of 16 MB each: as much as PostgreSQL writes from one checkpoint to the next, and half more. */
  private static final int WAL_FILES = 64;

  private static final long STOP_SECONDS = 60;

  private final Path home;
  private final Path data;
  private final Path config;
  private final int port;
  private final int mqttPort;
  private @Nullable Process process;

  private Installation(Path home, Path data, int port, int mqttPort) {
    this.home = home;
    this.data = data;
    this.config = data.resolve("bench.yml");
    this.port = port;
    this.mqttPort = mqttPort;
  }

  /** Makes a fresh installation with that many tanks registered; does not start it. */
  static Installation make(Path data, int tanks) throws IOException, InterruptedException {
    return make(data, tanks, "");
  }

  /**
   * The same with more settings.
   *
   * @param settings lines of the configuration file below {@code yiwang}, indented by two
   */
  static Installation make(Path data, int tanks, String settings)
      throws IOException, InterruptedException {
    var home = Path.of(System.getProperty("yiwang.home", ".")).toAbsolutePath().normalize();
    delete(data);
    Files.createDirectories(data);
    var installation = new Installation(home, data.toAbsolutePath(), freePort(), freePort());
    Files.writeString(
        installation.config,
        """
        yiwang:
          mqtt: {port: %d, address: 127.0.0.1}
          intake: {readings-per-second: 10000000}
        """
                .formatted(installation.mqttPort)
            + settings);
    Ground.write(data.resolve("ground"), tanks);
    installation.command("import", "district", data.resolve("ground").toString());
    return installation;
  }

  int port() {
    return port;
  }

  int mqttPort() {
    return mqttPort;
  }

  String address() {
    return "http://127.0.0.1:" + port;
  }

  /** Starts the server and returns when it says that it is ready. */
  void start() throws IOException {
    var started =
        new ProcessBuilder(
                home.resolve("yiwang").toString(),
                "serve",
                "--data",
                data.toString(),
                "--port",
                Integer.toString(port),
                "--config",
                config.toString())
            .redirectErrorStream(true)
            .start();
    process = started;
    var log = data.resolve("bench.log");
    var output = started.inputReader();
    for (var line = output.readLine(); line != null; line = output.readLine()) {
      append(log, line);
      if (line.startsWith("ready ")) {
        Thread.ofVirtual().start(() -> keepLog(output, log));
        return;
      }
    }
    throw new IOException("the server did not start; see " + log);
  }

  private static void keepLog(BufferedReader output, Path log) {
    try {
      for (var line = output.readLine(); line != null; line = output.readLine()) {
        append(log, line);
      }
    } catch (IOException e) {
      append(log, "(the log ends here: " + e.getMessage() + ")");
    }
  }

  private static void append(Path file, String line) {
    try {
      Files.writeString(
          file,
          line + "\n",
          java.nio.file.StandardOpenOption.CREATE,
          java.nio.file.StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where the files of closed days are. */
  Path history() {
    return data.resolve("history");
  }

  /** Process id of the server. */
  long pid() {
    return Objects.requireNonNull(process).pid();
  }

  /** {@code kill -9} of the server. */
  void kill() throws InterruptedException {
    var running = Objects.requireNonNull(process);
    running.destroyForcibly();
    running.waitFor();
  }

  /** {@code kill -9} of the postmaster. */
  void killPostgres() throws IOException {
    ProcessHandle.of(postmaster()).ifPresent(ProcessHandle::destroyForcibly);
  }

  /** Process id of the postmaster. */
  long postmaster() throws IOException {
    return Long.parseLong(pidFile().getFirst().strip());
  }

  private List<String> pidFile() throws IOException {
    return Files.readAllLines(data.resolve("postgres/cluster/postmaster.pid"));
  }

  /** A connection to the installation's database. */
  Connection database() throws IOException, SQLException {
    var pgPort = pidFile().get(3).strip();
    var password = Files.readString(data.resolve("postgres/password")).strip();
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + pgPort + "/yiwang", "yiwang", password);
  }

  /**
   * Lets PostgreSQL make the files of its log, which it uses again and again from then on: a server
   * that has run for an hour under load has them, and each holds a commit up for a tenth of a
   * second when it is made.
   */
  void layOutWal() throws IOException, SQLException {
    try (var database = database();
        var statement = database.createStatement()) {
      for (int i = 0; i < WAL_FILES; i++) {
        statement.execute("select pg_logical_emit_message(false, 'bench', '')");
        statement.execute("select pg_switch_wal()");
      }
      statement.execute("checkpoint");
    }
  }

  /** A bearer token with a role. */
  String token(String role) throws IOException, InterruptedException {
    return command("token", "create", "--role", role).strip();
  }

  /** Runs a command of the launcher on this installation and returns what it prints. */
  String command(String... arguments) throws IOException, InterruptedException {
    var line = new ArrayList<>(List.of(home.resolve("yiwang").toString()));
    line.addAll(List.of(arguments));
    line.addAll(List.of("--data", data.toString(), "--config", config.toString()));
    var errors = data.resolve("command.log").toFile();
    var run = new ProcessBuilder(line).redirectError(errors).start();
    var output = new String(run.getInputStream().readAllBytes());
    if (run.waitFor() != 0) {
      throw new IOException(
          String.join(" ", arguments) + " failed: " + output + Files.readString(errors.toPath()));
    }
    return output;
  }

  /** Ends the server as Ctrl-C does. */
  @Override
  public void close() throws InterruptedException {
    var running = process;
    if (running != null && running.isAlive()) {
      running.destroy();
      if (!running.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        running.destroyForcibly();
      }
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (var all = Files.walk(folder)) {
      for (var one : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(one);
      }
    }
  }
}
