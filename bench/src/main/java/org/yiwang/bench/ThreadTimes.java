package org.yiwang.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What every thread of this process has used, the JVM's own among them, as Linux tells it: a figure
 * of the whole process hides whether readings or the compiler cost it.
 *
 * @param nanosByThread CPU time by number and name of the thread
 */
record ThreadTimes(Map<String, Long> nanosByThread) {
  private static final Path TASKS = Path.of("/proc/self/task");

  /** The times as of now; of threads that ended nothing is known. Empty where it is not Linux. */
  static ThreadTimes now() {
    var nanos = new HashMap<String, Long>();
    if (Files.isDirectory(TASKS)) {
      try (var tasks = Files.newDirectoryStream(TASKS)) {
        for (var task : tasks) {
          read(task, nanos);
        }
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
    return new ThreadTimes(nanos);
  }

  private static void read(Path task, Map<String, Long> nanos) {
    try {
      var name = Files.readString(task.resolve("comm")).strip();
      var spent = Files.readString(task.resolve("schedstat")).split(" ", 2)[0];
      nanos.put(task.getFileName() + " " + name, Long.parseLong(spent));
    } catch (IOException e) {
      // It ended while we looked.
    }
  }

  /** What was used since then, by kind of thread, per so many readings; the largest first. */
  String since(ThreadTimes before, double readings) {
    var byKind = new TreeMap<String, Double>();
    nanosByThread.forEach((thread, nanos) -> {
      long spent = nanos - before.nanosByThread.getOrDefault(thread, 0L);
      byKind.merge(kind(thread.substring(thread.indexOf(' ') + 1)), spent / readings, Double::sum);
    });
    return byKind.entrySet().stream()
        .filter(kind -> kind.getValue() >= 0.1)
        .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
        .map(kind -> String.format(Locale.ROOT, "%s %.1f", kind.getKey(), kind.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String kind(String thread) {
    if (thread.contains("CompilerThre")) {
      return "compiler " + thread.substring(0, 2);
    }
    return thread.startsWith("VM ") || thread.startsWith("GC ") ? "collector and machine" : thread;
  }
}
