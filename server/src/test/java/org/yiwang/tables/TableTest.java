package org.yiwang.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableTest {
  @TempDir Path folder;

  @Test
  void valuesAreReadAsWhatTheyShouldBe() throws IOException {
    var row =
        Table.parse(
                """
                name,lon,day,time,count,list,pairs
                 一号 ,106.5,2026-01-05,08:00,3,a| b,x=1;y = 2
                """)
            .rows()
            .getFirst();

    assertThat(row.text("name")).isEqualTo("一号");
    assertThat(row.number("lon")).isEqualTo(106.5);
    assertThat(row.day("day")).isEqualTo(LocalDate.of(2026, 1, 5));
    assertThat(row.timeOfDay("time")).isEqualTo(LocalTime.of(8, 0));
    assertThat(row.whole("count")).isEqualTo(3);
    assertThat(row.list("list")).containsExactly("a", "b");
    assertThat(row.pairs("pairs")).containsEntry("x", "1").containsEntry("y", "2");
    assertThat(row.usable()).isTrue();
  }

  @Test
  void everythingWrongWithALineIsFoundAtOnce() throws IOException {
    var row = Table.parse("name,lon,day,pairs\n,NaN,yesterday,=1\n").rows().getFirst();
    row.text("name");
    row.number("lon");
    row.day("day");
    row.pairs("pairs");
    row.text("other");

    assertThat(row.usable()).isFalse();
    assertThat(row.problems())
        .extracting(ImportProblem::toString)
        .containsExactly(
            "2: name: value missing",
            "2: lon: can't be read: NaN",
            "2: day: can't be read: yesterday",
            "2: pairs: name=value expected: =1",
            "2: other: column missing");
  }

  @Test
  void lineNumbersAreThoseOfTheFileEvenAfterAValueWithLineBreaks() throws IOException {
    var rows = Table.parse("a,b\n\"one\ntwo\",1\nx,2\nonly\n").rows();

    assertThat(rows).extracting(Row::line).containsExactly(2L, 4L, 5L);
    assertThat(rows.get(2).problems())
        .containsExactly(new ImportProblem(5, "", "2 values expected, 1 found"));
  }

  @Test
  void filesOfOfficeProgramsAreReadToo() throws IOException {
    var gbk = Files.write(folder.resolve("gbk.csv"), "名称\n鱼嘴镇\n".getBytes(Charset.forName("GBK")));
    var marked =
        Files.write(folder.resolve("bom.csv"), "\uFEFF名称\n鱼嘴镇\n".getBytes(StandardCharsets.UTF_8));

    assertThat(Table.read(gbk).rows().getFirst().text("名称")).isEqualTo("鱼嘴镇");
    assertThat(Table.read(marked).rows().getFirst().text("名称")).isEqualTo("鱼嘴镇");
  }

  @Test
  void aFileThatIsNoTableIsRefusedWhole() {
    for (var text : new String[] {"a,b\n\"open,1\n", "a,\n1,2\n"}) {
      assertThatIOException().isThrownBy(() -> Table.parse(text));
    }
  }
}
