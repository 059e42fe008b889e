package org.yiwang.tables;

/**
 * Why a line of a file was not used.
 *
 * @param line counted from 1, the header being line 1; 0 when the whole file is meant
 * @param field the column, or empty when the whole line is meant
 */
public record ImportProblem(long line, String field, String reason) {
  @Override
  public String toString() {
    return field.isEmpty() ? line + ": " + reason : line + ": " + field + ": " + reason;
  }
}
