package org.yiwang.rules;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.yiwang.engine.Rule;
import org.yiwang.engine.RuleError;
import org.yiwang.engine.RuleException;
import org.yiwang.engine.RuleSet;
import org.yiwang.engine.RuleSource;
import org.yiwang.platform.Text;

/** The rules in force: those that are armed, and those that are tried in the shadow beside them. */
@Component
public class ArmedRules {
  private static final Logger log = LoggerFactory.getLogger(ArmedRules.class);

  /** Ends the id under which a rule's shadow runs beside it. */
  private static final String SHADOW = ".shadow";

  /** What is in force at a moment; replaced as a whole. */
  private record InForce(
      List<RuleSource> sources, RuleSet ruleSet, Map<String, Rule> armed, String fingerprint) {}

  private final RuleBookStore store;
  private final TrackRules trackRules;
  private volatile InForce inForce;

  ArmedRules(
      RuleBookStore store, TrackRules trackRules, TransactionTemplate transaction, Clock clock) {
    this.store = store;
    this.trackRules = trackRules;
    transaction.executeWithoutResult(status -> trackRules.enter(store, clock.instant()));
    inForce = read();
  }

  /** Takes over what was decided. */
  void renew() {
    inForce = read();
  }

  /** The armed rules, by id. */
  public List<Rule> list() {
    return List.copyOf(inForce.armed().values());
  }

  /** A rule's name as the screens show it; its id where it is not armed. */
  public Text name(String rule) {
    var found = inForce.armed().get(rule);
    return found == null ? Text.of(rule) : new Text(found.name().zh(), found.name().en());
  }

  /** Whether a rule tells of devices that have fallen silent. */
  public boolean isAboutSilentDevices(String rule) {
    var found = inForce.armed().get(rule);
    return found != null && found.isAboutSilentDevices();
  }

  /**
   * All that is to be judged: the armed rules, and those in the shadow under names of their own.
   */
  public RuleSet ruleSet() {
    return inForce.ruleSet();
  }

  /** The same as rule files, for an engine elsewhere. */
  public List<RuleSource> sources() {
    return inForce.sources();
  }

  /** Rules with their versions, to tell whether a snapshot was taken under the same. */
  public String fingerprint() {
    return inForce.fingerprint();
  }

  /**
   * The rules that a fingerprint names, as their texts were. What rules share beside their texts,
   * such as the explosive limits of gases, is that of today.
   */
  public RuleSet ruleSetOf(String fingerprint) {
    if (fingerprint.equals(fingerprint())) {
      return ruleSet();
    }
    var sources = new ArrayList<>(trackRules.preambles());
    for (var one : fingerprint.split(",")) {
      var at = one.lastIndexOf('@');
      if (at > 0) {
        var id = one.substring(0, at);
        var rule = isShadow(id) ? id.substring(0, id.length() - SHADOW.length()) : id;
        var text = text(rule, Integer.parseInt(one.substring(at + 1)));
        sources.add((isShadow(id) ? text.withId(id) : text).source(id));
      }
    }
    return parse(sources);
  }

  /** Whether a finding's rule is one that runs in the shadow. */
  public static boolean isShadow(String rule) {
    return rule.endsWith(SHADOW);
  }

  /** The id under which a rule's shadow is judged. */
  public static String shadowOf(String rule) {
    return rule + SHADOW;
  }

  /** All that is armed but one rule, to read another text of it beside them. */
  List<RuleSource> othersThan(String rule) {
    var sources = new ArrayList<>(trackRules.preambles());
    for (var standing : store.standings()) {
      if (!standing.rule().equals(rule) && standing.armed() != null) {
        sources.add(text(standing.rule(), standing.armed()).source(standing.rule()));
      }
    }
    return sources;
  }

  private InForce read() {
    var sources = new ArrayList<>(trackRules.preambles());
    var versions = new ArrayList<String>();
    for (var standing : store.standings()) {
      var rule = standing.rule();
      if (standing.armed() != null) {
        sources.add(text(rule, standing.armed()).source(rule));
        versions.add(rule + "@" + standing.armed());
      }
      if (standing.shadow() != null) {
        sources.add(text(rule, standing.shadow()).withId(shadowOf(rule)).source(shadowOf(rule)));
        versions.add(shadowOf(rule) + "@" + standing.shadow());
      }
    }
    var ruleSet = parse(sources);
    var armed = new TreeMap<String, Rule>();
    ruleSet.rules().stream()
        .filter(rule -> !isShadow(rule.id()))
        .forEach(rule -> armed.put(rule.id(), rule));
    return new InForce(List.copyOf(sources), ruleSet, armed, String.join(",", versions));
  }

  /**
   * A rule that can no longer be read, after an upgrade for instance, must not keep all others from
   * watching: it is left out, and the log and its page tell why.
   */
  private static RuleSet parse(List<RuleSource> sources) {
    while (true) {
      try {
        return RuleSet.parse(sources);
      } catch (RuleException e) {
        log.error("Armed rules that can't be read are left out: {}", e.getMessage());
        var faulty = e.errors().stream().map(RuleError::file).collect(Collectors.toSet());
        if (!sources.removeIf(source -> faulty.contains(source.name()))) {
          throw e;
        }
      }
    }
  }

  private RuleText text(String rule, int version) {
    return new RuleText(store.find(rule, version).orElseThrow().text());
  }
}
