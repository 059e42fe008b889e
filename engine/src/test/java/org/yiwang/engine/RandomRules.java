package org.yiwang.engine;

import java.util.Random;

/** Writes a random rule as a person could have. */
final class RandomRules {
  private final Random random;

  RandomRules(Random random) {
    this.random = random;
  }

  String file() {
    var levels = new StringBuilder("{III: " + condition(2));
    if (random.nextInt(3) > 0) {
      levels.append(", II: ").append(random.nextBoolean() ? leaningStill() : condition(1));
    }
    levels.append("}");
    var rule = Scene.rule(levels.toString());
    rule += random.nextInt(4) == 0 ? "    hold: " + span() + "\n" : "";
    rule += random.nextInt(4) == 0 ? "    ends-after: " + span() + "\n" : "";
    return rule;
  }

  private String condition(int depth) {
    int choice = random.nextInt(depth > 0 ? 15 : 6);
    return switch (choice) {
      case 0, 1 -> above();
      case 2 ->
          "{below: {property: temperature, limit: %d, rearm-above: %d}}"
              .formatted(-5 - random.nextInt(5), random.nextInt(10) - 4);
      case 3 -> "{outside: {property: temperature, low: -8, high: 8}}";
      case 4 -> "{equals: {property: fan.command, value: 1}}";
      case 5 ->
          random.nextBoolean()
              ? "{silent: {for: " + span() + "}}"
              : "{silent: {property: methane, for: " + span() + "}}";
      case 6, 7 -> above().replaceFirst("}}$", "}, for: " + span() + "}");
      case 8 -> "{all: [" + condition(depth - 1) + ", " + condition(depth - 1) + "]}";
      case 9 -> "{any: [" + condition(depth - 1) + ", " + condition(depth - 1) + "]}";
      case 10 -> "{not: " + condition(depth - 1) + "}";
      case 11 ->
          "{count: {of: %s, times: %d, within: %s}}"
              .formatted(condition(depth - 1), 1 + random.nextInt(4), span());
      case 12 ->
          "{then: {first: %s, second: %s, within: %s}}"
              .formatted(condition(depth - 1), condition(depth - 1), span());
      case 13 ->
          "{missing: {after: %s, expected: %s, within: %s}}"
              .formatted(condition(depth - 1), condition(depth - 1), span());
      default ->
          "{still: {of: %s, after: %s, for: %s}}"
              .formatted(condition(depth - 1), condition(depth - 1), span());
    };
  }

  private String above() {
    int limit = random.nextInt(10);
    return random.nextBoolean()
        ? "{above: {property: methane, limit: %d}}".formatted(limit)
        : "{above: {property: methane, limit: %d %%LEL, rearm-below: %d %%LEL}}"
            .formatted(limit, limit - random.nextInt(6));
  }

  private String leaningStill() {
    return "{still: {after: {property: fan.command, becomes: 1}, for: " + span() + "}}";
  }

  private String span() {
    return 20 * (1 + random.nextInt(20)) + " s";
  }
}
