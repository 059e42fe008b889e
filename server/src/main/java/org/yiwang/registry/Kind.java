package org.yiwang.registry;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.Map;
import org.yiwang.platform.Text;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A kind of subject.
 *
 * @param definition JSON Schema (2020-12) of the attributes
 * @param track the track package that brought it, or {@link #LOCAL}
 */
public record Kind(String code, Text name, JsonNode definition, String track) {
  /** Instead of a track: a kind of the city's own. */
  public static final String LOCAL = "local";

  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  /** What is wrong with attributes, each fault with the place it is at; empty if nothing. */
  List<String> faults(JsonNode attributes) {
    return schema().validate(attributes).stream()
        .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
        .sorted()
        .toList();
  }

  private Schema schema() {
    return SCHEMAS.getSchema(definition);
  }

  /**
   * Attributes that came as text, as a table has them, in the types the schema names. What is no
   * number stays text, so that the check finds it.
   */
  ObjectNode typed(Map<String, String> texts) {
    var attributes = JsonNodeFactory.instance.objectNode();
    texts.forEach((name, text) -> {
      var type = definition.path("properties").path(name).path("type").asString("string");
      switch (type) {
        case "integer", "number" -> putNumber(attributes, name, text);
        case "boolean" -> putBoolean(attributes, name, text);
        default -> attributes.put(name, text);
      }
    });
    return attributes;
  }

  private static void putNumber(ObjectNode attributes, String name, String text) {
    try {
      // The same classes of numbers as a parser makes, so that what is stored compares as equal.
      if (text.matches("-?[0-9]{1,9}")) {
        attributes.put(name, Integer.parseInt(text));
      } else {
        attributes.put(name, Double.parseDouble(text));
      }
    } catch (NumberFormatException e) {
      attributes.put(name, text);
    }
  }

  private static void putBoolean(ObjectNode attributes, String name, String text) {
    switch (text) {
      case "true", "yes" -> attributes.put(name, true);
      case "false", "no" -> attributes.put(name, false);
      default -> attributes.put(name, text);
    }
  }
}
