package org.yiwang.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yiwang.engine.condition.Condition;

/**
 * A property that a rule looks at, with the lines it draws there.
 *
 * @param lines as written in the rule; empty where it draws none, as in a rule about silence
 */
public record Watched(String property, List<Line> lines) {

  /** One limit of one level, in the unit it is written in. */
  public record Line(Level level, double value, String unit) {}

  /** What a rule looks at, in the order of its levels. */
  public static List<Watched> of(Rule rule) {
    var lines = new LinkedHashMap<String, List<Line>>();
    rule.levels().forEach((level, condition) -> collect(level, condition, lines));
    return lines.entrySet().stream().map(e -> new Watched(e.getKey(), e.getValue())).toList();
  }

  private static void collect(Level level, Condition condition, Map<String, List<Line>> lines) {
    var property = property(condition);
    if (property != null) {
      var of = lines.computeIfAbsent(property, p -> new ArrayList<>());
      if (condition instanceof Condition.Limit limit) {
        for (var line : Arrays.asList(limit.low(), limit.high())) {
          if (line != null) {
            of.add(new Line(level, line.value(), line.unit()));
          }
        }
      }
    }
    condition.parts().forEach(part -> collect(level, part, lines));
  }

  private static @Nullable String property(Condition condition) {
    return switch (condition) {
      case Condition.Limit c -> c.property();
      case Condition.Equal c -> c.property();
      case Condition.Silent c -> c.property();
      case Condition.Moves c -> c.property();
      case Condition.Flat c -> c.property();
      case Condition.Spike c -> c.property();
      case Condition.Unusual c -> c.property();
      default -> null;
    };
  }
}
