package org.yiwang.engine.text;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.yiwang.engine.About;
import org.yiwang.engine.Level;
import org.yiwang.engine.Rule;
import org.yiwang.engine.RuleError;
import org.yiwang.engine.RuleException;
import org.yiwang.engine.RuleSource;
import org.yiwang.engine.condition.Condition;
import org.yiwang.engine.condition.Quantity;
import org.yiwang.engine.program.Units;

/** Reads rule files into rules, or says everything that is wrong in them. */
public final class RuleReader {
  private static final Set<String> RULE_FIELDS =
      Set.of(
          "id",
          "version",
          "name",
          "note",
          "about",
          "subject-kind",
          "where",
          "levels",
          "withholds",
          "hold",
          "ends-after");

  private final List<Rule> rules = new ArrayList<>();
  private final Map<String, String> files = new HashMap<>();
  private final Map<String, Quantity> lowerExplosiveLimits = new HashMap<>();
  private final List<Mention> mentions = new ArrayList<>();
  private final List<RuleError> errors = new ArrayList<>();

  /** What rule files hold. */
  public record Content(
      List<Rule> rules, Map<String, Quantity> lowerExplosiveLimits, List<Mention> mentions) {}

  private RuleReader() {}

  /**
   * Reads all sources as one set.
   *
   * @throws RuleException naming file, line, column, reason and a suggestion for each error
   */
  public static Content read(List<RuleSource> sources) {
    var reader = new RuleReader();
    for (var source : sources) {
      reader.readFile(source);
    }
    var units = new Units(reader.lowerExplosiveLimits);
    reader.mentions.forEach(
        mention -> reader.errors.addAll(mention.contradictions(units, reader.rules)));
    if (!reader.errors.isEmpty()) {
      throw new RuleException(reader.errors);
    }
    return new Content(reader.rules, reader.lowerExplosiveLimits, reader.mentions);
  }

  private void readFile(RuleSource source) {
    var problems = new Problems(source.name());
    try {
      var settings = LoadSettings.builder().setLabel(source.name()).setParseComments(false).build();
      new Compose(settings)
          .composeString(source.text())
          .ifPresentOrElse(
              root -> new Part(root, "", problems).attempt(file -> readContent(file, source)),
              () -> problems.note((Mark) null, "", "the file is empty", "start with rules:"));
    } catch (MarkedYamlEngineException e) {
      var mark = e.getProblemMark().orElse(null);
      problems.note(mark, "", "not YAML: " + e.getProblem(), "check indentation and quotes");
    } catch (YamlEngineException e) {
      problems.note((Mark) null, "", "not YAML: " + e.getMessage(), "");
    }
    errors.addAll(problems.errors());
  }

  private void readContent(Part file, RuleSource source) {
    var fields = file.fields(Set.of("rules", "lower-explosive-limits"));
    var limits = fields.get("lower-explosive-limits");
    if (limits != null) {
      limits.fields(Set.of()).forEach(this::readLowerExplosiveLimit);
    }
    file.required(fields, "rules").eachItem(item -> readRule(item, source.name()));
  }

  private void readLowerExplosiveLimit(String property, Part part) {
    part.attempt(p -> {
      var limit = p.quantity();
      var earlier = lowerExplosiveLimits.putIfAbsent(property, limit);
      if (earlier != null && !earlier.equals(limit)) {
        throw p.broken("differs from " + earlier + " in another file", "keep one of them");
      }
    });
  }

  private void readRule(Part part, String file) {
    var fields = part.fields(RULE_FIELDS);
    var id = part.required(fields, "id").text();
    if (!id.matches("[a-z0-9][a-z0-9.-]*")) {
      throw part.required(fields, "id").broken("'" + id + "' can't be an id", "a-z, 0-9, - and .");
    }
    var earlier = files.putIfAbsent(id, file);
    if (earlier != null) {
      throw part.required(fields, "id")
          .broken("rule '" + id + "' is already in " + earlier, "give each rule its own id");
    }
    List<String> subjects = List.of();
    List<String> areas = List.of();
    var where = fields.get("where");
    if (where != null) {
      var places = where.fields(Set.of("subjects", "areas"));
      subjects = places.containsKey("subjects") ? places.get("subjects").texts() : subjects;
      areas = places.containsKey("areas") ? places.get("areas").texts() : areas;
    }
    var group = fields.containsKey("about") ? AboutReader.read(fields.get("about")) : null;
    var about = group == null ? About.SUBJECT : group.about();
    var conditions = new ConditionReader(about);
    var withholds = fields.get("withholds");
    if (withholds != null && about != About.DEVICE) {
      throw withholds.broken("only a rule about devices can withhold", "write about: device");
    }
    var rule =
        new Rule(
            id,
            part.required(fields, "version").positiveWhole(),
            part.required(fields, "name").name(),
            about,
            group == null ? null : group.areaLevel(),
            group == null ? 0 : group.metres(),
            part.required(fields, "subject-kind").text(),
            subjects,
            areas,
            readLevels(part.required(fields, "levels"), conditions),
            withholds == null ? null : conditions.read(withholds),
            fields.containsKey("hold") ? fields.get("hold").millis() : 0,
            fields.containsKey("ends-after") ? fields.get("ends-after").millis() : 0);
    rules.add(rule);
    mentions.addAll(conditions.mentions(rule));
  }

  private static Map<Level, Condition> readLevels(Part part, ConditionReader conditions) {
    var levels = new EnumMap<Level, Condition>(Level.class);
    var fields = part.fields(Set.of("I", "II", "III", "IV"));
    for (var field : fields.entrySet()) {
      field.getValue().attempt(p -> levels.put(Level.valueOf(field.getKey()), conditions.read(p)));
    }
    if (fields.isEmpty()) {
      throw part.broken("no level at all", "give at least one of I, II, III, IV");
    }
    if (levels.size() == fields.size()) {
      checkStillHasBase(part, levels);
    }
    return levels;
  }

  /** A still without its own condition leans on the mildest level, so it can't be the mildest. */
  private static void checkStillHasBase(Part part, Map<Level, Condition> levels) {
    var mildest = levels.keySet().stream().max(Enum::compareTo).orElse(Level.IV);
    var condition = levels.get(mildest);
    if (condition != null && leansOnMildest(condition)) {
      throw part.broken(
          "the mildest level " + mildest + " uses 'still' without saying what holds",
          "add of: to it, or a milder level");
    }
  }

  private static boolean leansOnMildest(Condition condition) {
    return (condition instanceof Condition.Still still && still.of() == null)
        || condition.parts().stream().anyMatch(RuleReader::leansOnMildest);
  }
}
