package org.yiwang.platform;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON as it stands in the columns of the database. */
public final class Json {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Json() {}

  public static String write(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  public static <T> T read(String json, Class<T> type) {
    return MAPPER.readValue(json, type);
  }

  /** A tree, for data that is only passed on. */
  public static JsonNode tree(@Nullable String json) {
    return json == null ? MAPPER.nullNode() : MAPPER.readTree(json);
  }
}
