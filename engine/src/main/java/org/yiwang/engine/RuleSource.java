package org.yiwang.engine;

/** The text of one rule file and the name by which errors call it. */
public record RuleSource(String name, String text) {}
