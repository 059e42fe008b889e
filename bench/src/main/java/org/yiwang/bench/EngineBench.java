package org.yiwang.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs the competitors one after the other over the same stream, each several times in a fresh JVM,
 * and compares their counts of findings: where these differ, it fails. The figure is process CPU
 * per reading, garbage collection and compilation included, after a warm-up on the first tenth.
 *
 * <pre>{@code EngineBench [--json FILE] [--rounds 3] [--only NAME,NAME]}</pre>
 */
public final class EngineBench {
  private static final int DEVICES = 20_000;
  private static final String CHILD = "--child";

  /**
   * Ends the name of one in a JVM that starts with what another has learnt by running it before.
   */
  private static final String TRAINED = "-aot";

  /**
   * Ends the name of one in a JVM that uses its quick compiler (C1) alone. It takes a twentieth of
   * the time to compile, and its code is slower by a tenth to a half, with many rules twice: what
   * costs least in all, if a JVM judges some ten million readings and not for days.
   */
  private static final String QUICK = "-c1";

  private static final Duration STILL = Duration.ofMillis(500);

  /**
   * Ways that one reading in a hundred takes are compiled late: by the fourth time they all are.
   */
  private static final int PASSES_BEFORE_STEADY = 3;

  /** Of these the median is taken: now and then something is compiled once more. */
  private static final int STEADY_PASSES = 5;

  private final List<String[]> lines = new ArrayList<>();

  private EngineBench() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    var options = Arrays.asList(args);
    if (options.contains(CHILD)) {
      System.out.println(measure(options.get(options.indexOf(CHILD) + 1)));
      return;
    }
    int rounds = Integer.parseInt(option(options, "--rounds", "3"));
    var names =
        option(
                options,
                "--only",
                "hand-written,ours,ours-rehearsed,ours-aot,ours-rehearsed-aot,ours-late-5s,"
                    + "ours-names,ours-names-rehearsed,ours-500k,ours-200-rules,esper,"
                    + "flink-blocks,flink-blocks-json,flink-keyed,jet,flink-cep,"
                    + "hand-written-c1,ours-c1,ours-names-c1,ours-500k-c1,ours-200-rules-c1,"
                    + "esper-c1,flink-blocks-c1,flink-keyed-c1,flink-cep-c1")
            .split(",");
    boolean agree = new EngineBench().run(names, rounds, option(options, "--json", ""));
    System.exit(agree ? 0 : 1);
  }

  private static String option(List<String> options, String name, String otherwise) {
    int at = options.indexOf(name);
    return at < 0 ? otherwise : options.get(at + 1);
  }

  private static Competitor competitor(String name) {
    return switch (name) {
      case "hand-written" -> new HandWritten(DEVICES);
      case "ours" -> new Ours(DEVICES, 1, 120_000);
      case "ours-rehearsed" -> new Ours(DEVICES, 1, 120_000).rehearsed();
      case "ours-late-5s" -> new Ours(DEVICES, 1, 5_000);
      case "ours-names" -> new OursByName(DEVICES, 120_000);
      case "ours-names-rehearsed" -> new OursByName(DEVICES, 120_000).rehearsed();
      case "ours-500k" -> new Ours(500_000, 1, 120_000);
      case "ours-200-rules" -> new Ours(DEVICES, 20, 120_000);
      case "esper" -> new EsperBest();
      case "flink-blocks" -> new FlinkBlocks(DEVICES, false);
      case "flink-blocks-json" -> new FlinkBlocks(DEVICES, true);
      case "flink-keyed" -> new FlinkKeyed();
      case "flink-cep" -> new FlinkCep();
      case "jet" -> new Jet();
      default -> throw new IllegalArgumentException("no competitor " + name);
    };
  }

  /**
   * In the child: one line with what the readings cost after a tenth of them, and, over the same
   * stream, when it has been judged three times and hardly anything is left to compile.
   */
  private static String measure(String name) {
    var stream = stream(name);
    var first = judge(name, stream);
    for (int pass = 1; pass < PASSES_BEFORE_STEADY; pass++) {
      judge(name, stream);
    }
    var passes = new ArrayList<Cost>();
    for (int pass = 0; pass < STEADY_PASSES; pass++) {
      passes.add(judge(name, stream));
    }
    passes.sort(Comparator.comparingDouble(Cost::process));
    var steady = passes.get(STEADY_PASSES / 2);
    if (!first.findings().equals(steady.findings())) {
      throw new IllegalStateException("found " + first + " and then " + steady);
    }
    return first.process() + " " + first.thread() + " " + steady;
  }

  /**
   * What nine tenths of a stream cost, in nanoseconds and bytes a reading.
   *
   * @param process CPU time of all threads, compilation and collection in it
   * @param thread CPU time of those that judge
   * @param allocated by those, in bytes
   * @param state bytes a device
   */
  private record Cost(
      double process, double thread, double allocated, double state, String findings) {
    @Override
    public String toString() {
      return process + " " + thread + " " + allocated + " " + state + " " + findings;
    }
  }

  private static Cost judge(String name, Stream stream) {
    Gate.close();
    int size = stream.size;
    var competitor = competitor(name);
    int warm = size / 10;
    competitor.judge(stream, 0, warm);
    // What building left behind, and what is still to be compiled of it, is not billed to readings.
    System.gc();
    Rest.await(STILL);
    var system =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long allocatedBefore = threads.getCurrentThreadAllocatedBytes();
    long threadBefore = competitor.threadNanos();
    var timesBefore = ThreadTimes.now();
    long before = system.getProcessCpuTime();
    competitor.judge(stream, warm, size);
    long spent = system.getProcessCpuTime() - before;
    var times = ThreadTimes.now();
    long onThread = competitor.threadNanos() - threadBefore;
    long allocated = threads.getCurrentThreadAllocatedBytes() - allocatedBefore;
    competitor.finish(stream);
    checkAlone(name, stream, competitor);
    double readings = size - warm;
    System.err.println("# " + name + " by thread: " + times.since(timesBefore, readings));
    return new Cost(
        spent / readings,
        onThread / readings,
        allocated / readings,
        competitor.stateBytes() / (double) stream.devices,
        Arrays.toString(competitor.findings()));
  }

  private static Stream stream(String name) {
    return switch (name) {
      // Half a million devices for 20 minutes: three times as many readings, not twenty-five.
      case "ours-500k" -> Stream.of(500_000, 21);
      // A fiftieth of the devices: all would take a quarter of an hour.
      case "flink-cep" -> Stream.of(DEVICES / 50);
      default -> Stream.of(DEVICES);
    };
  }

  private static boolean hasStreamOfItsOwn(String name) {
    return name.startsWith("ours-500k") || name.startsWith("flink-cep");
  }

  /** Who has a stream of its own is compared with the loop written by hand over the same. */
  private static void checkAlone(String name, Stream stream, Competitor competitor) {
    if (hasStreamOfItsOwn(name)) {
      var limit = new HandWritten(stream.devices);
      limit.judge(stream, 0, stream.size);
      limit.finish(stream);
      if (!Arrays.equals(limit.findings(), competitor.findings())) {
        throw new IllegalStateException(
            "found "
                + Arrays.toString(competitor.findings())
                + " and not "
                + Arrays.toString(limit.findings()));
      }
    }
  }

  private boolean run(String[] names, int rounds, String json)
      throws IOException, InterruptedException {
    Map<String, String> found = new LinkedHashMap<>();
    for (var name : names) {
      var first = new double[rounds];
      var steady = new double[rounds];
      String[] last = {};
      for (int round = 0; round < rounds; round++) {
        last = fork(name).split(" ", 7);
        first[round] = Double.parseDouble(last[0]);
        steady[round] = Double.parseDouble(last[2]);
      }
      say(name, first, last[1]);
      say(name + "-steady", steady, last[3]);
      say(name + "-allocated", Double.parseDouble(last[4]), "bytes-per-reading");
      say(name + "-state", Double.parseDouble(last[5]), "bytes-per-device");
      System.out.println("# " + name + " findings " + last[6]);
      if (!hasStreamOfItsOwn(name)) {
        found.put(name, last[6]);
      }
    }
    if (!json.isEmpty()) {
      Files.writeString(Path.of(json), json());
    }
    boolean agree = found.values().stream().distinct().count() <= 1;
    System.out.println(agree ? "# all counts agree" : "# COUNTS DIFFER: " + found);
    return agree;
  }

  private void say(String name, double[] spent, String thread) {
    Arrays.sort(spent);
    say(name, spent[spent.length / 2], "ns-per-reading");
    say(name + "-least", spent[0], "ns-per-reading");
    say(name + "-most", spent[spent.length - 1], "ns-per-reading");
    say(name + "-judging-thread", Double.parseDouble(thread), "ns-per-reading");
  }

  private void say(String name, double value, String unit) {
    var number = String.format(Locale.ROOT, "%.2f", value);
    lines.add(new String[] {name, number, unit});
    System.out.println(name + ": " + number + " " + unit);
  }

  private String json() {
    var text = new StringBuilder("[\n");
    for (var line : lines) {
      text.append(text.length() > 2 ? ",\n" : "")
          .append(
              "  {\"name\": \"%s\", \"value\": %s, \"unit\": \"%s\"}".formatted((Object[]) line));
    }
    return text.append("\n]\n").toString();
  }

  private static String fork(String name) throws IOException, InterruptedException {
    if (name.endsWith(TRAINED)) {
      var plain = name.substring(0, name.length() - TRAINED.length());
      return fork(plain, Trained.options(options -> fork(plain, options)));
    }
    var classPath = System.getProperty("java.class.path");
    if (name.endsWith(QUICK)) {
      var plain = name.substring(0, name.length() - QUICK.length());
      return fork(plain, List.of("-XX:TieredStopAtLevel=1", "-cp", classPath));
    }
    return fork(name, List.of("-cp", classPath));
  }

  private static String fork(String name, List<String> options)
      throws IOException, InterruptedException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var command =
        new ArrayList<>(List.of(java, "-Xms6g", "-Xmx6g", "-XX:+UseSerialGC", "-Xlog:aot*=error"));
    command.addAll(options);
    command.addAll(List.of(EngineBench.class.getName(), CHILD, name));
    var process = new ProcessBuilder(command).start();
    Thread.startVirtualThread(() -> passOn(process.errorReader()));
    @Nullable String result = null;
    for (var line :
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
      result = line.isBlank() ? result : line;
    }
    if (process.waitFor() != 0 || result == null) {
      throw new IllegalStateException("competitor " + name + " failed");
    }
    return result;
  }

  /** All but what a JVM that makes a cache repeats: its whole class path. */
  private static void passOn(BufferedReader remarks) {
    remarks
        .lines()
        .filter(line -> !line.startsWith("Picked up JAVA_TOOL_OPTIONS"))
        .forEach(System.err::println);
  }
}
