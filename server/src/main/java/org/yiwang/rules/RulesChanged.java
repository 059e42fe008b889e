package org.yiwang.rules;

/** Other rules are armed or in the shadow than before. */
public record RulesChanged(String rule) {}
