package org.yiwang.topics;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON as it stands in the topics. */
final class Text {
  static final JsonMapper JSON =
      JsonMapper.builder()
          .changeDefaultPropertyInclusion(
              all -> all.withValueInclusion(JsonInclude.Include.NON_NULL))
          // The same thing is written the same in every process, whatever order its maps have.
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          // A server that is newer than the job may say more than the job knows.
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private static final int SHOWN = 80;

  private Text() {}

  static <T> T read(byte[] message, Class<T> type) {
    try {
      return JSON.readValue(message, type);
    } catch (JacksonException e) {
      var start = new String(message, 0, Math.min(SHOWN, message.length), StandardCharsets.UTF_8);
      throw new IllegalArgumentException("no " + type.getSimpleName() + ": " + start, e);
    }
  }
}
