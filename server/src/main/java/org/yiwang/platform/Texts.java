package org.yiwang.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What the server itself says to people: {@code texts/texts.yml}, in both languages. */
public final class Texts {
  private static final Map<String, Text> ALL = read();

  private Texts() {}

  /**
   * The text with a key.
   *
   * @throws IllegalArgumentException when there is none: a slip of ours, not of the caller's
   */
  public static Text of(String key) {
    var found = ALL.get(key);
    if (found == null) {
      throw new IllegalArgumentException("texts.yml has no " + key);
    }
    return found;
  }

  private static Map<String, Text> read() {
    try (var file = new ClassPathResource("texts/texts.yml").getInputStream()) {
      return Map.copyOf(
          new YAMLMapper().readValue(file, new TypeReference<Map<String, Text>>() {}));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
