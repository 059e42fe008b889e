package org.yiwang.tracks;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * A condition or formula in CEL, the Common Expression Language: it can compute, compare and
 * choose, and reach nothing but the values it is given.
 */
public final class Condition {
  private static final Map<String, Cel> ENVIRONMENTS = new ConcurrentHashMap<>();

  private static final Pattern PART = Pattern.compile("\\b([a-z_]+)\\.([a-zA-Z_]+)\\b(?!\\()");
  private static final Pattern TEXT = Pattern.compile("\"(\\\\.|[^\"\\\\])*\"|'(\\\\.|[^'\\\\])*'");

  private final String text;
  private final CelRuntime.Program program;

  private Condition(String text, CelRuntime.Program program) {
    this.text = text;
    this.program = program;
  }

  /**
   * Compiles an expression.
   *
   * @param variables names of the values it may use, such as {@code cases} or {@code warning.rule};
   *     of a value with parts all parts are named
   * @throws IllegalArgumentException with the place and reason when it is none
   */
  public static Condition compile(String text, String... variables) {
    var cel =
        ENVIRONMENTS.computeIfAbsent(String.join(",", variables), key -> environment(variables));
    checkParts(text, List.of(variables));
    try {
      return new Condition(text, cel.createProgram(cel.compile(text).getAst()));
    } catch (CelValidationException | CelEvaluationException e) {
      var first = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      throw new IllegalArgumentException("is no condition: " + first, e);
    }
  }

  private static Cel environment(String... variables) {
    var builder = CelFactory.standardCelBuilder();
    for (var variable : variables) {
      builder.addVar(variable.replaceFirst("\\..*", ""), SimpleType.DYN);
    }
    return builder.build();
  }

  /** CEL knows the parts of a value only when it computes: a wrong one would never hold, unsaid. */
  private static void checkParts(String text, List<String> variables) {
    var parts = PART.matcher(TEXT.matcher(text).replaceAll("\"\""));
    while (parts.find()) {
      var prefix = parts.group(1) + ".";
      if (variables.stream().anyMatch(variable -> variable.startsWith(prefix))
          && !variables.contains(parts.group())) {
        throw new IllegalArgumentException(
            "is no condition: there is no %s, only %s"
                .formatted(parts.group(), String.join(", ", variables)));
      }
    }
  }

  /** Whether it holds; a value it asks for that is missing makes it not hold. */
  public boolean holds(Map<String, ?> values) {
    try {
      return Boolean.TRUE.equals(program.eval(new TreeMap<String, Object>(values)));
    } catch (CelEvaluationException e) {
      return false;
    }
  }

  /**
   * The number it computes.
   *
   * @return NaN where it can't be computed, such as a share of nothing
   */
  public double number(Map<String, ?> values) {
    try {
      return program.eval(new TreeMap<String, Object>(values)) instanceof Number number
          ? number.doubleValue()
          : Double.NaN;
    } catch (CelEvaluationException e) {
      return Double.NaN;
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
