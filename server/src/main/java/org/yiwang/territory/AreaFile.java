package org.yiwang.territory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.yiwang.tables.ImportProblem;
import org.yiwang.tables.Table;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Areas as files give them: outlines in GeoJSON, names and parents in its properties or in a CSV
 * beside it, joined by code. {@code adcode} is read as {@code code}, as map services write it.
 */
final class AreaFile {
  private static final JsonMapper JSON = new JsonMapper();

  /** What holds for every area that does not say otherwise. */
  record Defaults(LocalDate from, @Nullable String level, @Nullable String parent) {}

  /**
   * What could be used, and what could not. A problem's line in GeoJSON is the feature's number.
   */
  record Content(int read, List<AreaVersion> areas, List<ImportProblem> problems) {}

  private final Defaults defaults;
  private final CoordinateSystem system;
  private final Map<String, Map<String, String>> properties = new LinkedHashMap<>();
  private final Map<String, Geometry> outlines = new LinkedHashMap<>();
  private final Map<String, Long> lines = new LinkedHashMap<>();
  private final List<ImportProblem> problems = new ArrayList<>();
  private int refused;

  private AreaFile(CoordinateSystem system, Defaults defaults) {
    this.system = system;
    this.defaults = defaults;
  }

  static Content read(List<Path> files, CoordinateSystem system, Defaults defaults)
      throws IOException {
    var reading = new AreaFile(system, defaults);
    for (var file : files) {
      if (file.toString().endsWith(".csv")) {
        reading.readCsv(Table.read(file));
      } else {
        reading.readGeoJson(Files.readString(file));
      }
    }
    return reading.join();
  }

  /** The areas of a folder as {@code import district} takes it, in force since ever. */
  static List<AreaVersion> readFolder(Path folder) throws IOException {
    var files = List.of(folder.resolve("areas.geojson"), folder.resolve("areas.csv"));
    return read(files, CoordinateSystem.WGS84, new Defaults(LocalDate.EPOCH, null, null)).areas();
  }

  /** Outlines by code, for a remap. */
  static Map<String, Geometry> outlines(Path file, CoordinateSystem system) throws IOException {
    var reading = new AreaFile(system, new Defaults(LocalDate.EPOCH, null, null));
    reading.readGeoJson(Files.readString(file));
    if (!reading.problems.isEmpty()) {
      throw new IOException(file + ": " + reading.problems.getFirst());
    }
    return reading.outlines;
  }

  private void readCsv(Table table) {
    for (var row : table.rows()) {
      var code = row.text("code");
      var values = new LinkedHashMap<String, String>();
      for (var column : List.of("name", "en", "level", "parent", "from", "to")) {
        var value = row.optional(column);
        if (value != null) {
          values.put(column, value);
        }
      }
      if (row.usable()) {
        properties.computeIfAbsent(code, c -> new LinkedHashMap<>()).putAll(values);
        lines.put(code, row.line());
      } else {
        problems.addAll(row.problems());
        refused++;
      }
    }
  }

  private void readGeoJson(String text) throws IOException {
    try {
      var root = JSON.readTree(text);
      if (root.path("type").asString("").equals("FeatureCollection")) {
        var number = 0;
        for (var feature : root.path("features")) {
          readFeature(++number, feature);
        }
      } else {
        readFeature(1, root);
      }
    } catch (JacksonException e) {
      throw new IOException("not JSON: " + e.getOriginalMessage(), e);
    }
  }

  private void readFeature(int number, JsonNode feature) {
    var given = feature.path("properties");
    var code = text(given, "code");
    code = code.isEmpty() ? text(given, "adcode") : code;
    if (code.isEmpty()) {
      problems.add(new ImportProblem(number, "code", "value missing"));
      refused++;
      return;
    }
    try {
      outlines.put(code, GeoJson.read(feature.path("geometry"), system));
    } catch (IllegalArgumentException e) {
      problems.add(new ImportProblem(number, "geometry", String.valueOf(e.getMessage())));
      refused++;
      return;
    }
    var values = properties.computeIfAbsent(code, c -> new LinkedHashMap<>());
    for (var name : List.of("name", "en", "level", "parent", "from", "to")) {
      var value = text(given, name);
      if (!value.isEmpty()) {
        values.putIfAbsent(name, value);
      }
    }
    lines.putIfAbsent(code, (long) number);
  }

  /** Numbers as text too; an object such as {@code parent: {adcode: 1}} by the code in it. */
  private static String text(JsonNode properties, String name) {
    var value = properties.path(name);
    return value.isObject() ? text(value, "adcode") : value.asString("").strip();
  }

  private Content join() {
    var areas = new ArrayList<AreaVersion>();
    properties.forEach((code, values) -> {
      var line = lines.getOrDefault(code, 0L);
      try {
        areas.add(version(code, values));
      } catch (DateTimeParseException e) {
        problems.add(new ImportProblem(line, "from/to", "not a day: " + e.getParsedString()));
      } catch (IllegalArgumentException e) {
        problems.add(new ImportProblem(line, "code", String.valueOf(e.getMessage())));
      }
    });
    return new Content(properties.size() + refused, areas, List.copyOf(problems));
  }

  private AreaVersion version(String code, Map<String, String> values) {
    var name = values.get("name");
    var level = values.getOrDefault("level", defaults.level() == null ? "" : defaults.level());
    if (name == null || level.isEmpty()) {
      throw new IllegalArgumentException(code + " has no " + (name == null ? "name" : "level"));
    }
    var parent = values.get("parent");
    var from = values.get("from");
    var to = values.get("to");
    return new AreaVersion(
        code,
        name,
        values.get("en"),
        level,
        parent == null ? defaults.parent() : parent,
        from == null ? defaults.from() : LocalDate.parse(from),
        to == null ? null : LocalDate.parse(to),
        outlines.getOrDefault(code, GeoJson.empty()));
  }
}
