package org.yiwang.engine;

import java.util.List;
import org.yiwang.engine.text.RuleReader;

/** Rules that are judged together, from one or several rule files. */
public final class RuleSet {
  private final List<Rule> rules;

  private RuleSet(List<Rule> rules) {
    this.rules = List.copyOf(rules);
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
}
