package org.yiwang.engine.text;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;
import org.yiwang.engine.RuleError;

/** Collects what is wrong, so that a writer of rules sees all of it at once. */
final class Problems {

  /** Leaves the nearest rule or level; what is wrong with it has been noted. */
  static final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Broken() {
      super("noted", null, false, false);
    }
  }

  private final String file;
  private final List<RuleError> errors = new ArrayList<>();

  Problems(String file) {
    this.file = file;
  }

  void note(Node node, String path, String reason, String suggestion) {
    note(node.getStartMark().orElse(null), path, reason, suggestion);
  }

  void note(@Nullable Mark mark, String path, String reason, String suggestion) {
    errors.add(error(mark, path, reason, suggestion));
  }

  RuleError error(@Nullable Mark mark, String path, String reason, String suggestion) {
    int line = mark == null ? 1 : mark.getLine() + 1;
    int column = mark == null ? 1 : mark.getColumn() + 1;
    return new RuleError(file, line, column, path, reason, suggestion);
  }

  Broken broken(Node node, String path, String reason, String suggestion) {
    note(node, path, reason, suggestion);
    return new Broken();
  }

  List<RuleError> errors() {
    return errors;
  }
}
