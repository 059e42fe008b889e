package org.yiwang.registry;

import java.util.ArrayList;
import java.util.List;
import org.yiwang.platform.Text;
import tools.jackson.core.JacksonException;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The form of {@code kinds.yaml}, in tracks and imports alike: a list of code, name, schema. */
final class KindFile {
  private KindFile() {}

  /**
   * Reads the kinds of a file.
   *
   * @throws IllegalArgumentException with the reason when one can't be used
   */
  static List<Kind> parse(String yaml, String track) {
    try {
      var kinds = new ArrayList<Kind>();
      for (var node : new YAMLMapper().readTree(yaml).path("kinds")) {
        var code = node.path("code").asString("");
        if (!code.matches("[a-z0-9-]{1,64}")) {
          throw new IllegalArgumentException(
              "kind %d: code: a-z, 0-9 and dash expected".formatted(kinds.size() + 1));
        }
        if (!node.path("schema").isObject()) {
          throw new IllegalArgumentException(code + ": schema: a JSON Schema expected");
        }
        var name = new Text(node.at("/name/zh").asString(code), node.at("/name/en").asString(code));
        kinds.add(new Kind(code, name, node.path("schema"), track));
      }
      return kinds;
    } catch (JacksonException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }
}
