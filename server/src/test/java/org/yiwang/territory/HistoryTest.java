package org.yiwang.territory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryTest {
  private static final AreaVersion OLD = Squares.area("S1", "street", "D", Squares.box(0, 2));

  @Test
  void theFirstVersionStandsAsItIs() {
    assertThat(History.with(List.of(), OLD)).containsExactly(OLD);
  }

  @Test
  void theSameAgainChangesNothing() {
    assertThat(History.with(List.of(OLD), OLD)).containsExactly(OLD);
    assertThat(History.with(List.of(OLD), OLD.beginningOn(Squares.DAY))).containsExactly(OLD);
  }

  @Test
  void aLaterVersionEndsTheOneBefore() {
    var renamed = OLD.named("new", null).beginningOn(Squares.DAY);
    assertThat(History.with(List.of(OLD), renamed))
        .containsExactly(OLD.endingOn(Squares.DAY), renamed);
  }

  @Test
  void aCorrectionOfTheSameDayReplaces() {
    var corrected = OLD.named("corrected", null);
    assertThat(History.with(List.of(OLD), corrected)).containsExactly(corrected);
  }

  @Test
  void anEarlierVersionEndsWhereTheNextBegins() {
    var earlier = OLD.named("before", null).beginningOn(LocalDate.of(2010, 1, 1));
    assertThat(History.with(List.of(OLD), earlier))
        .containsExactly(earlier.endingOn(Squares.START), OLD);
  }

  @Test
  void anOldFileReadAgainDoesNotBringBackWhatHasEnded() {
    var ended = OLD.endingOn(Squares.DAY);
    assertThat(History.with(List.of(ended), OLD)).containsExactly(ended);
  }
}
