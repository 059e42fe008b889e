package org.yiwang.rules;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yiwang.engine.Rule;
import org.yiwang.engine.RuleError;
import org.yiwang.engine.RuleException;
import org.yiwang.engine.RuleSet;
import org.yiwang.engine.RuleSource;
import org.yiwang.platform.Refused;

/**
 * What a text comes to as a rule.
 *
 * @param rule the rule, or null where the text is none
 * @param ruleSet the rule with all armed ones beside it, or null
 * @param errors everything that is wrong, with line and column in the text
 */
public record RuleReading(@Nullable Rule rule, @Nullable RuleSet ruleSet, List<RuleError> errors) {
  private static final String NAME = "rule";

  /** Reads a text beside other rules, which are valid. */
  static RuleReading of(RuleText text, List<RuleSource> others) {
    var sources = new ArrayList<>(others);
    sources.add(text.source(NAME));
    try {
      var ruleSet = RuleSet.parse(sources);
      var rule = ruleSet.rules().getLast();
      if (!ArmedRules.isShadow(rule.id())) {
        return new RuleReading(rule, ruleSet, List.of());
      }
      var error = new RuleError(NAME, 1, 1, "id", "must not end in .shadow", "choose another id");
      return new RuleReading(null, null, List.of(error));
    } catch (RuleException e) {
      return failed(e);
    }
  }

  /** The same with errors that only showed when the rule was to be used. */
  public static RuleReading failed(RuleException e) {
    return new RuleReading(null, null, e.errors().stream().map(RuleReading::place).toList());
  }

  /** An error of another rule, such as one that refers to this, is told with that rule's name. */
  private static RuleError place(RuleError error) {
    return error.file().equals(NAME)
        ? RuleText.inText(error)
        : new RuleError(
            NAME, 1, 1, "", "rule " + error.file() + ": " + error.reason(), error.suggestion());
  }

  /**
   * The rule.
   *
   * @throws Refused with all errors where there is none
   */
  public Rule require() {
    if (rule == null) {
      throw Refused.invalid(
          errors.stream()
              .map(e ->
                  new Refused.Fault(
                      "text:%d:%d".formatted(e.line(), e.column()),
                      (e.field().isEmpty() ? "" : e.field() + ": ")
                          + e.reason()
                          + (e.suggestion().isEmpty() ? "" : " (" + e.suggestion() + ")")))
              .toList());
    }
    return rule;
  }
}
