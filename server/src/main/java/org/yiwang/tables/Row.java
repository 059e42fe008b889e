package org.yiwang.tables;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One line of a table. A value that can't be read as asked is noted as a problem and a harmless
 * stand-in is returned, so that one look at a line finds all that is wrong with it; after reading,
 * ask {@link #usable()}.
 */
public final class Row {
  private final long line;
  private final Map<String, String> values;
  private final List<ImportProblem> problems = new ArrayList<>();

  Row(long line, Map<String, String> values) {
    this.line = line;
    this.values = values;
  }

  public long line() {
    return line;
  }

  public boolean usable() {
    return problems.isEmpty();
  }

  public List<ImportProblem> problems() {
    return List.copyOf(problems);
  }

  public void refuse(String field, String reason) {
    problems.add(new ImportProblem(line, field, reason));
  }

  /** The value without surrounding blanks, or null where it is empty or the column is missing. */
  public @Nullable String optional(String field) {
    var value = values.get(field);
    return value == null || value.isBlank() ? null : value.strip();
  }

  public String text(String field) {
    return read(field, "", Function.identity());
  }

  public String text(String field, String otherwise) {
    var value = optional(field);
    return value == null ? otherwise : value;
  }

  public double number(String field) {
    return read(field, Double.NaN, Row::finite);
  }

  /** Empty where the value is; not a number is a problem all the same. */
  public Optional<Double> optionalNumber(String field) {
    return optional(field) == null ? Optional.empty() : Optional.of(number(field));
  }

  public int whole(String field) {
    return read(field, 0, Integer::parseInt);
  }

  public LocalDate day(String field) {
    return read(field, LocalDate.EPOCH, LocalDate::parse);
  }

  public @Nullable LocalDate optionalDay(String field) {
    return optional(field) == null ? null : day(field);
  }

  public LocalTime timeOfDay(String field) {
    return read(field, LocalTime.MIDNIGHT, LocalTime::parse);
  }

  /** Values separated by {@code |}; empty where the value is. */
  public List<String> list(String field) {
    var value = optional(field);
    return value == null
        ? List.of()
        : List.of(value.split("\\|")).stream().map(String::strip).toList();
  }

  /** Pairs {@code name=value} separated by {@code ;}, in their order. */
  public Map<String, String> pairs(String field) {
    var result = new LinkedHashMap<String, String>();
    var value = optional(field);
    if (value != null) {
      for (var pair : value.split(";")) {
        var equals = pair.indexOf('=');
        if (equals <= 0) {
          refuse(field, "name=value expected: " + pair);
        } else {
          result.put(pair.substring(0, equals).strip(), pair.substring(equals + 1).strip());
        }
      }
    }
    return result;
  }

  private <T> T read(String field, T standIn, Function<String, T> parser) {
    var value = optional(field);
    if (value == null) {
      refuse(field, values.containsKey(field) ? "value missing" : "column missing");
      return standIn;
    }
    try {
      return parser.apply(value);
    } catch (NumberFormatException | DateTimeParseException e) {
      refuse(field, "can't be read: " + value);
      return standIn;
    }
  }

  private static Double finite(String value) {
    var number = Double.parseDouble(value);
    if (!Double.isFinite(number)) {
      throw new NumberFormatException(value);
    }
    return number;
  }
}
