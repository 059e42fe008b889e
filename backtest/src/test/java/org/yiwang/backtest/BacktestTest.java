package org.yiwang.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yiwang.dayfiles.DayWriter;
import org.yiwang.dayfiles.Duck;
import org.yiwang.dayfiles.SeriesName;
import org.yiwang.engine.Setting;

class BacktestTest {
  private static final String RULES =
      """
      rules:
        - id: tank.methane
          version: 1
          name: {zh: 甲烷, en: Methane}
          subject-kind: tank
          levels:
            IV: {above: {property: methane, limit: 25 %%LEL}}
            II: {above: {property: methane, limit: %d %%LEL}, for: 10 min}
      """;

  private @TempDir Path folder = Path.of(".");

  @BeforeEach
  void files() throws IOException {
    Files.writeString(folder.resolve("rules.yaml"), RULES.formatted(25));
    Files.writeString(folder.resolve("other.yaml"), RULES.formatted(25).replace("25", "45"));
    var text = new StringBuilder("time,device,property,value,subject,unit,area\n");
    // Out of order on purpose: the second tank's lines come after all of the first's.
    for (int tank = 1; tank <= 2; tank++) {
      for (int minute = 0; minute < 60; minute++) {
        int value = minute >= 10 && minute < 30 ? 20 + tank * 10 : 5;
        text.append(
            "2026-11-20T08:%02d:00+08:00,gas-%d,methane,%d,T-%d,%%LEL,/5/1/\n"
                .formatted(minute, tank, value, tank));
      }
    }
    Files.writeString(folder.resolve("readings.csv"), text);
    Files.writeString(
        folder.resolve("cases.csv"),
        "subject,from,to\nT-1,2026-11-20T08:20:00,2026-11-20T09:00:00\nT-3,2026-11-20T08:20:00,\n");
  }

  private String run(int expected, String... args) throws IOException {
    return run(
        expected,
        (data, config, span) -> {
          throw new WrongInput("no installation in " + data);
        },
        args);
  }

  private static String run(int expected, Installations installations, String... args)
      throws IOException {
    var output = new StringWriter();
    var printer = new PrintWriter(output, true);
    int code = Backtest.run(args, printer, printer, installations);
    assertThat(code).as(output.toString()).isEqualTo(expected);
    return output.toString();
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  @Test
  void tellsWhatTheRulesWouldHaveFound() throws IOException {
    var said =
        run(
            0,
            "--rules",
            file("rules.yaml"),
            "--readings",
            file("readings.csv"),
            "--out",
            file("o"));
    assertThat(said.lines())
        .contains(
            "readings: 120 readings",
            "episodes: 2 episodes",
            "rule tank.methane II: 2 episodes",
            "area /5/1/: 2 episodes",
            "day 2026-11-20: 2 episodes")
        .anyMatch(
            line -> line.startsWith("longest tank.methane T-1 II") && line.endsWith(": 1200 s"));
    assertThat(Files.readAllLines(folder.resolve("o")))
        .hasSize(6)
        .first()
        .asString()
        .startsWith("{\"key\":\"tank.methane:0:")
        .contains("\"kind\":\"BEGAN\"", "\"level\":\"IV\"", "\"value\":30.0");
  }

  /** Eight in the morning in Shanghai is seven in the evening of the day before in New York. */
  @ParameterizedTest(name = "{0} from {1}: {2} readings, {3}")
  @CsvSource({
    "'', 2026-11-19, 120, day 2026-11-19: 2 episodes",
    "'', 2026-11-20, 0, episodes: 0 episodes",
    "Asia/Shanghai, 2026-11-20, 120, day 2026-11-20: 2 episodes",
  })
  void theDaysOfAnInstallationAreThoseOfItsOwnZoneUnlessToldOtherwise(
      String zone, String from, int readings, String line) throws IOException {
    var own = ZoneId.of("America/New_York");
    var ended = new AtomicInteger();
    var args = new ArrayList<>(List.of("--rules", file("rules.yaml"), "--data", file("")));
    args.addAll(List.of("--from", from));
    if (!zone.isEmpty()) {
      args.addAll(List.of("--zone", zone));
    }
    var said =
        run(
            0,
            (data, config, span) ->
                new Installations.Opened(
                    own,
                    CsvHistory.read(
                        List.of(folder.resolve("readings.csv")),
                        "tank",
                        Map.of(),
                        span.apply(own),
                        own),
                    rules -> SettingOverTime.always(Setting.of(own)),
                    ended::incrementAndGet),
            args.toArray(String[]::new));
    assertThat(said.lines()).contains("readings: " + readings + " readings", line);
    assertThat(ended).hasValue(1);
  }

  @Test
  void printsTheFindingsWhereNoFileIsNamed() throws IOException {
    var options = List.of("--rules", file("rules.yaml"), "--readings", file("readings.csv"));
    var said = run(0, options.toArray(String[]::new));
    var toFile = new ArrayList<>(options);
    toFile.addAll(List.of("--out", file("o")));
    run(0, toFile.toArray(String[]::new));
    assertThat(said.lines().filter(line -> line.startsWith("{")))
        .containsExactlyElementsOf(Files.readAllLines(folder.resolve("o")));
  }

  @Test
  void comparesTwoSetsOfRules() throws IOException {
    var said =
        run(
            0,
            "--rules",
            file("rules.yaml"),
            "--readings",
            file("readings.csv"),
            "--compare",
            file("other.yaml"));
    assertThat(said.lines())
        .contains("in-both: 0 episodes", "only-in-rules: 2 episodes", "only-in-other: 0 episodes");
  }

  @Test
  void measuresAgainstVerifiedCases() throws IOException {
    var said =
        run(
            0,
            "--rules",
            file("rules.yaml"),
            "--readings",
            file("readings.csv"),
            "--truth",
            file("cases.csv"));
    assertThat(said.lines())
        .contains("truth-precision: 50.0 %", "truth-recall: 50.0 %", "truth-lead-median: 600 s");
  }

  @Test
  void tellsWhatEachRuleCosts() throws IOException {
    var said =
        run(0, "--rules", file("rules.yaml"), "--readings", file("readings.csv"), "--profile");
    assertThat(said.lines())
        .contains("profile-share tank.methane: 100.0 %")
        .anyMatch(line -> line.matches("profile tank.methane: [0-9.]+ ns-per-reading"));
  }

  @Test
  void whatIsWrongIsSaidWithItsPlace() throws IOException {
    assertThat(run(2, "--readings", file("readings.csv"))).startsWith("Usage:");
    assertThat(run(0, "--help")).startsWith("Usage:");
    assertThat(run(2, "--rules", file("rules.yaml"))).contains("no installation in data/main");
    assertThat(run(2, "--rules", file("rules.yaml"), "--profil"))
        .contains("'--profil' is not known");
    assertThat(run(2, "--rules", file("rules.yaml"), "--out")).contains("--out needs a value");
    assertThat(run(2, "--rules", file("rules.yaml"), "--readings", "r.csv", "--data", "data/main"))
        .startsWith("Usage:");
    assertThat(run(2, "--rules", file("none"), "--readings", file("readings.csv")))
        .contains("there is no file");
    Files.writeString(folder.resolve("bad.csv"), "time,device,property,value\nyesterday,d,p,1\n");
    assertThat(run(2, "--rules", file("rules.yaml"), "--readings", file("bad.csv")))
        .contains("bad.csv:2:", "not a time");
    Files.writeString(
        folder.resolve("cold.csv"), "time,device,property,value,unit\n1,d,methane,1,Cel\n");
    assertThat(run(2, "--rules", file("rules.yaml"), "--readings", file("cold.csv")))
        .contains("rules.yaml:7:", "can't be compared with 'Cel'");
  }

  @Test
  void whatIsWrongIsSaidBeforeAnythingIsJudged() throws IOException {
    Files.writeString(
        folder.resolve("warm.yaml"), RULES.formatted(25).replace("25 %LEL", "25 Cel"));
    assertThat(runOnReadings("--compare", file("warm.yaml")))
        .contains("warm.yaml:7:", "can't be compared")
        .doesNotContain("episodes:");
    assertThat(runOnReadings("--truth", file("none")))
        .contains("there is no file")
        .doesNotContain("episodes:");
  }

  private String runOnReadings(String... more) throws IOException {
    var asked = List.of("--rules", file("rules.yaml"), "--readings", file("readings.csv"));
    return run(2, Stream.concat(asked.stream(), Stream.of(more)).toArray(String[]::new));
  }

  @Test
  void dayFilesGiveTheSameAsTheFileTheyWereMadeFrom() throws IOException {
    var csv = run(0, "--rules", file("rules.yaml"), "--readings", file("readings.csv"));
    // The day ends amid the episodes: the next file goes on.
    writeDay("2026-11-20.1.parquet", 0, 20, 0);
    writeDay("2026-11-21.1.parquet", 20, 60, 100);
    writeDay("2026-11-21.2.parquet", 20, 60, 200);
    var parquet = run(0, "--rules", file("rules.yaml"), "--readings", folder.toString());
    assertThat(withoutSpeed(parquet)).isEqualTo(withoutSpeed(csv));
    var from = "2026-11-20T08:40:00+08:00";
    assertThat(
            run(0, "--rules", file("rules.yaml"), "--readings", folder.toString(), "--from", from)
                .lines())
        .contains("readings: 40 readings", "episodes: 0 episodes");
    assertThat(
            run(
                2,
                "--rules",
                file("rules.yaml"),
                "--readings",
                file("2026-11-21.1.parquet"),
                file("2026-11-21.2.parquet")))
        .contains("overlap in time");
  }

  @Test
  void parquetOfSomebodyElsesGivesTheSameAsTheFileItWasMadeFrom() throws Exception {
    var csv = run(0, "--rules", file("rules.yaml"), "--readings", file("readings.csv"));
    for (var time : List.of("time::timestamptz", "epoch_ms(time::timestamptz)")) {
      try (var connection = DriverManager.getConnection("jdbc:duckdb:");
          var statement = connection.createStatement()) {
        statement.execute(
            "copy (select %s as time, * exclude (time) from read_csv('%s', all_varchar = true)) to '%s'"
                .formatted(time, file("readings.csv"), file("foreign.parquet")));
      }
      var foreign = run(0, "--rules", file("rules.yaml"), "--readings", file("foreign.parquet"));
      assertThat(withoutSpeed(foreign)).isEqualTo(withoutSpeed(csv));
    }
    try (var connection = DriverManager.getConnection("jdbc:duckdb:");
        var statement = connection.createStatement()) {
      // By the clock on the wall, with as few columns as may be.
      statement.execute(
          """
          copy (
            select timestamp '2026-11-20 08:00:00' + interval (m) minute as time, 'd' as device,
              'methane' as property, case when m < 5 then 30 else 1 end as value
            from range(10) as r (m)
          ) to '%s'
          """
              .formatted(file("plain.parquet")));
    }
    var plain =
        run(
            0,
            "--rules",
            file("rules.yaml"),
            "--readings",
            file("plain.parquet"),
            "--unit",
            "methane=%LEL");
    assertThat(plain.lines())
        .contains(
            "readings: 10 readings",
            "longest tank.methane d IV 2026-11-20T00:00:00Z" + " 2026-11-20T00:05:00Z: 300 s");
    Files.writeString(folder.resolve("x.parquet"), "nothing");
    assertThat(run(2, "--rules", file("rules.yaml"), "--readings", file("x.parquet")))
        .contains("x.parquet");
  }

  private static List<String> withoutSpeed(String said) {
    return said.lines().filter(line -> !line.startsWith("speed")).toList();
  }

  private void writeDay(String name, int fromMinute, int toMinute, int firstNumber) {
    var start = java.time.Instant.parse("2026-11-20T00:00:00Z").toEpochMilli();
    try (var duck = Duck.open(folder.resolve("work"), "64MB", 1);
        var writer = new DayWriter(duck)) {
      for (int tank = 1; tank <= 2; tank++) {
        for (int minute = fromMinute; minute < toMinute; minute++) {
          double value = minute >= 10 && minute < 30 ? 20 + tank * 10 : 5;
          writer.add(
              new int[] {firstNumber + tank},
              new long[] {start + minute * 60_000L},
              new double[] {value},
              1);
        }
      }
      writer.write(
          folder.resolve(name),
          null,
          id -> {
            int tank = id - firstNumber;
            return new SeriesName(
                id, "gas-" + tank, "methane", "%LEL", "T-" + tank, "tank", "/5/1/", 0, 0);
          });
    }
  }
}
