package org.yiwang.tracks;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A condition or formula in CEL, the Common Expression Language: it can compute, compare and
 * choose, and reach nothing but the values it is given.
 */
public final class Condition {
  private static final Map<String, Cel> ENVIRONMENTS = new ConcurrentHashMap<>();

  private final String text;
  private final CelRuntime.Program program;

  private Condition(String text, CelRuntime.Program program) {
    this.text = text;
    this.program = program;
  }

  /**
   * Compiles an expression.
   *
   * @param variables names of the values it may use
   * @throws IllegalArgumentException with the place and reason when it is none
   */
  public static Condition compile(String text, String... variables) {
    var cel =
        ENVIRONMENTS.computeIfAbsent(String.join(",", variables), key -> environment(variables));
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
      builder.addVar(variable, SimpleType.DYN);
    }
    return builder.build();
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
