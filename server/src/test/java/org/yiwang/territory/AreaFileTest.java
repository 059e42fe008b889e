package org.yiwang.territory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yiwang.tables.ImportProblem;

class AreaFileTest {
  private static final String SQUARE =
      "{\"type\":\"Polygon\",\"coordinates\":[[[106.5,29.5],[106.51,29.5],[106.51,29.51],[106.5,29.5]]]}";

  @TempDir Path folder;

  @Test
  void outlinesAndNamesAreJoinedByCode() throws IOException {
    var content =
        read(
            CoordinateSystem.WGS84,
            write("a.geojson", collection(feature("\"code\":\"S1\"", SQUARE))),
            write("a.csv", "code,name,en,level,parent,from,to\nS1,一街,One,street,D,2021-01-01,\n"));

    assertThat(content.problems()).isEmpty();
    var area = content.areas().getFirst();
    assertThat(area.name()).isEqualTo("一街");
    assertThat(area.parent()).isEqualTo("D");
    assertThat(area.from()).isEqualTo("2021-01-01");
    assertThat(area.outline().getNumPoints()).isEqualTo(4);
  }

  @Test
  void mapServicesFormIsUnderstoodAndItsCoordinatesConverted() throws IOException {
    var file =
        write(
            "a.json",
            feature(
                "\"adcode\":500105,\"name\":\"区\",\"level\":\"district\",\"parent\":{\"adcode\":500000}",
                SQUARE));
    var area = read(CoordinateSystem.GCJ02, file).areas().getFirst();

    assertThat(area.code()).isEqualTo("500105");
    assertThat(area.parent()).isEqualTo("500000");
    assertThat(area.outline().getCoordinate().x).isBetween(106.49, 106.499);
  }

  @Test
  void whatCanNotBeUsedIsNamedAndTheRestIsTaken() throws IOException {
    var content =
        read(
            CoordinateSystem.WGS84,
            write(
                "a.geojson",
                collection(
                    feature("\"name\":\"no code\"", SQUARE),
                    feature("\"code\":\"P\"", "{\"type\":\"Point\",\"coordinates\":[1,2]}"),
                    feature(
                        "\"code\":\"Q\",\"name\":\"far\",\"level\":\"street\"",
                        "{\"type\":\"Polygon\",\"coordinates\":[[[999,1],[2,2],[3,1]]]}"),
                    feature("\"code\":\"N\",\"level\":\"street\"", SQUARE),
                    feature(
                        "\"code\":\"T\",\"name\":\"t\",\"level\":\"street\",\"from\":\"soon\"",
                        SQUARE),
                    feature("\"code\":\"OK\",\"name\":\"ok\",\"level\":\"street\"", SQUARE))));

    assertThat(content.areas()).extracting(AreaVersion::code).containsExactly("OK");
    assertThat(content.read()).isEqualTo(6);
    assertThat(content.problems())
        .extracting(ImportProblem::toString)
        .containsExactly(
            "1: code: value missing",
            "2: geometry: a polygon is expected, not a Point",
            "3: geometry: not a position: 999.0, 1.0",
            "4: code: N has no name",
            "5: from/to: not a day: soon");
  }

  @Test
  void aRemapIsReadWithTheOutlinesBesideIt() throws IOException {
    write("parts.geojson", collection(feature("\"code\":\"A\"", SQUARE)));
    var file =
        write(
            "remap.yml",
            """
            day: 2025-11-06
            outlines: parts.geojson
            changes:
              - merge: [G1, G2]
                into: {code: G9, name: 九}
                recode: true
              - split: S1
                into: [{code: A, name: 甲}, {code: B}]
              - rename: S2
                name: 新
                en: New
              - move: G3
                parent: S1
              - redraw: A
            """);
    var read = RemapFile.read(file);

    assertThat(read.outlines()).containsOnlyKeys("A");
    assertThat(read.remap().day()).isEqualTo(Squares.DAY);
    assertThat(read.remap().changes())
        .containsExactly(
            new Remap.Merge(
                List.of("G1", "G2"), new Remap.Named("G9", "九", null, null, null), true),
            new Remap.Split(
                "S1",
                List.of(
                    new Remap.Named("A", "甲", null, null, null),
                    new Remap.Named("B", null, null, null, null))),
            new Remap.Rename("S2", "新", "New"),
            new Remap.Move(List.of("G3"), "S1"),
            new Remap.Redraw("A"));
  }

  @Test
  void aRemapThatCanNotBeUnderstoodSaysWhere() throws IOException {
    var table =
        List.of(
            new String[] {"day: soon\nchanges: [{redraw: A}]", "day: not a day: soon"},
            new String[] {"day: 2025-11-06", "no changes"},
            new String[] {"day: 2025-11-06\nchanges: [{melt: A}]", "change 1 is none of"},
            new String[] {"day: 2025-11-06\nchanges: [{rename: A}]", "name is missing in"});
    for (var row : table) {
      var file = write("wrong.yml", row[0]);
      org.assertj.core.api.Assertions.assertThatIOException()
          .isThrownBy(() -> RemapFile.read(file))
          .withMessageContaining(row[1]);
    }
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static AreaFile.Content read(CoordinateSystem system, Path... files) throws IOException {
    return AreaFile.read(
        Arrays.asList(files), system, new AreaFile.Defaults(Squares.START, null, null));
  }

  private static String feature(String properties, String geometry) {
    return "{\"type\":\"Feature\",\"properties\":{%s},\"geometry\":%s}"
        .formatted(properties, geometry);
  }

  private static String collection(String... features) {
    return "{\"type\":\"FeatureCollection\",\"features\":[" + String.join(",", features) + "]}";
  }
}
