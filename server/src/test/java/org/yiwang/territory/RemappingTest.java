package org.yiwang.territory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.yiwang.territory.Squares.area;
import static org.yiwang.territory.Squares.box;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Geometry;

class RemappingTest {
  @Test
  void mergedAreasEndAndTheirLandBelongsToTheNewOne() {
    var outcome = work(Map.of(), new Remap.Merge(List.of("G1", "G2"), named("G9", "九"), false));

    assertThat(outcome.problems()).isEmpty();
    assertThat(outcome.ended()).containsExactly("G1", "G2");
    assertThat(outcome.successors()).isEqualTo(Map.of("G1", List.of("G9"), "G2", List.of("G9")));
    assertThat(outcome.begun()).hasSize(1);
    var merged = outcome.begun().getFirst();
    assertThat(merged.from()).isEqualTo(Squares.DAY);
    assertThat(merged.parent()).isEqualTo("S1");
    assertThat(merged.outline().equalsTopo(box(0, 2))).isTrue();
    assertSound(outcome);
  }

  @Test
  void anAreaMayTakeInItsNeighbourAndKeepItsCode() {
    var outcome = work(Map.of(), new Remap.Merge(List.of("G2"), named("G1", null), false));

    assertThat(outcome.ended()).containsExactly("G1", "G2");
    assertThat(outcome.successors()).isEqualTo(Map.of("G2", List.of("G1")));
    assertThat(find(outcome, "G1").outline().equalsTopo(box(0, 2))).isTrue();
    assertSound(outcome);
  }

  @Test
  void aMergedDistrictMayPassItsNewCodeOnToAllBelow() {
    var before =
        List.of(
            area("50", "district", null, box(0, 2)),
            area("501", "street", "50", box(0, 2)),
            area("5011", "grid", "501", box(0, 2)));
    var merge = new Remap.Merge(List.of("50"), named("60", "新区"), true);
    var outcome = Remapping.work(before, new Remap(Squares.DAY, List.of(merge)), Map.of());

    assertThat(outcome.successors())
        .isEqualTo(Map.of("50", List.of("60"), "501", List.of("601"), "5011", List.of("6011")));
    assertThat(find(outcome, "6011").parent()).isEqualTo("601");
    assertThat(find(outcome, "601").parent()).isEqualTo("60");
    assertSound(outcome);
  }

  @Test
  void aSplitAreaHasSeveralSuccessorsAndItsChildrenLieInTheirPart() {
    var split = new Remap.Split("S1", List.of(named("S1a", "甲"), named("S1b", "乙")));
    var outcome = work(Map.of("S1a", box(0, 1), "S1b", box(1, 2)), split);

    assertThat(outcome.successors()).isEqualTo(Map.of("S1", List.of("S1a", "S1b")));
    assertThat(find(outcome, "G1").parent()).isEqualTo("S1a");
    assertThat(find(outcome, "G2").parent()).isEqualTo("S1b");
    assertSound(outcome);
  }

  @Test
  void aRenamedAreaKeepsItsCodeAndHasNoSuccessor() {
    var outcome = work(Map.of(), new Remap.Rename("S1", "新名", "New"));

    assertThat(outcome.begun()).extracting(AreaVersion::name).containsExactly("新名");
    assertThat(outcome.ended()).containsExactly("S1");
    assertThat(outcome.successors()).isEmpty();
  }

  @Test
  void aMovedAreaTakesItsLandFromTheOldParentToTheNew() {
    var outcome = work(Map.of(), new Remap.Move(List.of("G2"), "S2"));

    assertThat(find(outcome, "S1").outline().equalsTopo(box(0, 1))).isTrue();
    assertThat(find(outcome, "S2").outline().equalsTopo(box(1, 4))).isTrue();
    assertThat(outcome.begun()).extracting(AreaVersion::code).containsExactly("G2", "S1", "S2");
    assertThat(outcome.successors()).isEmpty();
    assertSound(outcome);
  }

  @Test
  void redrawnNeighboursFitTheirParents() {
    var outcome =
        work(
            Map.of("G2", box(1, 2.5), "G3", box(2.5, 3)),
            new Remap.Redraw("G2"),
            new Remap.Redraw("G3"));

    assertThat(find(outcome, "S1").outline().equalsTopo(box(0, 2.5))).isTrue();
    assertThat(outcome.begun())
        .extracting(AreaVersion::code)
        .containsExactly("G2", "G3", "S1", "S2");
    assertSound(outcome);
  }

  @Test
  void changesFollowEachOther() {
    var outcome =
        work(
            Map.of(),
            new Remap.Merge(List.of("G1", "G2"), named("G5", "五"), false),
            new Remap.Merge(List.of("G5", "G3"), named("G6", "六"), false));

    assertThat(outcome.successors())
        .isEqualTo(Map.of("G1", List.of("G6"), "G2", List.of("G6"), "G3", List.of("G6")));
  }

  @Test
  void whatCanNotBeCarriedOutIsSaid() {
    assertThat(work(Map.of(), new Remap.Rename("X", "x", null)).problems())
        .containsExactly("X is not in force on the day before");
    assertThat(work(Map.of(), new Remap.Redraw("G1")).problems())
        .containsExactly("redraw: no outline given for G1");
    assertThat(work(Map.of(), new Remap.Split("G1", List.of(named("G2", null)))).problems())
        .containsExactly("split G1: no outline given for G2");
    assertThat(work(Map.of(), new Remap.Move(List.of("G1"), "X")).problems())
        .containsExactly("move: X is not in force on the day before");
  }

  private static Remapping.Outcome work(Map<String, Geometry> outlines, Remap.Change... changes) {
    return Remapping.work(Squares.map(), new Remap(Squares.DAY, List.of(changes)), outlines);
  }

  private static Remap.Named named(String code, @Nullable String name) {
    return new Remap.Named(code, name, null, null, null);
  }

  private static AreaVersion find(Remapping.Outcome outcome, String code) {
    return outcome.after().stream().filter(a -> a.code().equals(code)).findFirst().orElseThrow();
  }

  private static void assertSound(Remapping.Outcome outcome) {
    assertThat(Validation.check(outcome.after(), Squares.LEVELS, 1)).isEmpty();
  }
}
