package org.yiwang.support;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Holds answers against the server's own OpenAPI document: every field is described and there,
 * nothing is null that is not said to be, and a word is one of those that are listed.
 */
public final class Described {
  private final JsonNode document;
  private final List<String> faults = new ArrayList<>();

  public Described(TestServer server) {
    document = server.get("", "/api/v1/openapi.json").body();
  }

  /**
   * What is wrong with an answer.
   *
   * @param address as the document has it, such as {@code /api/v1/cases/{id}}
   */
  public List<String> faults(String address, JsonNode answer) {
    faults.clear();
    var responses = document.get("paths").get(address).get("get").get("responses");
    var content = responses.get("200").get("content");
    check(content.iterator().next().get("schema"), answer, address);
    return List.copyOf(faults);
  }

  private void check(JsonNode schema, JsonNode value, String place) {
    if (schema.has("$ref")) {
      check(document.at(schema.get("$ref").asString().substring(1)), value, place);
    } else if (schema.has("oneOf")) {
      if (!value.isNull()) {
        check(schema.get("oneOf").get(0), value, place);
      }
    } else if (value.isNull()) {
      if (schema.has("type") && !schema.get("type").toString().contains("null")) {
        faults.add(place + " is null");
      }
    } else if (schema.has("properties")) {
      checkObject(schema, value, place);
    } else if (value.isArray() && schema.has("items")) {
      value.forEach(item -> check(schema.get("items"), item, place + "[]"));
    } else if (schema.has("enum")
        && schema.get("enum").valueStream().noneMatch(one -> one.equals(value))) {
      faults.add(place + " is " + value + ", none of " + schema.get("enum"));
    }
  }

  private void checkObject(JsonNode schema, JsonNode value, String place) {
    if (!value.isObject()) {
      faults.add(place + " is no object");
      return;
    }
    schema
        .path("required")
        .forEach(name -> {
          if (!value.has(name.asString())) {
            faults.add(place + "." + name.asString() + " is not there");
          }
        });
    value.forEachEntry((name, part) -> {
      var described = schema.get("properties").get(name);
      if (described == null) {
        faults.add(place + "." + name + " is not described");
      } else {
        check(described, part, place + "." + name);
      }
    });
  }
}
