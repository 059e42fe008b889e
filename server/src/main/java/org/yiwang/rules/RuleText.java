package org.yiwang.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.yiwang.engine.RuleError;
import org.yiwang.engine.RuleSource;

/**
 * The text of one rule as its author wrote it, with its comments: what stands behind one dash of a
 * rule file, without the indentation.
 */
record RuleText(String text) {
  /** Lines and columns by which a text moves when it becomes an item of a file. */
  private static final int LINES = 1;

  private static final int COLUMNS = 4;

  RuleText(String text) {
    this.text = text.replace("\r\n", "\n").stripTrailing() + "\n";
  }

  /** The rules of a file that has been found valid, in their order. */
  static List<RuleText> split(String file) {
    var lines = file.lines().toList();
    var texts = new ArrayList<RuleText>();
    if (field(root(file), "rules") instanceof SequenceNode rules) {
      for (var item : rules.getValue()) {
        texts.add(cut(lines, item));
      }
    }
    return texts;
  }

  /** What a file says beside its rules, as a file without any; empty where it says nothing. */
  static Optional<String> preamble(String file) {
    if (!(field(root(file), "lower-explosive-limits") instanceof MappingNode limits)) {
      return Optional.empty();
    }
    var text = new StringBuilder("lower-explosive-limits:\n");
    for (var limit : limits.getValue()) {
      text.append("  %s: %s\n".formatted(scalar(limit.getKeyNode()), scalar(limit.getValueNode())));
    }
    return Optional.of(text.append("rules: []\n").toString());
  }

  private static RuleText cut(List<String> lines, Node item) {
    var start = item.getStartMark().orElseThrow();
    var end = item.getEndMark().orElseThrow();
    var indent = start.getColumn();
    var text = new StringBuilder();
    for (var n = firstComment(lines, start.getLine()); n < start.getLine(); n++) {
      text.append(lines.get(n).strip()).append('\n');
    }
    text.append(lines.get(start.getLine()).substring(indent)).append('\n');
    for (var n = start.getLine() + 1; n < lines.size(); n++) {
      var line = lines.get(n);
      var isInside = n < end.getLine() || n == end.getLine() && end.getColumn() > indent;
      if (!isInside || !line.isBlank() && line.length() - line.stripLeading().length() < indent) {
        break;
      }
      text.append(line.isBlank() ? "" : line.substring(indent)).append('\n');
    }
    return new RuleText(text.toString());
  }

  /** Comments right above a rule belong to it. */
  private static int firstComment(List<String> lines, int itemLine) {
    var first = itemLine;
    while (first > 0 && lines.get(first - 1).strip().startsWith("#")) {
      first--;
    }
    return first;
  }

  /** The rule's id, or empty where the text has none. */
  Optional<String> id() {
    try {
      return field(root(text), "id") instanceof ScalarNode id
          ? Optional.of(id.getValue())
          : Optional.empty();
    } catch (YamlEngineException e) {
      return Optional.empty();
    }
  }

  /** The version as it is written. */
  String version() {
    return field(root(text), "version") instanceof ScalarNode version ? version.getValue() : "1";
  }

  /** The same rule with another version. */
  RuleText withVersion(int version) {
    return with("version", Integer.toString(version));
  }

  /** The same rule under another name, to run beside it. */
  RuleText withId(String id) {
    return with("id", id);
  }

  private RuleText with(String name, String value) {
    var old = field(root(text), name);
    if (old == null) {
      return new RuleText(name + ": " + value + "\n" + text);
    }
    var start = old.getStartMark().orElseThrow();
    var end = old.getEndMark().orElseThrow();
    var lines = new ArrayList<>(text.lines().toList());
    var line = lines.get(start.getLine());
    lines.set(
        start.getLine(),
        line.substring(0, start.getColumn()) + value + line.substring(end.getColumn()));
    return new RuleText(String.join("\n", lines));
  }

  /** A rule file with this rule alone. */
  RuleSource source(String name) {
    var file = new StringBuilder("rules:\n");
    var dash = "  - ";
    for (var line : text.lines().toList()) {
      file.append(line.isBlank() ? "" : dash + line).append('\n');
      dash = line.isBlank() ? dash : " ".repeat(COLUMNS);
    }
    return new RuleSource(name, file.toString());
  }

  /** An error in {@link #source} as one of this text. */
  static RuleError inText(RuleError error) {
    return new RuleError(
        error.file(),
        Math.max(1, error.line() - LINES),
        Math.max(1, error.column() - COLUMNS),
        error.field().replaceFirst("^rules\\[0]\\.?", ""),
        error.reason(),
        error.suggestion());
  }

  private static @Nullable Node root(String text) {
    return new Compose(LoadSettings.builder().build()).composeString(text).orElse(null);
  }

  private static @Nullable Node field(@Nullable Node node, String name) {
    if (node instanceof MappingNode mapping) {
      for (var tuple : mapping.getValue()) {
        if (scalar(tuple.getKeyNode()).equals(name)) {
          return tuple.getValueNode();
        }
      }
    }
    return null;
  }

  private static String scalar(Node node) {
    return node instanceof ScalarNode scalar ? scalar.getValue() : "";
  }
}
