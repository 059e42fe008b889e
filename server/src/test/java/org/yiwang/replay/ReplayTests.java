package org.yiwang.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yiwang.support.SharedData;
import org.yiwang.support.TestServer;
import org.yiwang.tables.Importers;

class ReplayTests {
  private static final Path GUIDE = Path.of("../docs/guide/replay");
  private static final double MAX = Double.POSITIVE_INFINITY;
  @AutoClose private static TestServer server;

  @TempDir Path folder;

  @BeforeAll
  static void start() throws Exception {
    server = TestServer.startWithDistrict();
    for (var report : server.bean(Importers.class).load(GUIDE.resolve("ground"))) {
      assertThat(report.problems()).isEmpty();
    }
  }

  @Test
  void decimalCommasMissingValuesAndUnitsAreReadAndFaultsKeptWithTheirLine() throws Exception {
    var file =
        write(
            "made-up.csv",
            StandardCharsets.ISO_8859_1,
            "Tag;Zeit;Größe;CO",
            "01.03.2020;00.30;20,5;1,25",
            "01.03.2020;01.30;-200;1.300,0",
            "01.03.2020;02.30;warm;2",
            "31.02.2020;03.30;1;1",
            "01.03.2020;04.30;1",
            "01.03.2020;05.30;-7,5;");
    var map =
        write(
            "made-up.yaml",
            StandardCharsets.UTF_8,
            "file: {charset: ISO-8859-1, separator: ';', decimal: ',', missing: ['-200']}",
            "time: {columns: [Tag, Zeit], format: dd.MM.uuuu HH.mm, zone: Asia/Shanghai}",
            "device: AQ-0001",
            "values:",
            "  - {column: Größe, property: air.temperature, unit: Cel}",
            "  - {column: CO, property: air.co, unit: mg/m3}");

    var counts = replay(file, map);

    assertThat(counts).isEqualTo(new Replay.Counts(6, 8, 5, 0, 2, 3));
    assertThat(values("AQ-0001", "air.temperature", "2020-02-29T16:00:00Z"))
        .containsExactly(20.5, -7.5);
    assertThat(values("AQ-0001", "air.co", "2020-02-29T16:00:00Z"))
        .containsExactly(1250.0, 1_300_000.0, 2000.0);
    assertThat(quarantine("made-up.csv"))
        .containsExactly(
            "4 Größe is no number: warm",
            "5 time can't be read: 31.02.2020 03.30",
            "6  has 3 values instead of 4");
    assertThat(replay(file, map)).isEqualTo(new Replay.Counts(6, 8, 0, 5, 2, 3));
  }

  @Test
  void aBrokenLineCostsNoOther() throws Exception {
    var file = folder.resolve("broken.csv");
    Files.write(
        file,
        String.join(
                "\r\n",
                "at,v,w",
                "2020-01-05T00:00:00Z,NaN,1",
                "2020-01-05T01:00:00Z,-200.0,2",
                "",
                "2020-01-05T02:00:00Z,Infinity,3",
                "2020-01-05T03:00:00Z,\"5\"x,4",
                ",,",
                "2020-01-05T04:00:00Z,\"5,5",
                "2020-01-05T05:00:00Z,6,6",
                "2020-01-05T06:00:00Z,7,\u00e9,",
                "2020-01-05T07:00:00Z,\"8",
                "\",8,,",
                "2020-01-05T08:00:00Z,1d,9")
            .getBytes(StandardCharsets.ISO_8859_1));
    var map =
        write(
            "broken.yaml",
            StandardCharsets.UTF_8,
            "file: {missing: ['-200']}",
            "time: {columns: [at]}",
            "device: AQ-0001",
            "values:",
            "  - {column: v, property: air.temperature}",
            "  - {column: w, property: air.humidity}");

    assertThat(replay(file, map)).isEqualTo(new Replay.Counts(9, 14, 8, 0, 1, 6));
    assertThat(values("AQ-0001", "air.humidity", "2020-01-05T00:00:00Z"))
        .startsWith(1.0, 2.0, 3.0, 6.0, 8.0, 9.0);
    assertThat(quarantine("broken.csv"))
        .containsExactly(
            "2 v is no number: NaN",
            "5 v is no number: Infinity",
            "6  has a stray quote",
            "8  has a quote that is not closed",
            "10  has bytes that are no text in the file's charset",
            "13 v is no number: 1d");
  }

  @Test
  void aUnitThatDoesNotFitAndAnUnknownDeviceAreKeptWithTheirLine() throws Exception {
    var file =
        write(
            "odd.csv",
            StandardCharsets.UTF_8,
            "id,at,v",
            "AQ-0001,2020-03-02T00:00:00Z,1",
            "NOBODY,2020-03-02T00:00:00Z,1");
    var map =
        write(
            "odd.yaml",
            StandardCharsets.UTF_8,
            "time: {columns: [at]}",
            "deviceColumn: id",
            "values:",
            "  - {column: v, property: air.temperature, unit: hPa}");

    assertThat(replay(file, map)).isEqualTo(new Replay.Counts(2, 2, 0, 0, 0, 2));
    assertThat(quarantine("odd.csv"))
        .containsExactly("2 unit 'hPa' can't be turned into 'Cel'", "3 device is not registered");
  }

  @Test
  void aRhythmIsKept() throws Exception {
    var file =
        write(
            "paced.csv",
            StandardCharsets.UTF_8,
            "at,v",
            "2020-03-03T00:00:00Z,1",
            "2020-03-03T00:10:00Z,2",
            "2020-03-03T00:20:00Z,3");
    var map =
        write(
            "paced.yaml",
            StandardCharsets.UTF_8,
            "time: {columns: [at]}",
            "device: AQ-0001",
            "values: [{column: v, property: air.humidity}]");
    var begin = System.nanoTime();
    try (var door = door("paced.csv")) {
      var counts = new Replay(map, door, 1200).play(file);

      // Twenty minutes at 1200 times the speed: a second, never less.
      assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(1_000_000_000L);
      assertThat(counts.stored()).isEqualTo(3);
    }
  }

  @Test
  void whatIsWrongWithAMapIsSaidWithItsKey() throws Exception {
    var file = write("plain.csv", StandardCharsets.UTF_8, "at,v", "2020-03-04T00:00:00Z,1");
    assertThatThrownBy(() -> replay(file, map("device: X", "values: []")))
        .hasMessageContaining("values: is missing");
    assertThatThrownBy(() ->
            replay(
                file,
                map(
                    "device: X",
                    "time: {columns: [at], zone: Mars}",
                    "values: [{column: v, property: p}]")))
        .hasMessage("time.zone: Mars is no time zone");
    assertThatThrownBy(() ->
            replay(
                file,
                map("device: X", "time: {columns: [when]}", "values: [{column: v, property: p}]")))
        .hasMessage("time.columns: the file has no column when");
    assertThatThrownBy(() -> replay(file, map("devise: X")))
        .hasMessageContaining("devise is no key of a map");
    assertThatThrownBy(() -> replay(file, map("device: X", "values: [")))
        .hasMessageContaining("line ");
  }

  @Test
  void airQualityOfAnItalianCity() throws Exception {
    var file = SharedData.file("air/AirQualityUCI.csv");

    var counts = replay(file, GUIDE.resolve("air-quality-uci.yaml"));

    // 9,351 rows of 8 values, of which 14,871 are -200.
    assertThat(counts.rows()).isEqualTo(9_351);
    assertThat(counts.quarantined()).isZero();
    assertThat(counts.duplicate()).isZero();
    assertThat(counts.missing()).isEqualTo(14_871);
    assertThat(counts.stored()).isEqualTo(8 * 9_351 - 14_871);
    assertThat(values("AQ-0001", "air.co", "2004-03-10T17:00:00Z")).startsWith(1200.0);
    assertThat(replay(file, GUIDE.resolve("air-quality-uci.yaml")).duplicate())
        .isEqualTo(counts.stored());
  }

  @Test
  void particlesInBeijing() throws Exception {
    var file = SharedData.file("air/PRSA_data_2010.1.1-2014.12.31.csv");

    var counts = replay(file, GUIDE.resolve("beijing-pm25.yaml"));

    assertThat(counts).isEqualTo(new Replay.Counts(43_800, 306_600, 306_600, 0, 0, 0));
    assertThat(values("AQ-0002", "air.pm25", "2010-01-01T16:00:00Z")).startsWith(129.0, 148.0);
  }

  private static Replay.Counts replay(Path file, Path map) throws Exception {
    try (var door = door(String.valueOf(file.getFileName()))) {
      return new Replay(map, door, MAX).play(file);
    }
  }

  private static ReadingDoor door(String source) {
    return new ReadingDoor("http://127.0.0.1:" + server.port(), server.token("integrator"), source);
  }

  private Path map(String... lines) throws Exception {
    return write("map.yaml", StandardCharsets.UTF_8, lines);
  }

  private Path write(String name, Charset charset, String... lines) throws Exception {
    return Files.write(folder.resolve(name), List.of(lines), charset);
  }

  private static List<Double> values(String device, String property, String from) {
    var path = "/api/v1/readings?device=%s&property=%s&from=%s".formatted(device, property, from);
    return server
        .get("operator", path)
        .body()
        .path("items")
        .valueStream()
        .map(item -> item.path("value").asDouble())
        .toList();
  }

  private static List<String> quarantine(String source) {
    return server
        .bean(JdbcClient.class)
        .sql(
            """
            select distinct place || ' ' || field || ' ' || reason, place from intake.quarantine
            where source like '%: ' || ? order by place
            """)
        .param(source)
        .query((row, n) -> row.getString(1))
        .list();
  }
}
