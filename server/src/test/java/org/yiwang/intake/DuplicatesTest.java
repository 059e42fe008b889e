package org.yiwang.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.yiwang.intake.Duplicates.Answer.ASK_DATABASE;
import static org.yiwang.intake.Duplicates.Answer.DUPLICATE;
import static org.yiwang.intake.Duplicates.Answer.NEW;

import java.util.HashSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DuplicatesTest {
  private final Duplicates duplicates = new Duplicates();

  @Test
  void theSameTimeTwiceIsADuplicate() {
    assertThat(duplicates.judge(3, 1000)).isEqualTo(NEW);
    assertThat(duplicates.judge(3, 1000)).isEqualTo(DUPLICATE);
    assertThat(duplicates.judge(4, 1000)).isEqualTo(NEW);
  }

  @Test
  void lateButRememberedIsAnsweredWithoutTheDatabase() {
    duplicates.judge(0, 1000);
    duplicates.judge(0, 3000);
    assertThat(duplicates.judge(0, 2000)).isEqualTo(NEW);
    assertThat(duplicates.judge(0, 2000)).isEqualTo(DUPLICATE);
  }

  @Test
  void olderThanWhatTheDatabaseHeldAtTheStartMustBeAsked() {
    duplicates.known(0, 5000);
    assertThat(duplicates.judge(0, 5000)).isEqualTo(DUPLICATE);
    assertThat(duplicates.judge(0, 4000)).isEqualTo(ASK_DATABASE);
    assertThat(duplicates.judge(0, 6000)).isEqualTo(NEW);
  }

  /** Against a set that remembers everything: NEW and DUPLICATE are never wrong. */
  @Test
  void certainAnswersAreRight() {
    var random = new Random(7);
    var all = new HashSet<Long>();
    var asked = 0;
    for (var i = 0; i < 200_000; i++) {
      long time = i / 4 + random.nextInt(12);
      var answer = duplicates.judge(0, time);
      if (answer == ASK_DATABASE) {
        asked++;
      } else {
        assertThat(answer == DUPLICATE).as("time %d", time).isEqualTo(all.contains(time));
      }
      all.add(time);
    }
    assertThat(asked).isLessThan(100_000);
  }
}
