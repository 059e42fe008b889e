package org.yiwang.engine;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.yiwang.engine.condition.Condition;
import org.yiwang.engine.condition.Quantity;
import org.yiwang.engine.program.Units;
import org.yiwang.engine.text.Mention;
import org.yiwang.engine.text.RuleReader;

/** Rules that are judged together, from one or several rule files. */
public final class RuleSet {
  private final RuleReader.Content content;
  private final List<Rule> rules;

  private final Map<String, Quantity> lowerExplosiveLimits;
  private final List<Mention> mentions;

  private RuleSet(RuleReader.Content content) {
    this(content, content.rules());
  }

  private RuleSet(RuleReader.Content content, List<Rule> rules) {
    this.content = content;
    this.rules = List.copyOf(rules);
    this.lowerExplosiveLimits = Map.copyOf(content.lowerExplosiveLimits());
    this.mentions = List.copyOf(content.mentions());
  }

  /**
   * Reads rule files as one set. Their form is published as the resource {@code rule.schema.json}
   * beside this class.
   *
   * @throws RuleException with everything that is wrong, each with its place
   */
  public static RuleSet parse(List<RuleSource> sources) {
    return new RuleSet(RuleReader.read(sources));
  }

  /**
   * Refuses rules that refer to what is not there.
   *
   * @throws RuleException naming the place of each such reference
   */
  public void check(Setting setting) {
    refuse(mentions.stream().flatMap(mention -> mention.misses(setting).stream()).toList());
  }

  /**
   * Refuses rules whose limits can't be compared with readings that they are for. To be called when
   * rules are installed, or when devices are; an engine leaves such a rule out and says so.
   *
   * @throws RuleException naming the place of each such limit
   */
  public void check(Catalog catalog) {
    var units = new Units(lowerExplosiveLimits);
    refuse(mentions.stream().flatMap(mention -> mention.misfits(catalog, units).stream()).toList());
  }

  private static void refuse(List<RuleError> errors) {
    if (!errors.isEmpty()) {
      throw new RuleException(errors);
    }
  }

  /** One rule of these alone, with those whose findings it takes; to see what it costs. */
  public RuleSet only(String id) {
    return only(rule -> rule.id().equals(id));
  }

  /** Some of these alone, with those whose findings they take. */
  public RuleSet only(Predicate<Rule> wants) {
    var wanted = new HashSet<String>();
    for (var rule : rules) {
      if (wants.test(rule)) {
        wanted.add(rule.id());
        rule.levels().values().forEach(condition -> others(condition, wanted));
      }
    }
    return new RuleSet(content, rules.stream().filter(rule -> wanted.contains(rule.id())).toList());
  }

  private static void others(Condition condition, Set<String> into) {
    if (condition instanceof Condition.OfRule other) {
      into.add(other.rule());
    }
    condition.parts().forEach(part -> others(part, into));
  }

  /** Properties of which a rule asks what is usual: those that need baselines. */
  public Set<String> propertiesWithBaselines() {
    var found = new TreeSet<String>();
    for (var rule : rules) {
      rule.levels().values().forEach(condition -> usual(condition, found));
      if (rule.withholds() != null) {
        usual(rule.withholds(), found);
      }
    }
    return found;
  }

  private static void usual(Condition condition, Set<String> into) {
    if (condition instanceof Condition.Unusual unusual) {
      into.add(unusual.property());
    }
    condition.parts().forEach(part -> usual(part, into));
  }

  public List<Rule> rules() {
    return rules;
  }

  /** By property of a gas, as a share of the volume: what {@code %LEL} is a percentage of. */
  public Map<String, Quantity> lowerExplosiveLimits() {
    return lowerExplosiveLimits;
  }
}
