package org.yiwang.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.File;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The jar for a cluster on a cluster: Flink's own processes, with Flink's own jars only, and the
 * commands that {@code docs/operations/flink.md} tells. A task manager is killed, and the job is
 * stopped and goes on with more tasks; findings are those of one engine all the same. Needs the
 * jar, and so runs after it is packed.
 */
@Tag("cluster")
class SessionClusterTest {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int LINES_TOLD = 15;
  private static final String JOB_MANAGER =
      "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint";
  private static final String TASK_MANAGER =
      "org.apache.flink.runtime.taskexecutor.TaskManagerRunner";
  private static final String COMMAND = "org.apache.flink.client.cli.CliFrontend";

  /** What the job brings along itself; all else of the class path a cluster has. */
  private static final Pattern OF_THE_JOB =
      Pattern.compile(
          "target/(test-)?classes|kafka|connector-base|/org/yiwang/|/tools/jackson/|/topics/|/engine/");

  private final List<Process> processes = new ArrayList<>();
  private final Path jar = Path.of("target", "yiwang-flink.jar").toAbsolutePath();
  private final int rpc = Broker.freePort();
  private final int rest = Broker.freePort();

  @TempDir Path folder;

  @AfterEach
  void stop() throws InterruptedException {
    for (var process : processes) {
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  void theJobIsSubmittedSurvivesATaskManagerAndIsRescaled() throws Exception {
    assertThat(jar).exists();
    writeConfiguration();
    var log = new Log(14, 60, 120, true);
    int third = log.groups.size() / 3;
    try (var broker = Broker.start(folder.resolve("kafka"))) {
      broker.create("readings", Log.PARTITIONS);
      broker.create("control", 1);
      broker.create("findings", 3);
      start("jobmanager", JOB_MANAGER);
      var first = start("taskmanager-1", TASK_MANAGER);
      log.publish(0, 1, broker);
      var id = submit(broker, 2);

      log.publish(1, third, broker);
      first.destroyForcibly().waitFor();
      start("taskmanager-2", TASK_MANAGER);
      log.publish(third, 2 * third, broker);
      await(id, () -> ask("/jobs/" + id + "/exceptions").contains("exceptionName"));
      await(id, () -> isRunning(id));

      var stopped =
          flink("stop", "--savepointPath", folder.resolve("savepoints").toUri().toString(), id);
      var savepoint = Pattern.compile("Path: (\\S+)").matcher(stopped);
      assertThat(savepoint.find()).as(stopped).isTrue();
      submit(broker, 4, "-s", savepoint.group(1));
      log.publish(2 * third, log.groups.size(), broker);
      DetectionJobTest.expectTheFindingsOfOneEngine(log, broker, this::said);
    }
  }

  /** Submits the job; its number. */
  private String submit(Broker broker, int parallelism, String... more) throws Exception {
    var command = new ArrayList<>(List.of("run", "-d", "-p", Integer.toString(parallelism)));
    command.addAll(List.of(more));
    command.add(jar.toString());
    command.addAll(List.of("--kafka", broker.address(), "--readings", "readings"));
    command.addAll(List.of("--control", "control", "--findings", "findings"));
    command.addAll(List.of("--shards", Integer.toString(Log.SHARDS.count())));
    command.addAll(List.of("--areas", "true", "--checkpoint-ms", "300"));
    var said = flink(command.toArray(String[]::new));
    var id = Pattern.compile("JobID (\\w+)").matcher(said);
    assertThat(id.find()).as(said).isTrue();
    var number = id.group(1);
    await(number, () -> isRunning(number));
    return number;
  }

  private void await(String id, Callable<Boolean> what) throws Exception {
    for (var end = System.nanoTime() + PATIENCE.toNanos(); !what.call(); Thread.sleep(200)) {
      if (System.nanoTime() > end) {
        fail(ask("/taskmanagers") + ask("/jobs/" + id + "/exceptions") + said());
      }
    }
  }

  /** Whether all tasks run. */
  private boolean isRunning(String id) throws Exception {
    var states = Pattern.compile("\"status\":\"(\\w+)\"").matcher(ask("/jobs/" + id)).results();
    return states
        .map(state -> state.group(1))
        .collect(Collectors.toSet())
        .equals(Set.of("RUNNING"));
  }

  /** What Flink's REST interface answers. */
  private String ask(String path) throws Exception {
    try (var client = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + rest + path)).build();
      return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
  }

  /** Runs Flink's command line to its end; what it said. */
  private String flink(String... arguments) throws Exception {
    var out = folder.resolve("flink-" + arguments[0] + ".log");
    var process = java(out, COMMAND, arguments);
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as(said()).isTrue();
    assertThat(process.exitValue()).as(said()).isZero();
    return Files.readString(out);
  }

  private Process start(String name, String main) throws Exception {
    return java(folder.resolve(name + ".log"), main, "--configDir", folder.toString());
  }

  private Process java(Path out, String main, String... arguments) throws Exception {
    var classpath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !OF_THE_JOB.matcher(entry).find())
            .collect(Collectors.joining(File.pathSeparator));
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var command = new ArrayList<>(List.of(java, "-Xmx512m", "-XX:+UseSerialGC"));
    // As Flink's own scripts do.
    command.addAll(List.of("--add-opens=java.base/java.lang=ALL-UNNAMED"));
    command.addAll(List.of("--add-opens=java.base/java.util=ALL-UNNAMED"));
    command.addAll(List.of("-cp", classpath, main));
    command.addAll(List.of(arguments));
    var builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile());
    builder.environment().put("FLINK_CONF_DIR", folder.toString());
    var process = builder.start();
    processes.add(process);
    return process;
  }

  /** What all processes said last, to tell where it got stuck. */
  private String said() {
    var text = new StringBuilder();
    try (var logs = Files.newDirectoryStream(folder, "*.log")) {
      for (var one : logs) {
        text.append(one.getFileName()).append('\n');
        var lines = Files.readAllLines(one);
        lines.stream()
            .skip(Math.max(0, lines.size() - LINES_TOLD))
            .forEach(line -> text.append("  ").append(line).append('\n'));
      }
    } catch (java.io.IOException e) {
      text.append(e);
    }
    return text.toString();
  }

  /** Sizes that Flink's scripts would reckon out stand here by themselves. */
  private void writeConfiguration() throws Exception {
    Files.writeString(
        folder.resolve("config.yaml"),
        """
        jobmanager.rpc.address: 127.0.0.1
        jobmanager.rpc.port: %d
        jobmanager.bind-host: 127.0.0.1
        rest.address: 127.0.0.1
        rest.port: %d
        taskmanager.host: 127.0.0.1
        taskmanager.bind-host: 127.0.0.1
        taskmanager.numberOfTaskSlots: 4
        taskmanager.cpu.cores: 1.0
        taskmanager.memory.task.heap.size: 256m
        taskmanager.memory.task.off-heap.size: 0b
        taskmanager.memory.network.min: 32m
        taskmanager.memory.network.max: 32m
        taskmanager.memory.managed.size: 8m
        taskmanager.memory.framework.heap.size: 64m
        taskmanager.memory.framework.off-heap.size: 32m
        taskmanager.memory.jvm-metaspace.size: 128m
        taskmanager.memory.jvm-overhead.min: 64m
        taskmanager.memory.jvm-overhead.max: 64m
        heartbeat.interval: 2000
        heartbeat.timeout: 10000
        io.tmp.dirs: %s
        execution.checkpointing.dir: %s
        """
            .formatted(rpc, rest, folder.resolve("tmp"), folder.resolve("checkpoints").toUri()));
  }
}
