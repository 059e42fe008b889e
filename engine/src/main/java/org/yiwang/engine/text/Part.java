package org.yiwang.engine.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.yiwang.engine.Name;
import org.yiwang.engine.RuleError;
import org.yiwang.engine.condition.Quantity;
import org.yiwang.engine.text.Problems.Broken;

/** A part of a rule file that knows where it stands. Reading it wrongly notes the problem. */
final class Part {
  final Node node;
  final String path;
  private final Problems problems;

  Part(Node node, String path, Problems problems) {
    this.node = node;
    this.path = path;
    this.problems = problems;
  }

  /** An error of this place, found after all files were read. */
  RuleError error(String reason, String suggestion) {
    return problems.error(node.getStartMark().orElse(null), path, reason, suggestion);
  }

  Broken broken(String reason, String suggestion) {
    return problems.broken(node, path, reason, suggestion);
  }

  /** The fields of a mapping in their order. A field not allowed here is noted, not returned. */
  Map<String, Part> fields(Set<String> allowed) {
    if (!(node instanceof MappingNode mapping)) {
      throw broken("a mapping is expected here", "write field: value pairs");
    }
    var fields = new LinkedHashMap<String, Part>();
    for (var tuple : mapping.getValue()) {
      var key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
      var child = new Part(tuple.getValueNode(), path.isEmpty() ? key : path + "." + key, problems);
      if (!allowed.isEmpty() && !allowed.contains(key)) {
        problems.note(
            tuple.getKeyNode(), child.path, "unknown field", Closest.suggestion(key, allowed));
      } else if (fields.putIfAbsent(key, child) != null) {
        problems.note(tuple.getKeyNode(), child.path, "written twice", "keep one of them");
      }
    }
    return fields;
  }

  Part required(Map<String, Part> fields, String name) {
    var found = fields.get(name);
    if (found == null) {
      throw broken("field '" + name + "' is missing", "add " + name + ": …");
    }
    return found;
  }

  List<Part> items() {
    if (!(node instanceof SequenceNode sequence)) {
      throw broken("a list is expected here", "write - item, or [item, item]");
    }
    var items = new ArrayList<Part>();
    for (var item : sequence.getValue()) {
      items.add(new Part(item, path + "[" + items.size() + "]", problems));
    }
    return items;
  }

  /** Reads every item, going on after a broken one. */
  void eachItem(Consumer<Part> reader) {
    for (var item : items()) {
      item.attempt(reader);
    }
  }

  void attempt(Consumer<Part> reader) {
    try {
      reader.accept(this);
    } catch (Broken noted) {
      return;
    }
  }

  List<String> texts() {
    return items().stream().map(Part::text).toList();
  }

  String text() {
    if (!(node instanceof ScalarNode scalar) || scalar.getValue().isBlank()) {
      throw broken("a text is expected here", "");
    }
    return scalar.getValue().trim();
  }

  double number() {
    var text = text();
    try {
      double value = Double.parseDouble(text);
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw broken("'" + text + "' is not a number", "write digits, such as 25 or 0.5");
    }
    throw broken("'" + text + "' is not a finite number", "write digits, such as 25 or 0.5");
  }

  int positiveWhole() {
    double value = number();
    if (value < 1 || value != Math.rint(value) || value > Integer.MAX_VALUE) {
      throw broken("a whole number from 1 is expected here", "");
    }
    return (int) value;
  }

  /** A span of time such as {@code 60 min}, in milliseconds, longer than none. */
  long millis() {
    var parsed = Durations.millis(text());
    if (parsed <= 0) {
      throw broken(
          "'" + text() + "' is not a span of time", "write a number and ms, s, min, h or d");
    }
    return parsed;
  }

  /** A number with a unit behind it, such as {@code 25 %LEL}. */
  Quantity quantity() {
    var text = text();
    int end = 0;
    while (end < text.length() && "+-.0123456789eE".indexOf(text.charAt(end)) >= 0) {
      end++;
    }
    // The e of a unit must not be taken for an exponent: step back to the last digit.
    while (end > 0 && !Character.isDigit(text.charAt(end - 1)) && text.charAt(end - 1) != '.') {
      end--;
    }
    try {
      double value = Double.parseDouble(text.substring(0, end));
      return new Quantity(value, text.substring(end).trim());
    } catch (NumberFormatException e) {
      throw broken("'" + text + "' is not a number with a unit", "write it like 25 %LEL");
    }
  }

  Name name() {
    var fields = fields(Set.of("zh", "en"));
    return new Name(required(fields, "zh").text(), required(fields, "en").text());
  }

  static @Nullable Quantity quantity(@Nullable Part part) {
    return part == null ? null : part.quantity();
  }
}
