package org.yiwang.dayfiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DayFilesTest {
  private static final long START = 1_795_000_000_000L;

  @TempDir private Path folder = Path.of("");
  private Duck duck = Duck.open(Path.of("target/work"), "200MB", 1);

  @BeforeEach
  void open() {
    duck = Duck.open(folder.resolve("work"), "64MB", 1);
  }

  @AfterEach
  void close() {
    duck.close();
  }

  private static SeriesName name(int id) {
    return new SeriesName(
        id, "T-" + id + "\t'%09", "methane", "%LEL", "subject " + id, "tank", "/5/", 106.5, 29.5);
  }

  private Path written(
      String file, @Nullable Path earlier, int[] series, long[] times, double[] values) {
    try (var writer = new DayWriter(duck)) {
      writer.add(series, times, values, series.length);
      writer.write(folder.resolve(file), earlier, DayFilesTest::name);
    }
    return folder.resolve(file);
  }

  private List<String> rows(Path file, long from, long to, int... series) {
    var rows = new ArrayList<String>();
    DayFiles.read(
        duck,
        List.of(file),
        from,
        to,
        series.length == 0 ? null : series,
        (ids, times, values, size) -> {
          for (var i = 0; i < size; i++) {
            rows.add(times[i] - START + " " + ids[i] + " " + values[i]);
          }
        });
    return rows;
  }

  @Test
  void rowsComeBackByTimeWhateverTheirOrderWas() {
    var file =
        written(
            "a.parquet",
            null,
            new int[] {7, 3, 7},
            new long[] {START + 5, START + 1, START + 1},
            new double[] {1.5, -0.0, 1e300});
    assertThat(rows(file, Long.MIN_VALUE, Long.MAX_VALUE))
        .containsExactly("1 3 -0.0", "1 7 1.0E300", "5 7 1.5");
    assertThat(rows(file, START + 2, START + 6)).containsExactly("5 7 1.5");
    assertThat(rows(file, START, START + 5)).hasSize(2);
    assertThat(rows(file, START, START + 9, 3)).containsExactly("1 3 -0.0");
  }

  @Test
  void aFileNamesItsSeries() {
    var file = written("a.parquet", null, new int[] {7, 3}, new long[] {1, 2}, new double[2]);
    assertThat(DayFiles.names(duck, file)).containsExactlyInAnyOrder(name(3), name(7));
  }

  @Test
  void whatComesLateIsMergedIntoANewFile() {
    var first = written("a.parquet", null, new int[] {1}, new long[] {START}, new double[] {1});
    var second =
        written(
            "b.parquet",
            first,
            new int[] {2, 2},
            new long[] {START - 1, START + 1},
            new double[] {2, 3});
    assertThat(rows(second, START - 9, START + 9))
        .containsExactly("-1 2 2.0", "0 1 1.0", "1 2 3.0");
    assertThat(DayFiles.names(duck, second)).hasSize(2);
    assertThat(rows(first, START - 9, START + 9)).hasSize(1);
  }

  @Test
  void factsTellWhetherAFileHoldsWhatWasAdded() {
    var random = new SplittableRandom(5);
    var series = random.ints(300_000, 0, 5_000).toArray();
    var times = random.longs(300_000, START, START + 86_400_000).toArray();
    var values = random.doubles(300_000, -50, 50).toArray();
    var file = written("a.parquet", null, series, times, values);
    var facts = Facts.of(series, times, values, series.length);
    assertThat(DayFiles.check(duck, file)).isEqualTo(facts);
    values[77] += 0.001;
    assertThat(Facts.of(series, times, values, series.length).checksum())
        .isNotEqualTo(facts.checksum());
    // Added up from parts it is the same.
    values[77] -= 0.001;
    var half = Facts.of(series, times, values, 150_000);
    assertThat(half.rows()).isEqualTo(150_000);
  }

  @Test
  void readingsOfADistrictTakeLessThanFiveBytesEach() throws IOException {
    var size = 400_000;
    var series = new int[size];
    var times = new long[size];
    var values = new double[size];
    var random = new SplittableRandom(5);
    for (var i = 0; i < size; i++) {
      // 20,000 series once a minute, each in its own second, values with one decimal.
      series[i] = i % 20_000 * 7919 % 20_000;
      times[i] = START + i * 3L + random.nextInt(3);
      values[i] = Math.round(50 + 30 * Math.sin(series[i]) + random.nextInt(20)) / 10.0;
    }
    var file = written("a.parquet", null, series, times, values);
    var names = SeriesName.write(DayFiles.names(duck, file)).length();
    assertThat((Files.size(file) - names) / (double) size).isLessThan(5);
  }

  @Test
  void aFileOfAnotherKindIsRefusedByItsName() throws IOException {
    var file = Files.writeString(folder.resolve("x.parquet"), "nothing");
    assertThatThrownBy(() -> DayFiles.check(duck, file))
        .isInstanceOf(DayFileException.class)
        .hasMessageContaining("x.parquet");
  }
}
