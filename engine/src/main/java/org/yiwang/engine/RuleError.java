package org.yiwang.engine;

/**
 * One thing wrong in a rule file.
 *
 * @param line counted from 1
 * @param column counted from 1
 * @param field path of the field, such as {@code rules[0].levels.IV}
 */
public record RuleError(
    String file, int line, int column, String field, String reason, String suggestion) {

  @Override
  public String toString() {
    var place = file + ":" + line + ":" + column + ": ";
    var hint = suggestion.isEmpty() ? "" : " (" + suggestion + ")";
    return place + (field.isEmpty() ? "" : field + ": ") + reason + hint;
  }
}
