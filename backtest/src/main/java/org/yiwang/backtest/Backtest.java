package org.yiwang.backtest;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yiwang.dayfiles.DayFileException;
import org.yiwang.dayfiles.DayFiles;
import org.yiwang.dayfiles.Duck;
import org.yiwang.dayfiles.ForeignFile;
import org.yiwang.engine.FindingSink;
import org.yiwang.engine.Rule;
import org.yiwang.engine.RuleException;
import org.yiwang.engine.RuleSet;
import org.yiwang.engine.RuleSource;
import org.yiwang.engine.Setting;

/**
 * Tries rules on past readings: of CSV files or of Parquet files as the history writes them,
 * without a server; or on those of an installation, running or not. Findings are printed, or go to
 * a file, as lines of JSON; a summary follows. Days, and times without an offset, are those of
 * {@code --zone}: the installation's own unless told otherwise, of files Asia/Shanghai. Exit codes:
 * 0 well, 2 wrong use or wrong input.
 *
 * <pre>{@code
 * backtest --rules FILE [--readings FILE… | --data DIR [--config FILE]] [--from DAY] [--to DAY]
 *          [--out findings.jsonl] [--compare OTHER.yaml] [--truth cases.csv] [--profile]
 *          [--unit PROPERTY=UNIT]… [--zone ZONE]
 * }</pre>
 */
public final class Backtest {
  private static final String USE =
      "Usage: backtest --rules FILE [--readings FILE… | --data DIR] [--from DAY] [--to DAY]"
          + " [--out FILE] [--compare FILE] [--truth FILE] [--profile] [--unit PROPERTY=UNIT]… [--zone ZONE]";

  private static final Set<String> OPTIONS =
      Set.of(
          "--rules",
          "--readings",
          "--data",
          "--config",
          "--from",
          "--to",
          "--out",
          "--compare",
          "--truth",
          "--profile",
          "--unit",
          "--zone");

  /** Where every command looks for an installation. */
  private static final Path USUAL_DATA = Path.of("data/main");

  private static final ZoneId ZONE_OF_FILES = ZoneId.of("Asia/Shanghai");
  private static final String MEMORY = "512MB";
  private static final long AHEAD_MILLIS = 3_600_000;

  private @Nullable Path rules;
  private @Nullable Path out;
  private @Nullable Path compare;
  private @Nullable Path truth;
  private @Nullable Path data;
  private @Nullable Path config;
  private boolean profile;
  private String from = "";
  private String to = "";
  private final List<Path> readings = new ArrayList<>();
  private final Map<String, String> units = new HashMap<>();
  private @Nullable ZoneId zone;

  private final Installations installations;

  private Backtest(Installations installations) {
    this.installations = installations;
  }

  public static void main(String[] args) throws IOException {
    System.exit(
        run(
            args,
            new PrintWriter(System.out, true),
            new PrintWriter(System.err, true),
            (data, config, span) -> {
              throw new WrongInput("--data needs the server's program: ./yiwang backtest");
            }));
  }

  /**
   * The same with its output elsewhere, and with installations at hand.
   *
   * @return the exit code
   */
  public static int run(
      String[] args, PrintWriter output, PrintWriter errors, Installations installations)
      throws IOException {
    if (List.of(args).contains("--help")) {
      output.println(USE);
      return 0;
    }
    try {
      var backtest = new Backtest(installations);
      backtest.read(args);
      backtest.go(output);
      return 0;
    } catch (WrongInput | RuleException | DayFileException e) {
      errors.println(e.getMessage());
    } catch (NoSuchFileException e) {
      errors.println("there is no file " + e.getMessage());
    }
    return 2;
  }

  private void read(String[] args) {
    var option = "";
    var lacksValue = false;
    for (var arg : args) {
      if (arg.startsWith("--")) {
        requireValue(option, lacksValue);
        if (!OPTIONS.contains(arg)) {
          throw new WrongInput("'" + arg + "' is not known. " + USE);
        }
        option = arg;
        profile |= arg.equals("--profile");
        lacksValue = !arg.equals("--profile");
        continue;
      }
      lacksValue = false;
      switch (option) {
        case "--rules" -> rules = Path.of(arg);
        case "--readings" -> readings.add(Path.of(arg));
        case "--out" -> out = Path.of(arg);
        case "--compare" -> compare = Path.of(arg);
        case "--truth" -> truth = Path.of(arg);
        case "--unit" -> addUnit(arg);
        case "--data" -> data = Path.of(arg);
        case "--config" -> config = Path.of(arg);
        case "--from" -> from = arg;
        case "--to" -> to = arg;
        case "--zone" -> zone = zone(arg);
        default -> throw new WrongInput("'" + option + " " + arg + "' is not known. " + USE);
      }
    }
    requireValue(option, lacksValue);
    if (rules == null || !readings.isEmpty() && data != null) {
      throw new WrongInput(USE);
    }
    if (readings.isEmpty() && data == null) {
      data = USUAL_DATA;
    }
  }

  private static void requireValue(String option, boolean lacksValue) {
    if (lacksValue) {
      throw new WrongInput(option + " needs a value. " + USE);
    }
  }

  private void addUnit(String arg) {
    var parts = arg.split("=", 2);
    if (parts.length < 2) {
      throw new WrongInput("--unit is written like methane=%LEL");
    }
    units.put(parts[0], parts[1]);
  }

  private static ZoneId zone(String arg) {
    try {
      return ZoneId.of(arg);
    } catch (DateTimeException e) {
      throw new WrongInput("'" + arg + "' is no time zone");
    }
  }

  private ZoneId zoneOr(ZoneId usual) {
    return zone == null ? usual : zone;
  }

  private void go(PrintWriter output) throws IOException {
    var ruleSet = parse(rules);
    if (data != null) {
      try (var installation =
          installations.open(data, config, own -> Span.read(from, to, zoneOr(own)))) {
        var settings = installation.setting();
        go(ruleSet, installation.history(), settings, zoneOr(installation.zone()), output);
      }
      return;
    }
    var zone = zoneOr(ZONE_OF_FILES);
    var span = Span.read(from, to, zone);
    Function<RuleSet, SettingOverTime> plain = rulesOf -> SettingOverTime.always(Setting.of(zone));
    if (readings.stream().allMatch(Backtest::isCsv)) {
      var history = CsvHistory.read(readings, onlyKind(ruleSet), units, span, zone);
      go(ruleSet, history, plain, zone, output);
    } else if (readings.stream().noneMatch(Backtest::isCsv)) {
      var work = Files.createTempDirectory("yiwang-backtest");
      try (var duck = Duck.open(work, MEMORY, 1)) {
        go(
            ruleSet,
            new FileHistory(duck, ours(duck, work, ruleSet, zone), span),
            plain,
            zone,
            output);
      } finally {
        delete(work);
      }
    } else {
      throw new WrongInput("--readings are either all CSV or all Parquet, not both");
    }
  }

  private void go(
      RuleSet ruleSet,
      History history,
      Function<RuleSet, SettingOverTime> settings,
      ZoneId zone,
      PrintWriter output)
      throws IOException {
    // All that may be wrong with what was asked is said before the readings are judged: it takes
    // long.
    var others = compare == null ? null : parse(compare);
    var cases = truth == null ? null : Truth.read(truth, zone, AHEAD_MILLIS);
    ruleSet.check(history.catalog());
    if (others != null) {
      others.check(history.catalog());
    }
    var setting = settings.apply(ruleSet);
    Trial trial;
    if (out == null) {
      trial = new Trial(ruleSet, history, setting, sink(output, history));
    } else {
      try (var file = new PrintWriter(Files.newBufferedWriter(out))) {
        trial = new Trial(ruleSet, history, setting, sink(file, history));
      }
    }
    Summary.of(trial, zone).forEach(output::println);
    setting.remarks().forEach(remark -> output.println("# " + remark));
    if (cases != null) {
      cases.lines(trial.episodes()).forEach(output::println);
    }
    if (profile) {
      Profile.of(ruleSet, history, setting).forEach(output::println);
    }
    if (others != null) {
      var other = new Trial(others, history, settings.apply(others), finding -> {});
      Summary.compare(trial, other).forEach(output::println);
    }
  }

  private static FindingSink sink(PrintWriter to, History history) {
    return finding -> to.println(FindingJson.line(finding, history.catalog()));
  }

  /** The files, those of somebody else's written anew in our form. */
  private List<Path> ours(Duck duck, Path work, RuleSet ruleSet, ZoneId zone) {
    var ours = new ArrayList<Path>();
    for (var file : readings) {
      if (Files.isDirectory(file) || DayFiles.isDayFile(duck, file)) {
        ours.add(file);
      } else {
        var written = work.resolve(ours.size() + ".parquet");
        ForeignFile.convert(duck, file, written, onlyKind(ruleSet), units, zone);
        ours.add(written);
      }
    }
    return ours;
  }

  private static String onlyKind(RuleSet ruleSet) {
    var kinds = ruleSet.rules().stream().map(Rule::subjectKind).distinct().toList();
    return kinds.size() == 1 ? kinds.get(0) : "";
  }

  private static void delete(Path folder) throws IOException {
    try (var all = Files.walk(folder)) {
      for (var one : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(one);
      }
    }
  }

  private static boolean isCsv(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(".csv");
  }

  private static RuleSet parse(@Nullable Path file) throws IOException {
    if (file == null) {
      throw new WrongInput(USE);
    }
    return RuleSet.parse(List.of(new RuleSource(file.toString(), Files.readString(file))));
  }
}
