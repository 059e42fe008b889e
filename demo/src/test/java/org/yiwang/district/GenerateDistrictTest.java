package org.yiwang.district;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerateDistrictTest {
  @TempDir Path fresh;

  @Test
  void regeneratingGivesTheCommittedFilesByteForByte() throws IOException {
    GenerateDistrict.generate(Path.of("recipe"), fresh);

    try (Stream<Path> files = Files.list(fresh)) {
      for (var file : files.toList()) {
        assertThat(file).hasSameBinaryContentAs(Path.of("district").resolve(file.getFileName()));
      }
    }
  }

  @Test
  void theModelHasTheSizeItIsMeantToHave() throws IOException {
    var levels =
        Table.read(Path.of("district/areas.csv")).rows().stream().map(r -> r.get("level")).toList();

    assertThat(levels).filteredOn("street"::equals).hasSize(12);
    assertThat(levels).filteredOn("community"::equals).hasSize(120);
    assertThat(levels).filteredOn("grid"::equals).hasSize(1300);
    assertThat(Table.read(Path.of("district/devices.csv")).rows()).hasSize(2000);
  }

  @Test
  void allFilesTogetherStaySmall() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("district"))) {
      var bytes = files.mapToLong(file -> file.toFile().length()).sum();
      assertThat(bytes).isLessThan(3_000_000);
    }
  }

  @Test
  void aTableRefusesARowOfTheWrongLength() {
    var table = Table.with("a", "b");
    org.assertj.core.api.Assertions.assertThatIllegalArgumentException()
        .isThrownBy(() -> table.add("only one"));
    assertThat(table.rows()).isEqualTo(List.of());
  }
}
