package org.yiwang.bench.history;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.yiwang.bench.server.Figures;
import org.yiwang.dayfiles.DayFiles;
import org.yiwang.dayfiles.DayWriter;
import org.yiwang.dayfiles.Duck;

/**
 * Writes days of a made-up district as files and runs a backtest of four rules over them, in a JVM
 * of its own held to one core. By default a tenth of a quarter of a year: 9 days of 20,000 series
 * once a minute, 259 million readings.
 *
 * <pre>{@code
 * BacktestBench [--days 9] [--series 20000] [--folder DIR] [--memory 256MB] [--json FILE]
 * }</pre>
 */
public final class BacktestBench {
  private static final long START = 1_790_006_400_000L;
  private static final long DAY = 86_400_000L;
  private static final String RULES =
      """
      rules:
        - id: site.above
          version: 1
          name: {zh: 超限, en: Above}
          subject-kind: site
          levels: {IV: {above: {property: level, limit: 80, rearm-below: 75}}}
        - id: site.five
          version: 1
          name: {zh: 持续五分钟, en: Five minutes}
          subject-kind: site
          levels: {IV: {above: {property: level, limit: 80}, for: 5 min}}
        - id: site.hour
          version: 1
          name: {zh: 持续一小时, en: An hour}
          subject-kind: site
          levels: {IV: {above: {property: level, limit: 80}, for: 60 min}}
        - id: site.silent
          version: 1
          name: {zh: 失联, en: Silent}
          subject-kind: site
          about: device
          levels: {IV: {silent: {for: 10 min}}}
      """;

  private BacktestBench() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    var arguments = List.of(args);
    var days = Figures.option(arguments, "--days", 9);
    var district = new District(Figures.option(arguments, "--series", 20_000));
    var memory = Figures.option(arguments, "--memory");
    var given = Figures.option(arguments, "--folder");
    var folder =
        given == null
            ? Files.createTempDirectory("yiwang-backtest-bench")
            : Files.createDirectories(Path.of(given));
    var figures = new Figures();
    try {
      write(folder, district, days, memory == null ? "256MB" : memory, figures);
      judge(folder, figures);
      figures.print(arguments);
    } finally {
      delete(folder);
    }
  }

  private static void write(
      Path folder, District district, int days, String memory, Figures figures) throws IOException {
    var bytes = 0L;
    var rows = 0L;
    var writing = 0L;
    var reading = 0L;
    for (var day = 0; day < days; day++) {
      var file = folder.resolve("day-%03d.1.parquet".formatted(day));
      try (var duck = Duck.open(folder.resolve("work"), memory, 1)) {
        var before = System.nanoTime();
        try (var writer = new DayWriter(duck)) {
          district.day(START + day * DAY, writer::add);
          writer.write(file, null, District::name);
          rows += writer.added().rows();
        }
        writing += System.nanoTime() - before;
        before = System.nanoTime();
        DayFiles.check(duck, file);
        reading += System.nanoTime() - before;
      }
      bytes += Files.size(file);
      System.err.printf("day %d of %d is written: %,d bytes%n", day + 1, days, Files.size(file));
    }
    figures.put("readings", rows, "readings");
    figures.put("bytes", bytes / (double) rows, "bytes/reading");
    figures.put("write", rows * 1e3 / writing, "million-readings/s");
    figures.put("write-memory-peak", residentPeakMegabytes(), "MB");
    figures.put("check", rows * 1e3 / reading, "million-readings/s");
  }

  private static void judge(Path folder, Figures figures) throws IOException, InterruptedException {
    var rules = Files.writeString(folder.resolve("rules.yaml"), RULES);
    var command = new ArrayList<String>();
    if (Files.isExecutable(Path.of("/usr/bin/taskset"))) {
      command.addAll(List.of("taskset", "-c", "0"));
    }
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx1g",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            "org.yiwang.backtest.Backtest",
            "--rules",
            rules.toString(),
            "--readings",
            folder.toString()));
    var before = System.nanoTime();
    var process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException("the backtest fails: " + said);
    }
    var wall = System.nanoTime() - before;
    figures.put("backtest-episodes", number(said, "episodes: "), "episodes");
    figures.put("backtest", number(said, "speed: "), "million-readings/s of processor time");
    figures.put(
        "backtest-whole", figures.get("readings") * 1e3 / wall, "million-readings/s of the clock");
  }

  private static double number(String said, String name) {
    return said.lines()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(name.length()).split(" ", 2)[0])
        .mapToDouble(Double::parseDouble)
        .findFirst()
        .orElse(Double.NaN);
  }

  /** The most memory this process ever had, the program and DuckDB together. */
  private static double residentPeakMegabytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
        .findFirst()
        .orElse(Double.NaN);
  }

  private static void delete(Path folder) throws IOException {
    try (var all = Files.walk(folder)) {
      for (var one : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(one);
      }
    }
  }
}
