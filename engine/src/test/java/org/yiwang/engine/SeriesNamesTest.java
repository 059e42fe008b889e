package org.yiwang.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SeriesNamesTest {
  private final SeriesNames names = new SeriesNames();

  @Test
  void findsEachOfManySeriesAndNoOther() {
    for (int id = 0; id < 30_000; id++) {
      names.put("sensor-" + id / 3, "abc".substring(id % 3, id % 3 + 1), id);
    }
    for (int id = 0; id < 30_000; id++) {
      assertThat(find("sensor-" + id / 3, "abc".substring(id % 3, id % 3 + 1))).isEqualTo(id);
    }
    assertThat(find("sensor-1", "d")).isEqualTo(-1);
    assertThat(find("sensor-10000", "a")).isEqualTo(-1);
    assertThat(find("", "")).isEqualTo(-1);
  }

  @Test
  void aDeviceThatIsReplacedTakesOverTheNames() {
    names.put("化粪池-1", "methane", 4);
    names.put("化粪池-1", "methane", 9);
    assertThat(find("化粪池-1", "methane")).isEqualTo(9);
  }

  private int find(String device, String property) {
    return names.find(device.getBytes(UTF_8), property.getBytes(UTF_8));
  }
}
