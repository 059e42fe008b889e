package org.yiwang.engine;

import java.util.List;
import java.util.Map;
import org.yiwang.engine.condition.Quantity;
import org.yiwang.engine.text.RuleReader;

/** Rules that are judged together, from one or several rule files. */
public final class RuleSet {
  private final List<Rule> rules;

  private final Map<String, Quantity> lowerExplosiveLimits;

  private RuleSet(RuleReader.Content content) {
    this.rules = List.copyOf(content.rules());
    this.lowerExplosiveLimits = Map.copyOf(content.lowerExplosiveLimits());
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

  public List<Rule> rules() {
    return rules;
  }

  /** By property of a gas, as a share of the volume: what {@code %LEL} is a percentage of. */
  public Map<String, Quantity> lowerExplosiveLimits() {
    return lowerExplosiveLimits;
  }
}
