package org.yiwang.engine.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.yiwang.engine.RuleSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the reader takes the published schema takes too, and what is wrong in form it refuses. */
class RuleSchemaTest {
  private static final Schema SCHEMA = schema();
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static String text() {
    try (var in = RuleSet.class.getResourceAsStream("rule.schema.json")) {
      return new String(
          java.util.Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Schema schema() {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(text(), InputFormat.JSON);
  }

  private static List<String> misfits(String yaml) {
    var content = new Load(LoadSettings.builder().build()).loadFromString(yaml);
    return SCHEMA.validate(JSON.writeValueAsString(content), InputFormat.JSON).stream()
        .map(Object::toString)
        .toList();
  }

  private static String rule(String condition) {
    return rule("", condition);
  }

  private static String rule(String more, String condition) {
    return """
    rules:
      - id: tank.test
        version: 1
        name: {zh: 试验, en: Test}
        subject-kind: tank
        levels: {IV: %s}
    %s
    """
        .formatted(condition, more.isEmpty() ? "" : "    " + more);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{above: {property: a, limit: 25 %LEL, rearm-below: 20 %LEL, sensors: 2}, for: 5 min}",
        "{below: {property: a, limit: 1, rearm-above: 2}}",
        "{outside: {property: a, low: 1, high: 2}}",
        "{equals: {property: a, value: 1}}",
        "{rises: {property: a, by: 5 Cel, within: 10 min}}",
        "{falls: {property: a, by: 5, within: 10 min, sensors: 2}}",
        "{flat: {property: a, for: 1 h, tolerance: 0.1}}",
        "{spike: {property: a, by: 5, within: 10 s}}",
        "{silent: {for: 10 min}}",
        "{silent: {property: a, for: 10 min}}",
        "{during: {from: \"22:00\", to: \"06:00\"}}",
        "{inside: {zone: depot}}",
        "{unusual: {property: a, spreads: 4, at-least: 3}}",
        "{unusual: {property: a, by: forest, over: 1.5, within: 12 h}}",
        "{still: {of: {equals: {property: a, value: 1}}, after: {property: b, becomes: 1}, for: 1 h}}",
        "{count: {of: {property: a, becomes: 1}, times: 3, within: 1 h}}",
        "{then: {first: {property: a, becomes: 1}, second: {silent: {for: 1 s}}, within: 1 h}}",
        "{missing: {after: {property: a, becomes: 1}, expected: {property: b, becomes: 1}, within: 1 h}}",
        "{all: [{silent: {for: 1 s}}, {not: {inside: {zone: depot}}}]}",
        "{any: [{silent: {for: 1 s}}, {equals: {property: a, value: 0}}]}"
      })
  void everyKindIsKnown(String condition) {
    assertThat(misfits(rule(condition))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{members: {of: {silent: {for: 1 min}}, each: device, number: 3}}",
        "{members: {of: {rule: other}, share: 30 %}}",
        "{events: {of: {property: a, becomes: 1}, times: 5, within: 10 min}}"
      })
  void kindsAboutAreasAreKnown(String condition) {
    assertThat(misfits(rule("about: {area: grid}", condition))).isEmpty();
    assertThat(misfits(rule("about: {around: 300 m}", condition))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{abve: {property: a, limit: 1}}",
        "{above: {property: a}}",
        "{above: {property: a, limit: 1, rearm-above: 2}}",
        "{above: {property: a, limit: 1, sensors: 0}}",
        "{equals: {property: a}}",
        "{silent: {}}",
        "{silent: {for: ten minutes}}",
        "{rises: {property: a, within: 1 h}}",
        "{count: {of: {property: a, becomes: 1}, times: 0, within: 1 h}}",
        "{still: {after: {property: a, becomes: 1}}}",
        "{then: {first: {property: a, becomes: 1}, within: 1 h}}",
        "{missing: {after: {property: a, becomes: 1}, within: 1 h}}",
        "{unusual: {property: a}}",
        "{unusual: {property: a, by: tree, over: 1}}",
        "{unusual: {property: a, by: forest}}",
        "{inside: {lon: a}}",
        "{members: {number: 3}}",
        "{all: {silent: {for: 1 s}}}"
      })
  void whatIsWrongInFormIsRefused(String condition) {
    assertThat(misfits(rule(condition))).isNotEmpty();
  }

  @Test
  void randomRulesAndAllTracksFit() throws IOException {
    for (int seed = 0; seed < 500; seed++) {
      var rules = org.yiwang.engine.RandomRulesFile.of(new Random(seed));
      assertThat(misfits(rules)).as(rules).isEmpty();
    }
    var files = new ArrayList<Path>();
    try (var found = Files.walk(Path.of("..", "tracks"))) {
      found.filter(path -> path.getFileName().toString().startsWith("rules")).forEach(files::add);
    }
    assertThat(files).isNotEmpty();
    for (var file : files) {
      assertThat(misfits(Files.readString(file))).as(file.toString()).isEmpty();
    }
  }

  /** Everything that can be written is explained in Chinese and in English. */
  @Test
  void everyWordIsExplainedInBothLanguages() {
    var bare = new ArrayList<String>();
    explain(JSON.readTree(text()), "", bare);
    assertThat(bare).isEmpty();
  }

  private static void explain(JsonNode node, String path, List<String> bare) {
    node.path("properties")
        .propertyStream()
        .filter(property -> !property.getValue().has("$ref"))
        .filter(property ->
            !property
                .getValue()
                .path("description")
                .asString("")
                .matches("(?s).+ / .*\\p{IsHan}.*"))
        .forEach(property -> bare.add(path + "/" + property.getKey()));
    node.forEachEntry((key, value) -> explain(value, path + "/" + key, bare));
    if (node.isArray()) {
      node.forEach(item -> explain(item, path + "[]", bare));
    }
  }
}
