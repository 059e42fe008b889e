package org.yiwang.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TextsTest {
  @Test
  void aValueStandsInBothLanguagesAndAWordInItsOwn() {
    var away = Texts.of("distance.metres").with("n", 682);
    assertThat(Texts.of("choice.suitable").with("away", away).with("n", 0))
        .isEqualTo(new Text("在岗，距现场 682 米，在办 0 件", "on duty, 682 m away, open tasks: 0"));
  }

  @Test
  void aSlipInAKeyIsToldAtOnce() {
    assertThatThrownBy(() -> Texts.of("choice.nearest")).hasMessageContaining("choice.nearest");
  }
}
