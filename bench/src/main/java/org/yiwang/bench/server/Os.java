package org.yiwang.bench.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What Linux tells of processes and the machine, from {@code /proc}. */
final class Os {
  /** A clock tick of {@code /proc/PID/stat}; USER_HZ is 100 on every Linux of today. */
  private static final double TICK_SECONDS = 0.01;

  private Os() {}

  /** Seconds of processor time of a process and of its children that have ended. */
  static double cpuSeconds(long pid) {
    return line(Path.of("/proc/" + pid + "/stat"))
        .map(stat -> {
          var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
          double ticks = 0;
          // utime, stime, cutime, cstime: fields 14 to 17 of proc(5), of which two are cut off.
          for (int i = 11; i <= 14; i++) {
            ticks += Long.parseLong(fields[i]);
          }
          return ticks * TICK_SECONDS;
        })
        .orElse(0.0);
  }

  /** Seconds of processor time of a process with all that it started. */
  static double cpuSecondsOfTree(long pid) {
    var children =
        ProcessHandle.of(pid).map(handle -> handle.descendants().toList()).orElse(List.of());
    return cpuSeconds(pid) + children.stream().mapToDouble(c -> cpuSeconds(c.pid())).sum();
  }

  /** Memory of a process that is in RAM, in MiB. */
  static double residentMebibytes(long pid) {
    try {
      return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024.0)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }

  /** Processor and its count, as the results name the machine. */
  static String machine() {
    try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      var model = lines.filter(line -> line.startsWith("model name")).findFirst().orElse("?: ?");
      return Runtime.getRuntime().availableProcessors()
          + " × "
          + model.substring(model.indexOf(':') + 1).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<String> line(Path file) {
    try {
      return Optional.of(Files.readString(file));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
