package org.yiwang.engine.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yiwang.engine.Catalog;
import org.yiwang.engine.Level;
import org.yiwang.engine.RuleException;
import org.yiwang.engine.RuleSet;
import org.yiwang.engine.RuleSource;
import org.yiwang.engine.Setting;
import org.yiwang.engine.WorkCalendar;
import org.yiwang.engine.condition.Condition;
import org.yiwang.engine.condition.Quantity;

class RuleReaderTest {
  private static final String GOOD =
      """
      rules:
        - id: septic-tank.methane
          version: 3
          name: {zh: 化粪池甲烷超限, en: Methane over its limit}
          subject-kind: septic-tank
          where: {areas: [/500000/500105/]}
          levels:
            IV: {above: {property: methane, limit: 25 %LEL, rearm-below: 20 %LEL}}
            II: {still: {after: {property: fan.command, becomes: 1}, for: 60 min}}
          ends-after: 90 s
      """;

  @Test
  void readsARuleWithAllItsParts() {
    var rule = RuleSet.parse(List.of(new RuleSource("good.yaml", GOOD))).rules().get(0);
    assertThat(rule.id()).isEqualTo("septic-tank.methane");
    assertThat(rule.version()).isEqualTo(3);
    assertThat(rule.name().zh()).isEqualTo("化粪池甲烷超限");
    assertThat(rule.endsAfterMillis()).isEqualTo(90_000);
    assertThat(rule.levels())
        .isEqualTo(
            Map.of(
                Level.IV,
                new Condition.Limit(
                    "above",
                    "methane",
                    null,
                    new Quantity(25, "%LEL"),
                    null,
                    new Quantity(20, "%LEL"),
                    1),
                Level.II,
                new Condition.Still(null, new Condition.Equal("fan.command", 1), 3_600_000)));
    assertThat(rule.covers("septic-tank", "T-1", "/500000/500105/001/")).isTrue();
    assertThat(rule.covers("septic-tank", "T-1", "/500000/500106/001/")).isFalse();
  }

  /** Each line breaks one thing in the good file; the place is line and column. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          id: septic-tank.methane | id: Septic Tank     | 2:9   | can't be an id
          version: 3              | version: three      | 3:14  | 'three' is not a number
          version: 3              | version: 0          | 3:14  | a whole number from 1
          version: 3              | versoin: 3          | 3:5   | did you mean 'version'?
          limit: 25 %LEL          | limit: much         | 8:46  | not a number with a unit
          rearm-below: 20         | rearm-below: 30     | 8:68  | rearms above its limit
          for: 60 min             | for: 60 minutes     | 9:69  | not a span of time
          above: {                | abvoe: {            | 8:12  | did you mean 'above'?
          IV: {above              | V: {above           | 8:7   | unknown field
          above: {property: m     | rises: {property: m | 8:19  | field 'by' is missing
          above: {property: methane, limit: 25 %LEL, rearm-below: 20 %LEL} | flat: {property: methane, for: 1 h} | 8:18 | about: device
          above: {property: methane, limit: 25 %LEL, rearm-below: 20 %LEL} | during: {from: "8", to: "9:00"} | 8:27 | not a time of day
          rearm-below: 20 %LEL    | rearm-below: 20 Cel | 8:68  | 'Cel' can't be compared with '%LEL'
          becomes: 1}             | becomes: 1, x: 1}   | 9:63  | unknown field
          after: {property: fan.command, becomes: 1} | after: {during: {calendar: work}} | 9:27 | a schedule alone is no event
          above: {property: methane, limit: 25 %LEL, rearm-below: 20 %LEL} | members: {of: {rule: x}, number: 2} | 8:21 | only an area has members
          ends-after: 90 s        | about: {area: grid} | 8:19 | an area has no readings
          ends-after: 90 s        | about: {around: 5 s} | 10:21 | is no distance
          subject-kind: septic    | hold: 5 min # x     | 2:5   | field 'subject-kind' is missing
          """)
  void saysWhatIsWrongAndWhere(String good, String bad, String place, String words) {
    var text = GOOD.replace(good, bad);
    assertThat(text).isNotEqualTo(GOOD);
    var errors = errors(text);
    assertThat(errors).anySatisfy(error -> assertThat(error).contains(":" + place + ":", words));
  }

  @Test
  void whatIsNotYamlIsSaidWithItsPlace() {
    assertThat(errors("rules:\n  - id: [a\n    version: 1\n"))
        .first()
        .asString()
        .contains("test.yaml:3:", "not YAML");
    assertThat(errors("")).first().asString().contains("the file is empty");
    assertThat(errors("rules: {}")).first().asString().contains("test.yaml:1:8", "a list");
  }

  @Test
  void allErrorsAreSaidAtOnce() {
    assertThat(errors(GOOD.replace("version: 3", "version: x") + GOOD.substring(7)))
        .hasSizeGreaterThan(1);
  }

  @Test
  void theSameIdInTwoFilesIsRefused() {
    var thrown =
        catchThrowableOfType(
            RuleException.class,
            () ->
                RuleSet.parse(
                    List.of(new RuleSource("one.yaml", GOOD), new RuleSource("two.yaml", GOOD))));
    assertThat(thrown.errors()).singleElement().asString().contains("two.yaml:2:9", "one.yaml");
  }

  @Test
  void aStillWithNothingToHoldIsRefused() {
    var text = GOOD.replaceFirst("(?m)^ +IV: .*\n", "");
    assertThat(errors(text)).singleElement().asString().contains("without saying what holds");
  }

  @Test
  void aLimitThatReadingsCanNotBeComparedWithIsRefusedWithItsPlace() {
    var rules = RuleSet.parse(List.of(new RuleSource("good.yaml", GOOD)));
    var catalog = new Catalog();
    catalog.addSubject(1, "septic-tank", "T-1", "/500000/500105/001/", 106.5, 29.6);
    catalog.addSeries(0, "gas-1", "methane", "%LEL", 1, 0);
    rules.check(catalog);
    catalog.addSeries(1, "gas-2", "methane", "Cel", 1, 0);
    var thrown = catchThrowableOfType(RuleException.class, () -> rules.check(catalog));
    assertThat(thrown.errors())
        .extracting(Object::toString)
        .contains(
            "good.yaml:8:46: rules[0].levels.IV.above.limit: '%LEL' can't be compared with 'Cel'"
                + " (write it in Cel or in a unit of the same kind)");
  }

  @Test
  void aCalendarThatIsNotThereIsRefusedWithItsPlace() {
    var text = GOOD.replaceFirst("IV: .*", "IV: {during: {calendar: wrk}}");
    var rules = RuleSet.parse(List.of(new RuleSource("good.yaml", text)));
    var calendar = new WorkCalendar(ZoneOffset.UTC, Map.of(), Map.of());
    var setting = Setting.none().withCalendars(Map.of("work", calendar));
    var thrown = catchThrowableOfType(RuleException.class, () -> rules.check(setting));
    assertThat(thrown.errors())
        .singleElement()
        .asString()
        .contains("good.yaml:8:20", "no calendar 'wrk'", "did you mean 'work'?");
  }

  @Test
  void theSchemaKnowsEveryKindOfCondition() throws Exception {
    try (var in = RuleSet.class.getResourceAsStream("rule.schema.json")) {
      assertThat(in).isNotNull();
      var schema = new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      assertThat(ConditionReader.KINDS)
          .allSatisfy(kind -> assertThat(schema).contains("\"" + kind + "\":"));
    }
  }

  private static List<String> errors(String text) {
    var thrown =
        catchThrowableOfType(
            RuleException.class, () -> RuleSet.parse(List.of(new RuleSource("test.yaml", text))));
    assertThat(thrown).as(text).isNotNull();
    return thrown.errors().stream().map(Object::toString).toList();
  }
}
