package org.yiwang.territory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * A dated change of boundaries as a YAML file.
 *
 * <pre>
 * day: 2025-11-06
 * outlines: parts.geojson      # beside this file; needed for split and redraw
 * coordinates: wgs84           # of the outlines
 * changes:
 *   - merge: [500105001001, 500105001002]
 *     into: {code: 500105001001, name: 新社区}
 *   - split: 500105001003
 *     into: [{code: 500105001021, name: 东社区}, {code: 500105001022, name: 西社区}]
 *   - rename: 500105002
 *     name: 新名街道
 *   - move: [500105003001]
 *     parent: 500105004
 *   - redraw: 500105005001001
 * </pre>
 *
 * @param outlines by code; empty where the file names none
 */
record RemapFile(Remap remap, Map<String, Geometry> outlines) {

  /**
   * Reads the file and the outlines beside it.
   *
   * @throws IOException with the number of the change and the reason when it can't be understood
   */
  static RemapFile read(Path file) throws IOException {
    try {
      var root = new YAMLMapper().readTree(Files.readString(file));
      var changes = new ArrayList<Remap.Change>();
      for (var change : root.path("changes")) {
        changes.add(change(changes.size() + 1, change));
      }
      if (changes.isEmpty()) {
        throw new IOException(file + ": no changes");
      }
      var day = LocalDate.parse(text(root, "day"));
      return new RemapFile(new Remap(day, List.copyOf(changes)), outlines(file, root));
    } catch (DateTimeParseException e) {
      throw new IOException(file + ": day: not a day: " + e.getParsedString(), e);
    } catch (JacksonException | IllegalArgumentException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  private static Map<String, Geometry> outlines(Path file, JsonNode root) throws IOException {
    var name = root.path("outlines").asString("");
    if (name.isEmpty()) {
      return Map.of();
    }
    var system = CoordinateSystem.named(root.path("coordinates").asString("wgs84"));
    return AreaFile.outlines(file.resolveSibling(name), system);
  }

  private static Remap.Change change(int number, JsonNode change) {
    if (change.has("merge")) {
      var recode = change.path("recode").asBoolean(false);
      return new Remap.Merge(texts(change, "merge"), named(change.path("into")), recode);
    }
    if (change.has("split")) {
      var parts = new ArrayList<Remap.Named>();
      change.path("into").forEach(part -> parts.add(named(part)));
      return new Remap.Split(text(change, "split"), List.copyOf(parts));
    }
    if (change.has("rename")) {
      return new Remap.Rename(text(change, "rename"), text(change, "name"), optional(change, "en"));
    }
    if (change.has("move")) {
      return new Remap.Move(texts(change, "move"), text(change, "parent"));
    }
    if (change.has("redraw")) {
      return new Remap.Redraw(text(change, "redraw"));
    }
    throw new IllegalArgumentException(
        "change " + number + " is none of merge, split, rename, move, redraw");
  }

  private static Remap.Named named(JsonNode node) {
    return new Remap.Named(
        text(node, "code"),
        optional(node, "name"),
        optional(node, "en"),
        optional(node, "level"),
        optional(node, "parent"));
  }

  private static List<String> texts(JsonNode node, String field) {
    var value = node.path(field);
    if (!value.isArray()) {
      return List.of(text(node, field));
    }
    var result = new ArrayList<String>();
    value.forEach(item -> result.add(item.asString()));
    return result;
  }

  private static String text(JsonNode node, String field) {
    var value = optional(node, field);
    if (value == null) {
      throw new IllegalArgumentException(field + " is missing in " + node);
    }
    return value;
  }

  private static @Nullable String optional(JsonNode node, String field) {
    var value = node.path(field).asString("").strip();
    return value.isEmpty() ? null : value;
  }
}
