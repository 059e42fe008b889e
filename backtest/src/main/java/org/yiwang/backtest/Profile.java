package org.yiwang.backtest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.yiwang.engine.RuleSet;

/**
 * What each rule costs: it is judged alone over the same readings, several times after a first run
 * that warms up, and the best time counts. What all rules share, such as taking a reading in, is in
 * each figure; so the shares say which rule is dear, and don't add up to the cost of all together.
 */
final class Profile {
  private static final int RUNS = 3;

  private Profile() {}

  static List<String> of(RuleSet rules, History history, SettingOverTime setting) {
    Map<String, Double> nanos = new LinkedHashMap<>();
    for (var rule : rules.rules()) {
      nanos.put(rule.id(), cost(rules.only(rule.id()), history, setting));
    }
    double all = cost(rules, history, setting);
    double sum = nanos.values().stream().mapToDouble(Double::doubleValue).sum();
    var lines = new ArrayList<String>();
    lines.add("profile-all: " + number(all) + " ns-per-reading");
    nanos.forEach((id, cost) -> {
      lines.add("profile " + id + ": " + number(cost) + " ns-per-reading");
      lines.add("profile-share " + id + ": " + number(100 * cost / sum) + " %");
    });
    return lines;
  }

  private static double cost(RuleSet rules, History history, SettingOverTime setting) {
    long best = Long.MAX_VALUE;
    long readings = new Trial(rules, history, setting, finding -> {}).readings();
    for (int run = 0; run < RUNS; run++) {
      best = Math.min(best, new Trial(rules, history, setting, finding -> {}).nanos);
    }
    return best / (double) Math.max(1, readings);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
