package org.yiwang.territory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;
import static org.yiwang.territory.Squares.area;
import static org.yiwang.territory.Squares.box;
import static org.yiwang.territory.Squares.with;

import java.util.List;
import org.junit.jupiter.api.Test;

class ValidationTest {
  /** A hundredth of a degree square at 29.5 degrees north: 1,112 m by 968 m. */
  private static final double SQUARE = 1112.0 * 967.9;

  @Test
  void aSoundMapHasNoFlaws() {
    assertThat(check(Squares.map())).isEmpty();
  }

  @Test
  void anOverlapIsReportedOnceWithBothCodesAndItsSize() {
    var flaws = check(with(area("G2", "grid", "S1", box(0.5, 2))));

    assertThat(flaws).hasSize(1);
    assertThat(flaws.getFirst().kind()).isEqualTo(Flaw.Kind.OVERLAP);
    assertThat(flaws.getFirst().codes()).containsExactly("G1", "G2");
    assertThat(flaws.getFirst().squareMetres()).isCloseTo(SQUARE / 2, withPercentage(0.2));
  }

  @Test
  void aGapIsReportedWithTheParentThatIsNotFilled() {
    var flaws = check(with(area("G4", "grid", "S2", box(3, 3.75))));

    assertThat(flaws).hasSize(1);
    assertThat(flaws.getFirst().kind()).isEqualTo(Flaw.Kind.GAP);
    assertThat(flaws.getFirst().codes()).containsExactly("S2");
    assertThat(flaws.getFirst().squareMetres()).isCloseTo(SQUARE / 4, withPercentage(0.2));
  }

  @Test
  void landOutsideTheParentIsReported() {
    var flaws = check(with(area("G4", "grid", "S2", box(3, 4.5))));

    assertThat(flaws).hasSize(1);
    assertThat(flaws.getFirst().toString()).matches("outside-parent G4 S2 5\\d{5} m²");
  }

  @Test
  void wrongNestingBlocks() {
    assertKinds(with(area("G1", "grid", "X", box(0, 1))), Flaw.Kind.UNKNOWN_PARENT, Flaw.Kind.GAP);
    assertKinds(with(area("G1", "plot", "S1", box(0, 1))), Flaw.Kind.UNKNOWN_LEVEL);
    assertKinds(with(area("S3", "street", "S1", GeoJson.empty())), Flaw.Kind.WRONG_LEVEL_ORDER);
    assertKinds(
        List.of(
            area("A", "street", "B", GeoJson.empty()), area("B", "street", "A", GeoJson.empty())),
        Flaw.Kind.WRONG_LEVEL_ORDER,
        Flaw.Kind.CIRCLE,
        Flaw.Kind.WRONG_LEVEL_ORDER,
        Flaw.Kind.CIRCLE);
    assertThat(Flaw.Kind.CIRCLE.blocking()).isTrue();
  }

  @Test
  void anOutlineThatCrossesItselfIsReportedAndLeftOutOfTheOtherChecks() {
    assertKinds(
        with(area("G1", "grid", "S1", Squares.bowTie())),
        Flaw.Kind.SELF_INTERSECTION,
        Flaw.Kind.GAP);
  }

  @Test
  void areasWithoutOutlineAreCheckedForNestingOnly() {
    assertThat(check(with(area("S9", "street", "D", GeoJson.empty())))).isEmpty();
  }

  private static List<Flaw> check(List<AreaVersion> areas) {
    return Validation.check(areas, Squares.LEVELS, 1);
  }

  private static void assertKinds(List<AreaVersion> areas, Flaw.Kind... kinds) {
    assertThat(check(areas)).extracting(Flaw::kind).containsExactly(kinds);
  }
}
