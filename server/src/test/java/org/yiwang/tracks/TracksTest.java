package org.yiwang.tracks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yiwang.platform.Text;

/** What somebody is told who writes a package and makes a mistake. */
class TracksTest {
  @TempDir private Path folder = Path.of("");

  /** A file as a module might read it. */
  record Lamps(List<Lamp> lamps) {}

  record Lamp(String id, Text name, @Nullable String colour, int watts) {}

  @BeforeEach
  void aPackage() throws IOException {
    Files.createDirectories(folder.resolve("lamps"));
    write("track.yaml", "version: 1\nname: {zh: 路灯, en: Lamps}\nsector: {zh: 市政, en: Works}\n");
  }

  @Test
  void whatMayBeLeftOutMayBeLeftOut() throws IOException {
    write("plans.yaml", "lamps:\n  - {id: a, name: {zh: 甲, en: A}, watts: 40}\n");
    var read = new Tracks(folder).read("plans.yaml", Lamps.class).values().iterator().next();
    assertThat(read.lamps()).containsExactly(new Lamp("a", new Text("甲", "A"), null, 40));
  }

  @Test
  void eachMistakeIsToldWithFileLineAndReason() throws IOException {
    told("lamps:\n  - {id: a, watts: 40}\n", "line 2: lamps[0].name: name is missing");
    told(
        "lamps:\n  - id: a\n    name: {zh: 甲}\n    watts: 40\n",
        "line 3: lamps[0].name.en: en is missing");
    told("lamps:\n  - {id: a, name: {zh: 甲, en: A}}\n", "line 2: lamps[0].watts: watts is missing");
    told(
        "lamps:\n  - {id: a, name: {zh: 甲, en: A}, watts: 4, color: red}\n",
        "line 2: lamps[0].color: Unrecognized property");
    told(
        "lamps:\n  - {id: a, name: {zh: 甲, en: A}, watts: forty}\n",
        "line 2: lamps[0].watts: Cannot deserialize value of type `int` from String \"forty\"");
    told("lamps:\n  - id: a\n   name: b\n", "line 3: ");
    told("lamps: []\nlamps: []\n", "line 2: ");
  }

  @Test
  void aFileThatNobodyWouldReadIsNotPassedOver() throws IOException {
    write("plan.yaml", "plans: []\n");
    assertThatThrownBy(() -> new Tracks(folder))
        .hasMessageStartingWith(
            "lamps/plan.yaml: is no file of a track; those are baselines.yaml,");
  }

  @Test
  void aFolderWithoutItsHeadIsNotPassedOver() throws IOException {
    Files.delete(folder.resolve("lamps/track.yaml"));
    assertThatThrownBy(() -> new Tracks(folder))
        .hasMessageStartingWith("lamps/track.yaml: is missing");
  }

  @Test
  void conditionsUseTheValuesThereAre() {
    Condition.compile("warning.rule == \"warning.rulee\" && level > 1", "warning.rule", "level");
    assertThatThrownBy(() -> Condition.compile("warning.rulee == \"a\"", "warning.rule"))
        .hasMessage("is no condition: there is no warning.rulee, only warning.rule");
    assertThatThrownBy(() -> Condition.compile("warnin.rule == \"a\"", "warning.rule"))
        .hasMessageContaining("undeclared reference to 'warnin'");
  }

  private void told(String yaml, String expected) throws IOException {
    write("plans.yaml", yaml);
    var tracks = new Tracks(folder);
    assertThatThrownBy(() -> tracks.read("plans.yaml", Lamps.class))
        .isInstanceOf(TrackException.class)
        .hasMessageStartingWith("lamps/plans.yaml, " + expected);
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(folder.resolve("lamps").resolve(file), text);
  }
}
