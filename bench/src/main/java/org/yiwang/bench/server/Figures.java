package org.yiwang.bench.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What a bench measured: printed as {@code name: value unit}, and written as JSON where asked. */
public final class Figures {
  /** One figure. */
  record Figure(double value, String unit) {}

  private final Map<String, Figure> figures = new LinkedHashMap<>();

  /** Adds a figure. */
  public void put(String name, double value, String unit) {
    figures.put(name, new Figure(value, unit));
  }

  /** A figure, or NaN where it was not measured. */
  public double get(String name) {
    var figure = figures.get(name);
    return figure == null ? Double.NaN : figure.value();
  }

  /** Prints all figures, and writes them to the file that follows {@code --json}. */
  public void print(List<String> arguments) throws IOException {
    System.out.println();
    figures.forEach((name, figure) ->
        System.out.println(name + ": " + text(figure.value()) + " " + figure.unit()));
    var file = option(arguments, "--json");
    if (file != null) {
      var document = new LinkedHashMap<String, Object>();
      document.put("date", LocalDate.now(java.time.ZoneOffset.UTC).toString());
      document.put("machine", Os.machine());
      document.put("arguments", String.join(" ", arguments));
      document.put("figures", figures);
      var json = JsonMapper.builder().build().writerWithDefaultPrettyPrinter();
      Files.writeString(Path.of(file), json.writeValueAsString(document) + "\n");
    }
  }

  /** What follows an option, or null. */
  public static @Nullable String option(List<String> arguments, String name) {
    int at = arguments.indexOf(name);
    return at < 0 || at + 1 >= arguments.size() ? null : arguments.get(at + 1);
  }

  /** The whole number that follows an option. */
  public static int option(List<String> arguments, String name, int otherwise) {
    var text = option(arguments, name);
    try {
      return text == null ? otherwise : Integer.parseInt(text);
    } catch (NumberFormatException e) {
      System.err.println("yiwang: " + name + ": " + text + " is no whole number");
      System.exit(2);
      throw new IllegalStateException(e);
    }
  }

  private static String text(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : String.format(Locale.ROOT, "%.2f", value);
  }
}
