package org.yiwang.platform.openapi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * What names and types do not say: one sentence for each endpoint, and for the fields that need
 * one.
 *
 * @param operations by verb and address, such as {@code GET /api/v1/cases}
 * @param parameters by name; the same name means the same in every query
 * @param media what is answered, where it is not JSON, by verb and address
 * @param fields by schema and field, such as {@code CaseSummary.dueAt}
 * @param values the few words that certain fields take, by what they say
 */
record ApiWords(
    Map<String, String> operations,
    Map<String, String> parameters,
    Map<String, String> media,
    Map<String, String> fields,
    Map<String, Values> values) {

  /** Words, and the fields that take no others. */
  record Values(List<String> are, List<String> fields) {}

  static ApiWords read() {
    try (var file = new ClassPathResource("openapi/words.yml").getInputStream()) {
      var words = new YAMLMapper().readValue(file, ApiWords.class);
      return new ApiWords(
          new TreeMap<>(words.operations()),
          new TreeMap<>(words.parameters()),
          new TreeMap<>(words.media()),
          new TreeMap<>(words.fields()),
          new TreeMap<>(words.values()));
    } catch (IOException e) {
      throw new UncheckedIOException("the words of the API can't be read", e);
    }
  }
}
