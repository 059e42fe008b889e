package org.yiwang.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
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

  /** Short ones, long ones, and those that differ in one byte only. */
  @Test
  void namesOfAnyLengthAreToldApart() {
    var all = new ArrayList<String>();
    for (int length = 0; length < 40; length++) {
      for (int place = 0; place <= length; place++) {
        all.add("0".repeat(place) + "1" + "0".repeat(length - place));
        all.add("管".repeat(place) + "井" + "管".repeat(length - place));
      }
    }
    for (int id = 0; id < all.size(); id++) {
      names.put(all.get(id), "a", 2 * id);
      names.put("a", all.get(id), 2 * id + 1);
    }
    for (int id = 0; id < all.size(); id++) {
      assertThat(find(all.get(id), "a")).isEqualTo(2 * id);
      assertThat(find("a", all.get(id))).isEqualTo(2 * id + 1);
    }
  }

  @Test
  void manyAreFoundAtOnce() {
    var text = new ByteArrayOutputStream();
    var spans = new int[2_000];
    for (int id = 0; id < 500; id++) {
      write(text, "sensor-" + id / 7, spans, 4 * id);
      write(text, "p" + id % 7, spans, 4 * id + 2);
      if (id % 5 > 0) {
        names.put("sensor-" + id / 7, "p" + id % 7, id);
      }
    }
    var ids = new int[500];
    names.find(text.toByteArray(), spans, 500, ids);
    for (int id = 0; id < 500; id++) {
      assertThat(ids[id]).isEqualTo(id % 5 > 0 ? id : -1);
    }
  }

  @Test
  void aDeviceThatIsReplacedTakesOverTheNames() {
    names.put("化粪池-1", "methane", 4);
    names.put("化粪池-1", "methane", 9);
    assertThat(find("化粪池-1", "methane")).isEqualTo(9);
  }

  private static void write(ByteArrayOutputStream text, String name, int[] spans, int at) {
    spans[at] = text.size();
    text.writeBytes(name.getBytes(UTF_8));
    spans[at + 1] = text.size();
  }

  private int find(String device, String property) {
    return names.find(device.getBytes(UTF_8), property.getBytes(UTF_8));
  }
}
