package org.yiwang.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What happens in the demo, when: {@code demo/script/day.yaml}. Times are minutes of demo time. */
record DayScript(
    int repeatMinutes, Background background, Order order, Said said, List<Episode> episodes) {
  /** What those who act write: with the result, in its form, and on what was verified. */
  record Said(String handIn, String answer, String verify, String refuse) {}

  /** The usual values of the property that is played. */
  record Background(String property, double low, double high, int unitReadingsMinutes) {}

  /** The property that devices take orders for, and the one that says what they do. */
  record Order(String property, String state) {}

  /** When the person who has the task does what. */
  record Worker(int accept, int arrive, int handIn) {}

  /** How long after the hand-in somebody looks at the result, and what they say each time. */
  record Verifier(int after, List<String> verdicts) {}

  /**
   * A course of events at one subject.
   *
   * @param gas pairs of minute and value, with straight lines between them
   * @param fan {@code silent} when the device does not answer
   * @param worker null when nobody accepts
   */
  record Episode(
      String id,
      int at,
      String subject,
      List<List<Double>> gas,
      @Nullable String fan,
      @Nullable Worker worker,
      @Nullable Verifier verifier) {

    /** The value at a minute of the episode; NaN before and after it. */
    double value(double minute) {
      for (var i = 1; i < gas.size(); i++) {
        var from = gas.get(i - 1);
        var to = gas.get(i);
        if (minute >= from.getFirst() && minute <= to.getFirst()) {
          var share = (minute - from.getFirst()) / (to.getFirst() - from.getFirst());
          return from.getLast() + share * (to.getLast() - from.getLast());
        }
      }
      return Double.NaN;
    }
  }

  static DayScript read(Path file) throws IOException {
    return YAMLMapper.builder()
        .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
        .build()
        .readValue(Files.readString(file), DayScript.class);
  }
}
