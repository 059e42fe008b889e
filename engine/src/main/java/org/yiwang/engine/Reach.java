package org.yiwang.engine;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.yiwang.engine.condition.Condition;

/**
 * How far back readings may lie that have a part in what rules see now: all windows and durations
 * of a rule, one after the other where they are nested. An episode that is open may go back
 * farther; its start is known.
 */
public final class Reach {
  /** A value counts until the next of its series, and a day is the slowest rhythm of a sensor. */
  private static final Duration RHYTHM = Duration.ofDays(1);

  /** A forest is grown for whole hours, from rows of some readings before each. */
  private static final long FOREST_MILLIS = Duration.ofHours(2).toMillis();

  private final Map<String, Rule> byId = new HashMap<>();

  private Reach(RuleSet rules) {
    rules.rules().forEach(rule -> byId.put(rule.id(), rule));
  }

  /** The longest of all rules of a set. */
  public static Duration of(RuleSet rules) {
    var reach = new Reach(rules);
    var longest = rules.rules().stream().mapToLong(reach::of).max().orElse(0);
    return RHYTHM.plusMillis(longest);
  }

  private long of(Rule rule) {
    var withholds = rule.withholds();
    return rule.holdMillis()
        + rule.endsAfterMillis()
        + rule.levels().values().stream().mapToLong(this::of).max().orElse(0)
        + (withholds == null ? 0 : of(withholds));
  }

  private long of(Condition condition) {
    var parts = condition.parts().stream().mapToLong(this::of);
    return switch (condition) {
      case Condition.All all -> parts.max().orElse(0);
      case Condition.Any any -> parts.max().orElse(0);
      case Condition.OfRule other -> {
        var rule = byId.get(other.rule());
        yield rule == null ? 0 : of(rule);
      }
      default -> own(condition) + parts.sum();
    };
  }

  /** What a condition itself looks back, without those inside it. */
  private static long own(Condition condition) {
    return switch (condition) {
      case Condition.Sustained c -> c.forMillis();
      case Condition.Still c -> c.forMillis();
      case Condition.Silent c -> c.forMillis();
      case Condition.Flat c -> c.forMillis();
      case Condition.Count c -> c.withinMillis();
      case Condition.Then c -> c.withinMillis();
      case Condition.Missing c -> c.withinMillis();
      case Condition.Moves c -> c.withinMillis();
      case Condition.Spike c -> c.withinMillis();
      case Condition.Events c -> c.withinMillis();
      case Condition.Forest c -> c.withinMillis() + FOREST_MILLIS;
      case Condition.Limit c -> 0;
      case Condition.Equal c -> 0;
      case Condition.During c -> 0;
      case Condition.Inside c -> 0;
      case Condition.Unusual c -> 0;
      case Condition.Members c -> 0;
      case Condition.OfRule c -> 0;
      case Condition.All c -> 0;
      case Condition.Any c -> 0;
      case Condition.Not c -> 0;
    };
  }
}
