package org.yiwang.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yiwang.Main;

/** Commands as a person runs them, each in a process of its own, with a PostgreSQL of its own. */
class CommandsTests {
  @TempDir static Path folder;
  private static Path data;

  private static final Map<String, String> environment = new HashMap<>();

  private record Answer(int code, String out, String err) {}

  @BeforeAll
  static void anInstallationWithAToken() throws Exception {
    data = folder.resolve("main");
    var made = run("token", "create", "--data", data, "--role", "integrator", "--name", "pump");
    assertThat(made.code()).as(made.err()).isZero();
    assertThat(made.out()).startsWith("yw_");
  }

  @Test
  void aTokenIsListedUntilItIsRevoked() throws Exception {
    run("token", "create", "--data", data, "--role", "integrator", "--name", "gone");
    var listed = run("token", "list", "--data", data).out();
    var id =
        listed
            .lines()
            .filter(line -> line.contains("gone"))
            .findFirst()
            .orElseThrow()
            .replaceFirst(" .*", "");

    assertThat(run("token", "revoke", id, "--data", data).code()).isZero();

    assertThat(run("token", "list", "--data", data).out()).contains("pump").doesNotContain("gone");
    assertThat(run("token", "revoke", id, "--data", data).code()).isEqualTo(2);
  }

  @Test
  void aTokenIsForAnAreaThatIsThere() throws Exception {
    var refused =
        run(
            "token",
            "create",
            "--data",
            data,
            "--role",
            "operator",
            "--area",
            "999",
            "--name",
            "x");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("--area: there is no area 999");
    assertThat(refused.out()).isEmpty();
  }

  @Test
  void anAccountIsMadeGivenRolesAndDisabled() throws Exception {
    var made = run("account", "create", "li.si", "--data", data, "--role", "shift lead");
    assertThat(made.code()).as(made.err()).isZero();
    assertThat(made.out().strip()).hasSize(16);
    assertThat(run("account", "create", "li.si", "--data", data, "--role", "leader").err())
        .contains("login: li.si is taken");
    assertThat(run("account", "grant", "li.si", "--data", data, "--role", "analyst").code())
        .isZero();
    assertThat(run("account", "disable", "li.si", "--data", data).code()).isZero();

    assertThat(run("account", "list", "--data", data).out())
        .contains("li.si  li.si  analyst@everywhere shift-lead@everywhere  disabled");
    var wrong = run("account", "grant", "li.si", "--data", data, "--role", "king");
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(run("audit", "verify", "--data", data).out()).contains("whole");
  }

  @Test
  void whatIsDoneToTokensIsInTheAudit() throws Exception {
    run("token", "create", "--data", data, "--role", "integrator", "--name", "noted");
    try (var beside = Beside.openExisting(data, null)) {
      var entries =
          beside
              .sql()
              .sql("select actor_name || ' ' || detail from access.audit where object = 'noted'")
              .query(String.class)
              .list();
      assertThat(entries).containsExactly("command line integrator in everywhere");
    }
  }

  @Test
  void askingForHelpMakesNothing() throws Exception {
    var never = folder.resolve("never");
    for (var command : List.of("token", "import", "territory", "backup", "restore", "audit")) {
      var answer = run(command, "--help", "--data", never);
      assertThat(answer.code()).as(command + answer.err()).isZero();
      assertThat(answer.out()).startsWith("Usage: yiwang " + command);
    }
    assertThat(never).doesNotExist();
  }

  @Test
  void theConfigurationFileSaysPortAndTracks() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var port = folder.resolve("port.yml");
      Files.writeString(port, "server: {port: %d}\n".formatted(taken.getLocalPort()));
      var answer = run("serve", "--data", folder.resolve("none"), "--config", port);
      assertThat(answer.code()).isEqualTo(1);
      assertThat(answer.err()).contains(taken.getLocalPort() + " is taken");
    }
    var tracks = folder.resolve("tracks.yml");
    Files.writeString(tracks, "yiwang: {tracks: /nowhere/at/all, mqtt: {port: -1}}\n");
    var answer = run("serve", "--data", data, "--port", 0, "--config", tracks);
    assertThat(answer.err())
        .isEqualTo("yiwang: the folder of the tracks is not there: /nowhere/at/all\n");
    assertThat(answer.code()).isEqualTo(1);
    var absent = run("serve", "--data", data, "--config", folder.resolve("absent.yml"));
    assertThat(absent.code()).isEqualTo(2);
    assertThat(absent.err()).contains("--config: there is no file");
  }

  /**
   * A database named by the environment only is that of the commands too, as it is the server's.
   */
  @Test
  void commandsReadTheEnvironment() throws Exception {
    environment.put("YIWANG_DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/nowhere");
    environment.put("YIWANG_DATABASE_USER", "nobody");
    environment.put("YIWANG_DATABASE_PASSWORD", "none");
    try {
      var answer = run("token", "list", "--data", folder.resolve("elsewhere"));
      assertThat(answer.code()).isEqualTo(1);
      assertThat(answer.err()).contains("127.0.0.1:1");
      assertThat(folder.resolve("elsewhere")).doesNotExist();
    } finally {
      environment.clear();
    }
  }

  @Test
  void aBackupIsRestoredIntoANewFolderOnly() throws Exception {
    var file = folder.resolve("one.backup");
    var made = run("backup", file, "--data", data);
    assertThat(made.code()).as(made.err()).isZero();
    assertThat(made.out()).containsPattern("sha256: [0-9a-f]{64}");

    var restored = folder.resolve("restored");
    assertThat(run("restore", file, "--data", restored).code()).isZero();
    assertThat(run("token", "list", "--data", restored).out()).contains("pump");
    assertThat(run("audit", "verify", "--data", restored).out()).contains("whole");

    var foreign = Files.createDirectory(folder.resolve("foreign"));
    Files.writeString(foreign.resolve("letter.txt"), "mine");
    var refused = run("restore", file, "--data", foreign);
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains("is not empty");
    assertThat(foreign).isDirectoryNotContaining("glob:**postgres");
  }

  @Test
  void aMistypedFolderIsNotAnEmptyInstallation() throws Exception {
    var typo = folder.resolve("mian");
    for (var command :
        List.<Object[]>of(
            new Object[] {"backup", folder.resolve("none.backup"), "--data", typo},
            new Object[] {"audit", "verify", "--data", typo})) {
      var answer = run(command);
      assertThat(answer.code()).isEqualTo(2);
      assertThat(answer.err()).contains("there is no installation in");
    }
    assertThat(typo).doesNotExist();
    assertThat(folder.resolve("none.backup")).doesNotExist();
  }

  @Test
  void doctorSaysALineForEachThing() throws Exception {
    var answer = run("doctor", "--data", data);

    assertThat(answer.code()).as(answer.out() + answer.err()).isZero();
    assertThat(answer.out().lines()).allMatch(line -> line.startsWith("ok     "));
    assertThat(answer.out()).contains("disk", "database", "tracks", "history", "audit");
  }

  @Test
  void doctorMakesNothingOfAMistypedName() throws Exception {
    var typo = folder.resolve("maim");
    var answer = run("doctor", "--data", typo);
    assertThat(answer.code()).isZero();
    assertThat(answer.out()).contains("none in " + typo);
    assertThat(typo).doesNotExist();
  }

  @Test
  void aBacktestReadsTheInstallation() throws Exception {
    var rules = Path.of("../tracks/septic-tank/rules.yaml");
    var answer = run("backtest", "--rules", rules, "--data", data, "--from", "2026-11-01");
    assertThat(answer.code()).as(answer.err()).isZero();
    assertThat(answer.out()).contains("readings: 0 readings", "episodes: 0 episodes");

    var wrong = run("backtest", "--rules", rules, "--data", data, "--from", "yesterday");
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err()).contains("--from 'yesterday' is no day");
    var none = run("backtest", "--rules", rules, "--data", folder.resolve("typo"));
    assertThat(none.code()).isEqualTo(2);
  }

  private static Answer run(Object... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-Xmx256m", "-Dyiwang.home=..", "-cp", System.getProperty("java.class.path")));
    command.add(Main.class.getName());
    for (var argument : arguments) {
      command.add(argument.toString());
    }
    var out = Files.createTempFile(folder, "out", "");
    var err = Files.createTempFile(folder, "err", "");
    var builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().putAll(environment);
    var process = builder.start();
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("does not end: " + command);
    }
    return new Answer(
        process.exitValue(),
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }
}
