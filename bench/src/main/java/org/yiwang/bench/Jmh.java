package org.yiwang.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs the JMH benchmarks with the allocation profiler: what one reading, one name, one point
 * costs, and what it allocates.
 *
 * <pre>{@code Jmh [--json FILE] [--forks 3] [--only REGEX]}</pre>
 */
public final class Jmh {
  private Jmh() {}

  public static void main(String[] args) throws RunnerException, IOException {
    var given = Arrays.asList(args);
    int forks = given.indexOf("--forks");
    int json = given.indexOf("--json");
    var options =
        new OptionsBuilder()
            .include(given.contains("--only") ? given.get(given.indexOf("--only") + 1) : ".*")
            .forks(forks < 0 ? 3 : Integer.parseInt(given.get(forks + 1)))
            .warmupIterations(3)
            .warmupTime(TimeValue.seconds(2))
            .measurementIterations(3)
            .measurementTime(TimeValue.seconds(2))
            .jvmArgs(
                "-Dyiwang.home=" + System.getProperty("yiwang.home", "."),
                "-Xms2g",
                "-Xmx2g",
                "-XX:+UseSerialGC")
            .addProfiler(GCProfiler.class)
            .build();
    var lines = new ArrayList<String>();
    for (var result : new Runner(options).run()) {
      var name = result.getParams().getBenchmark().replaceFirst(".*\\.([^.]+\\.[^.]+)$", "$1");
      var primary = result.getPrimaryResult();
      lines.add(line(json >= 0, name, primary.getScore(), "ns-per-operation"));
      lines.add(line(json >= 0, name + "-error", primary.getScoreError(), "ns-per-operation"));
      var allocated =
          Objects.requireNonNull(result.getSecondaryResults().get("gc.alloc.rate.norm"));
      lines.add(line(json >= 0, name + "-allocated", allocated.getScore(), "bytes-per-operation"));
    }
    if (json >= 0) {
      Files.writeString(
          Path.of(given.get(json + 1)), "[\n  " + String.join(",\n  ", lines) + "\n]\n");
    }
  }

  /** Says a figure as every bench does, and gives it as the file wants it. */
  private static String line(boolean forFile, String name, double value, String unit) {
    var number = String.format(Locale.ROOT, "%.3f", value);
    System.out.println(name + ": " + number + " " + unit);
    return forFile
        ? "{\"name\": \"%s\", \"value\": %s, \"unit\": \"%s\"}".formatted(name, number, unit)
        : "";
  }
}
