package org.yiwang.platform.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PostgreSQL of one data folder: created on the first start, durable (fsync on), reachable on
 * the loopback address with a generated password only. A postmaster that outlived a killed program
 * is adopted, so a start after {@code kill -9} needs no help; one that dies while the program lives
 * is started again on the same port.
 *
 * <p>PostgreSQL refuses to run as root. Root's processes are started in a user namespace of their
 * own ({@code unshare -U}), where the same files belong to a plain user.
 */
public final class PostgresServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(PostgresServer.class);
  private static final String USER = "yiwang";
  private static final String DATABASE = "yiwang";
  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  private final Path folder;
  private final Path home;
  private final String password;
  private final boolean durable;
  private int port;
  private @Nullable Watch watch;

  private PostgresServer(Path folder, Path home, String password, boolean durable) {
    this.folder = folder;
    this.home = home;
    this.password = password;
    this.durable = durable;
  }

  /**
   * Starts or adopts the server of a folder.
   *
   * @param folder where the cluster lives; created when absent
   * @param cache where the unpacked binaries are kept
   * @param durable false only in tests: commits are then not synced to disk
   */
  public static PostgresServer start(Path folder, Path cache, boolean durable) {
    try {
      Files.createDirectories(folder);
      var absolute = folder.toAbsolutePath();
      var server =
          new PostgresServer(
              absolute, PostgresBinaries.unpackInto(cache), password(absolute), durable);
      server.startOrAdopt();
      server.watch =
          new Watch("PostgreSQL", () -> server.postmaster().isPresent(), server::startAgain);
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL in " + folder + " does not start", e);
    }
  }

  public String jdbcUrl() {
    return jdbcUrl(DATABASE);
  }

  /** Address of another database of the same server. */
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  public String user() {
    return USER;
  }

  public String password() {
    return password;
  }

  /** Process id of the postmaster, for tests that kill it. */
  public Optional<ProcessHandle> postmaster() {
    return postmasterPid()
        .flatMap(ProcessHandle::of)
        .filter(ProcessHandle::isAlive)
        .filter(this::isOurs);
  }

  /** After a crash of the machine the number in postmaster.pid may be that of another program. */
  private boolean isOurs(ProcessHandle process) {
    try {
      var commandLine = Path.of("/proc", Long.toString(process.pid()), "cmdline");
      return !Files.exists(commandLine)
          || Files.readString(commandLine).contains(cluster().toString());
    } catch (IOException e) {
      return false;
    }
  }

  /** Stops the server; sessions that are still open are ended, nothing committed is lost. */
  @Override
  public void close() {
    var watching = watch;
    if (watching != null) {
      watching.close();
    }
    stopPostmaster();
  }

  private void stopPostmaster() {
    try {
      run(List.of(bin("pg_ctl"), "stop", "-D", cluster().toString(), "-m", "fast", "-w"));
    } catch (IOException e) {
      log.warn("PostgreSQL did not stop by itself: {}", e.getMessage());
    }
  }

  private void startOrAdopt() throws IOException {
    if (!Files.exists(cluster().resolve("PG_VERSION"))) {
      create();
    }
    var survivor = postmaster();
    if (survivor.isPresent()) {
      port = portOfPostmaster();
      if (answers()) {
        log.info("Adopted the PostgreSQL that was still running (pid {})", survivor.get().pid());
        return;
      }
      stopPostmaster();
    }
    port = freePort();
    launch();
    awaitReady();
    createDatabase();
  }

  /** Starts the server anew where it was; fails when it ends at once. */
  private void startAgain() throws IOException {
    var process = launch();
    while (!answers()) {
      if (!process.isAlive()) {
        throw new IOException("it ended at once; see " + folder.resolve("postgres.log"));
      }
      sleepMillis(50);
    }
  }

  /** A start that is cut off must not leave half a cluster: it appears by a rename. */
  private void create() throws IOException {
    var passwordFile = folder.resolve("password");
    var half = folder.resolve("cluster-" + ProcessHandle.current().pid());
    run(
        List.of(
            bin("initdb"),
            "-D",
            half.toString(),
            "-U",
            USER,
            "--auth=scram-sha-256",
            "--pwfile=" + passwordFile,
            "--encoding=UTF8",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--locale=C",
            durable ? "--data-checksums" : "--no-sync"));
    Files.move(half, cluster(), StandardCopyOption.ATOMIC_MOVE);
  }

  private Process launch() throws IOException {
    var sync = durable ? "on" : "off";
    var command = new ArrayList<>(List.of("setsid"));
    command.addAll(asPlainUser());
    command.addAll(
        List.of(
            bin("postgres"),
            "-D",
            cluster().toString(),
            "-p",
            Integer.toString(port),
            "-c",
            "listen_addresses=127.0.0.1",
            "-c",
            "unix_socket_directories=",
            "-c",
            "fsync=" + sync,
            "-c",
            "synchronous_commit=" + sync,
            "-c",
            "full_page_writes=" + sync,
            // Files of the log, once made, are used again after a quiet night: to make one holds
            // every commit up for a tenth of a second.
            "-c",
            "min_wal_size=1GB"));
    // The postmaster must survive this program: its output goes to a file, never to a pipe.
    var output = folder.resolve("postgres.log").toFile();
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(output))
        .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
        .start();
  }

  private void awaitReady() throws IOException {
    var end = System.nanoTime() + START_LIMIT.toNanos();
    while (!answers()) {
      if (System.nanoTime() > end) {
        throw new IOException(
            "PostgreSQL was not ready after %d s; see %s"
                .formatted(START_LIMIT.toSeconds(), folder.resolve("postgres.log")));
      }
      sleepMillis(30);
    }
  }

  private boolean answers() {
    try (var connection = DriverManager.getConnection(jdbcUrl("postgres"), USER, password)) {
      return connection.isValid(2);
    } catch (SQLException e) {
      return false;
    }
  }

  private void createDatabase() throws IOException {
    try (var connection = DriverManager.getConnection(jdbcUrl("postgres"), USER, password);
        var statement = connection.createStatement()) {
      var found = statement.executeQuery("select 1 from pg_database where datname = 'yiwang'");
      if (!found.next()) {
        statement.execute("create database " + DATABASE);
      }
    } catch (SQLException e) {
      throw new IOException("the database can't be created: " + e.getMessage(), e);
    }
  }

  private Path cluster() {
    return folder.resolve("cluster");
  }

  private String bin(String name) {
    return home.resolve("bin").resolve(name).toString();
  }

  private Optional<Long> postmasterPid() {
    return pidFile().map(lines -> Long.parseLong(lines.getFirst().strip()));
  }

  private int portOfPostmaster() throws IOException {
    return pidFile()
        .filter(lines -> lines.size() > 3)
        .map(lines -> Integer.parseInt(lines.get(3).strip()))
        .orElseThrow(() -> new IOException("postmaster.pid is not complete"));
  }

  /** Lines of postmaster.pid: pid, folder, start time, port, … */
  private Optional<List<String>> pidFile() {
    var file = cluster().resolve("postmaster.pid");
    try {
      return Files.exists(file) ? Optional.of(Files.readAllLines(file)) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static void run(List<String> command) throws IOException {
    var whole = new ArrayList<>(asPlainUser());
    whole.addAll(command);
    var process = new ProcessBuilder(whole).redirectErrorStream(true).start();
    try (var output = process.inputReader()) {
      var text = String.join("\n", output.lines().toList());
      if (process.waitFor() != 0) {
        throw new IOException(command.getFirst() + " failed: " + text);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for " + command.getFirst(), e);
    }
  }

  private static List<String> asPlainUser() {
    return "root".equals(System.getProperty("user.name")) ? List.of("unshare", "-U") : List.of();
  }

  private static String password(Path folder) throws IOException {
    var file = folder.resolve("password");
    if (Files.exists(file) && Files.size(file) > 0) {
      return Files.readString(file).strip();
    }
    Files.deleteIfExists(file);
    var bytes = new byte[24];
    new SecureRandom().nextBytes(bytes);
    var password = HexFormat.of().formatHex(bytes);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, password);
    return password;
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void sleepMillis(long millis) throws IOException {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while PostgreSQL was starting", e);
    }
  }
}
