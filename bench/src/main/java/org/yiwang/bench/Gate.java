package org.yiwang.bench;

import java.io.Serializable;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.streaming.api.datastream.DataStreamSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.source.legacy.SourceFunction;
import org.jspecify.annotations.Nullable;

/**
 * Lets a pipeline that pulls read the stream in the stretches in which the bench pushes. The
 * warm-up is over when all of it has been read and the process has come to rest, and so is the
 * rest. Only then the pipeline may end and judge what is due at the end of the stream, which is not
 * measured of the others either. All in this JVM.
 */
final class Gate {
  /** Gives away the readings of a stretch. */
  interface Emitter<T> extends Serializable {
    void emit(Stream stream, int from, int to, SourceFunction.SourceContext<T> out);

    void finish(Stream stream, SourceFunction.SourceContext<T> out);
  }

  private static final int STEP = 1024;

  /** Longer than a buffer waits before it is sent half empty, which Flink does after 100 ms. */
  private static final Duration STILL = Duration.ofMillis(150);

  private static volatile @Nullable Stream stream;
  private static volatile int limit;
  private static volatile int read;
  private static volatile boolean mayEnd;

  /** How Flink and Jet call the threads of their tasks. */
  private static final Pattern TASK = Pattern.compile("\\(1/1\\)#0|\\.jet\\.");

  private static final long WATCH_MILLIS = 50;
  private static final Map<String, Long> TASK_NANOS = new ConcurrentHashMap<>();

  /** Findings by rule, counted by the one task that makes them. */
  static final long[] FOUND = new long[4];

  private Gate() {}

  static StreamExecutionEnvironment flink() {
    var configuration = new Configuration();
    configuration.set(RestOptions.BIND_PORT, "0");
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(64));
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(64));
    // Large enough for several blocks of a thousand readings; single readings don't mind.
    configuration.set(TaskManagerOptions.MEMORY_SEGMENT_SIZE, MemorySize.parse("128kb"));
    var env = StreamExecutionEnvironment.createLocalEnvironment(1, configuration);
    env.getConfig().enableObjectReuse();
    return env;
  }

  static <T> DataStreamSource<T> source(
      StreamExecutionEnvironment env, Emitter<T> emitter, TypeInformation<T> type) {
    return env.addSource(new Source<>(emitter), "stream", type);
  }

  /** Lets a pipeline read up to a place; waits until it has, and has come to rest. */
  static void judge(Stream of, int to) {
    open(of, to);
    try {
      while (read < to) {
        Thread.sleep(1);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    Rest.await(STILL);
  }

  /** Makes all as it was before the first pipeline. */
  static void close() {
    limit = 0;
    read = 0;
    mayEnd = false;
    Arrays.fill(FOUND, 0);
    TASK_NANOS.clear();
  }

  /** Lets a pipeline end, and judge what is due then. */
  static void letEnd() {
    mayEnd = true;
  }

  private static void open(Stream of, int to) {
    if (stream == null) {
      Thread.ofPlatform().daemon().name("tasks-watch").start(Gate::watchTasks);
    }
    stream = of;
    limit = to;
  }

  /** Looks at what the threads of tasks have used: those of Flink and Jet end with their job. */
  private static void watchTasks() {
    var threads = ManagementFactory.getThreadMXBean();
    try {
      while (true) {
        for (var thread : threads.getThreadInfo(threads.getAllThreadIds())) {
          if (thread != null && TASK.matcher(thread.getThreadName()).find()) {
            TASK_NANOS.put(thread.getThreadName(), threads.getThreadCpuTime(thread.getThreadId()));
          }
        }
        Thread.sleep(WATCH_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** CPU time of all tasks so far, as of a moment ago. */
  static long taskNanos() {
    return TASK_NANOS.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The next stretch that may be read after a place; its end, or the same place for none yet. */
  static int next(int from) {
    return Math.min(limit, from + STEP);
  }

  static void hasRead(int to) {
    read = to;
  }

  static Stream stream() {
    var now = stream;
    if (now == null) {
      throw new IllegalStateException("the stream is not there yet");
    }
    return now;
  }

  /** Whether all is read and the pipeline may end. */
  static boolean isAtEnd(int at) {
    return mayEnd && at == stream().size;
  }

  /** Reads on while it is let. */
  private static final class Source<T> implements SourceFunction<T> {
    private static final long serialVersionUID = 1;
    private final Emitter<T> emitter;

    Source(Emitter<T> emitter) {
      this.emitter = emitter;
    }

    @Override
    public void run(SourceContext<T> out) throws Exception {
      int at = 0;
      while (!isAtEnd(at)) {
        int to = next(at);
        if (to == at) {
          Thread.sleep(1);
          continue;
        }
        emitter.emit(stream(), at, to, out);
        hasRead(to);
        at = to;
      }
      emitter.finish(stream(), out);
    }

    @Override
    public void cancel() {}
  }
}
