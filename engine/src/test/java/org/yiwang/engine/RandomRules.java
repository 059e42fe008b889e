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
    int choice = random.nextInt(depth > 0 ? 20 : 10);
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
      case 6 ->
          "{%s: {property: %s, by: %d, within: %s}}"
              .formatted(
                  random.nextBoolean() ? "rises" : "falls",
                  random.nextBoolean() ? "methane" : "temperature",
                  1 + random.nextInt(15),
                  span());
      case 7 -> "{all: [" + above() + ", " + during() + "]}";
      case 8 -> "{inside: {zone: box, lon: methane, lat: temperature}}";
      case 9 -> "{unusual: {property: methane, spreads: " + (1 + random.nextInt(4)) + "}}";
      case 10, 11 -> above().replaceFirst("}}$", "}, for: " + span() + "}");
      case 12 -> "{all: [" + condition(depth - 1) + ", " + condition(depth - 1) + "]}";
      case 13 -> "{any: [" + condition(depth - 1) + ", " + condition(depth - 1) + "]}";
      case 14 ->
          random.nextInt(3) == 0
              ? "{any: [" + above() + ", " + during() + "]}"
              : "{not: " + condition(depth - 1) + "}";
      case 15 ->
          "{count: {of: %s, times: %d, within: %s}}"
              .formatted(event(depth - 1), 1 + random.nextInt(4), span());
      case 16 ->
          "{then: {first: %s, second: %s, within: %s}}"
              .formatted(event(depth - 1), event(depth - 1), span());
      case 17 ->
          "{missing: {after: %s, expected: %s, within: %s}}"
              .formatted(event(depth - 1), event(depth - 1), span());
      default ->
          "{still: {of: %s, after: %s, for: %s}}"
              .formatted(condition(depth - 1), event(depth - 1), span());
    };
  }

  private String above() {
    int limit = random.nextInt(10);
    return random.nextBoolean()
        ? "{above: {property: methane, limit: %d}}".formatted(limit)
        : "{above: {property: methane, limit: %d %%LEL, rearm-below: %d %%LEL}}"
            .formatted(limit, limit - random.nextInt(6));
  }

  /** A schedule alone is no event: written again until there is none that decides alone. */
  private String event(int depth) {
    var condition = condition(depth);
    while (condition.contains("during")) {
      condition = condition(depth);
    }
    return condition;
  }

  /** By the clock of Greenwich, from 22:10 or so: the streams begin at 22:13. */
  private String during() {
    int from = 22 * 60 + random.nextInt(40);
    int to = from + 1 + random.nextInt(20);
    return "{during: {from: \"%02d:%02d\", to: \"%02d:%02d\"}}"
        .formatted(from / 60, from % 60, to / 60, to % 60);
  }

  /** What a member of an area may be like; it may be no event alone. */
  String memberCondition() {
    return event(1);
  }

  /** A rule about the tank's devices that withholds what is not to be believed. */
  String withholding() {
    var doubt =
        switch (random.nextInt(4)) {
          case 0 -> "{outside: {property: methane, low: -7, high: 9}}";
          case 1 ->
              "{spike: {property: methane, by: "
                  + (4 + random.nextInt(8))
                  + ", within: "
                  + span()
                  + "}}";
          case 2 ->
              "{flat: {property: methane, for: "
                  + span()
                  + ", tolerance: "
                  + (2 + random.nextInt(8))
                  + "}}";
          default -> "{not: {rises: {property: methane, by: 1, within: " + span() + "}}}";
        };
    return """
      - id: tank.sick
        version: 1
        name: {zh: 传感器故障, en: Sick sensor}
        about: device
        subject-kind: tank
        withholds: %s
        levels: {IV: %s}
    """
        .formatted(doubt, doubt);
  }

  private String leaningStill() {
    return "{still: {after: {property: fan.command, becomes: 1}, for: " + span() + "}}";
  }

  private String span() {
    return 20 * (1 + random.nextInt(20)) + " s";
  }
}
