package org.yiwang.flink;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/** Flink in this JVM, with little memory, and the detection job on it. */
public final class Cluster implements AutoCloseable {
  private static final int SLOTS = 4;
  private static final int LINES_TOLD = 12;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final MiniCluster cluster;
  private final String kafka;

  public Cluster(String kafka) {
    this.kafka = kafka;
    var configuration = new Configuration();
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(32));
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(32));
    configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(8));
    configuration.set(RestOptions.BIND_PORT, "0");
    cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(SLOTS)
                .setConfiguration(configuration)
                .build());
    try {
      cluster.start();
    } catch (Exception e) {
      throw new IllegalStateException("Flink does not start", e);
    }
  }

  static JobOptions options(String kafka, boolean areas) {
    return new JobOptions(
        kafka,
        "",
        "readings",
        "control",
        "findings",
        Log.SHARDS,
        areas,
        200,
        false,
        "trial",
        new Properties());
  }

  /** Starts the job, from a savepoint if there is one. */
  JobID start(
      int parallelism, @Nullable String savepoint, UnaryOperator<DataStream<byte[]>> between)
      throws Exception {
    return start(parallelism, savepoint, between, options(kafka, true));
  }

  /** Starts the job with other options. */
  JobID start(
      int parallelism,
      @Nullable String savepoint,
      UnaryOperator<DataStream<byte[]>> between,
      JobOptions options)
      throws Exception {
    var configuration = new Configuration();
    // As a cluster does that is not told otherwise, but for the first second.
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF,
        Duration.ofMillis(50));
    var env = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(parallelism);
    DetectionJob.build(env, options, between);
    var graph = env.getStreamGraph().getJobGraph();
    if (savepoint != null) {
      graph.setSavepointRestoreSettings(SavepointRestoreSettings.forPath(savepoint));
    }
    var job = cluster.submitJob(graph).get(PATIENCE.toSeconds(), TimeUnit.SECONDS).getJobID();
    awaitRunning(job);
    return job;
  }

  private void awaitRunning(JobID job) throws Exception {
    for (long end = System.nanoTime() + PATIENCE.toNanos(); !isRunning(job); Thread.sleep(20)) {
      if (System.nanoTime() > end) {
        throw new AssertionError("the job does not run: " + states());
      }
    }
  }

  /**
   * Whether every task of the job runs: before, no savepoint can be taken. A job that was just
   * submitted has no tasks yet.
   */
  private boolean isRunning(JobID job) throws Exception {
    int tasks = 0;
    for (var task : cluster.getExecutionGraph(job).get().getAllExecutionVertices()) {
      if (task.getExecutionState() != ExecutionState.RUNNING) {
        return false;
      }
      tasks++;
    }
    return tasks > 0;
  }

  /** Runs the job over files to its end. */
  void run(JobOptions options) throws Exception {
    var env = StreamExecutionEnvironment.getExecutionEnvironment(new Configuration());
    env.setParallelism(2);
    FileRun.build(env, options);
    cluster.executeJobBlocking(env.getStreamGraph().getJobGraph());
  }

  /** Starts the job with its usual topics and shards, and with more options. */
  public void startUsual(String... more) throws Exception {
    var arguments = new ArrayList<>(List.of("--kafka", kafka));
    arguments.addAll(List.of(more));
    start(2, null, UnaryOperator.identity(), JobOptions.parse(arguments.toArray(String[]::new)));
  }

  /** The machine that runs the job is gone, and another one comes: the job goes back. */
  public void loseTheMachine() throws Exception {
    cluster.terminateTaskManager(0).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    cluster.startTaskManager();
  }

  /** Stops the job with a savepoint; where that lies. */
  String stop(JobID job, Path folder) throws Exception {
    awaitRunning(job);
    var stopping =
        cluster.stopWithSavepoint(
            job, folder.toUri().toString(), false, SavepointFormatType.CANONICAL);
    return stopping.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  /** What became of all jobs, to tell where it got stuck. */
  public String states() {
    var text = new StringBuilder();
    try {
      for (var job : cluster.listJobs().get()) {
        var graph = cluster.getExecutionGraph(job.getJobId()).get();
        text.append("job ").append(job.getJobState()).append(", tasks");
        for (var task : graph.getAllExecutionVertices()) {
          text.append(' ').append(task.getExecutionState());
        }
        var checkpoints = graph.getCheckpointStatsSnapshot();
        if (checkpoints != null) {
          var counts = checkpoints.getCounts();
          text.append(", checkpoints: done ").append(counts.getNumberOfCompletedCheckpoints());
          text.append(", failed ").append(counts.getNumberOfFailedCheckpoints());
          text.append(", gone back to ").append(counts.getNumberOfRestoredCheckpoints());
        }
        text.append('\n');
        var failure = graph.getFailureInfo();
        if (failure != null) {
          text.append("last failure at ").append(Instant.ofEpochMilli(failure.getTimestamp()));
          text.append(", now ").append(Instant.now()).append('\n');
          text.append(withoutPlaces(failure.getExceptionAsString()));
        }
      }
    } catch (Exception e) {
      text.append("Flink does not tell its states: ").append(e).append('\n');
    }
    return text.toString();
  }

  /** An exception and its causes. */
  private static String withoutPlaces(String stackTrace) {
    return stackTrace
        .lines()
        .filter(line -> !line.startsWith("\t"))
        .limit(LINES_TOLD)
        .map(line -> "  " + line + "\n")
        .collect(Collectors.joining());
  }

  void cancel(JobID job) throws Exception {
    cluster.cancelJob(job).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    try {
      cluster.closeAsync().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException("Flink does not stop", e);
    }
  }
}
