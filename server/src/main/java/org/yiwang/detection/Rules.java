package org.yiwang.detection;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import org.yiwang.engine.Rule;
import org.yiwang.engine.RuleSet;
import org.yiwang.engine.RuleSource;
import org.yiwang.platform.Text;
import org.yiwang.tracks.Tracks;

/** The rules of all tracks; a file with an error stops the start, with line and reason. */
@Component
public class Rules {
  private final RuleSet ruleSet;
  private final Map<String, Rule> byId = new TreeMap<>();
  private final String fingerprint;

  Rules(Tracks tracks) {
    var texts = tracks.texts("rules.yaml");
    ruleSet =
        RuleSet.parse(
            texts.entrySet().stream()
                .map(file -> new RuleSource(file.getKey(), file.getValue()))
                .toList());
    ruleSet.rules().forEach(rule -> byId.put(rule.id(), rule));
    fingerprint =
        String.join(
            ",", byId.values().stream().map(rule -> rule.id() + "@" + rule.version()).toList());
  }

  /** All rules, by id. */
  public List<Rule> list() {
    return List.copyOf(byId.values());
  }

  /** A rule's name as the screens show it; its id where the rule is no longer there. */
  public Text name(String rule) {
    var found = byId.get(rule);
    return found == null ? Text.of(rule) : new Text(found.name().zh(), found.name().en());
  }

  /** Whether a rule tells of devices that have fallen silent. */
  public boolean isAboutSilentDevices(String rule) {
    var found = byId.get(rule);
    return found != null && found.isAboutSilentDevices();
  }

  RuleSet ruleSet() {
    return ruleSet;
  }

  /** Rules with their versions, to tell whether a snapshot was taken under the same. */
  String fingerprint() {
    return fingerprint;
  }
}
