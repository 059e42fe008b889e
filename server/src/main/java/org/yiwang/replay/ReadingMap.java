package org.yiwang.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yiwang.platform.Refused;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * What the columns of a file of readings mean; {@code docs/guide/replay.md} has every key.
 *
 * @param device code of the one device all readings are of
 * @param deviceColumn column that holds the code of each row's device
 */
record ReadingMap(
    @Nullable FileForm file,
    @Nullable TimeForm time,
    @Nullable String device,
    @Nullable String deviceColumn,
    @Nullable List<Value> values) {

  /**
   * A column with values.
   *
   * @param property what was measured
   * @param unit of the file's numbers; without one they are in the datastream's
   */
  record Value(String column, String property, @Nullable String unit) {}

  /** Reads a map; what is wrong with it is said with its key. */
  static ReadingMap read(Path file) throws IOException {
    var map = read(file, ReadingMap.class);
    if ((map.device == null) == (map.deviceColumn == null)) {
      throw Refused.invalid("device", "give either device or deviceColumn");
    }
    if (map.values == null || map.values.isEmpty()) {
      throw Refused.invalid("values", "is missing");
    }
    for (var value : map.values) {
      if (value.column() == null || value.property() == null) {
        throw Refused.invalid("values", "each has to have column and property");
      }
    }
    if (map.time == null) {
      throw Refused.invalid("time", "is missing");
    }
    return map;
  }

  /** Reads a YAML file as a record; a key nobody knows is an error. */
  static <T> T read(Path file, Class<T> type) throws IOException {
    if (!Files.isReadable(file)) {
      throw Refused.invalid("--map", "there is no " + file);
    }
    try {
      return YAMLMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build()
          .readValue(Files.readString(file), type);
    } catch (UnrecognizedPropertyException e) {
      throw Refused.invalid("--map", file + ": " + e.getPropertyName() + " is no key of a map");
    } catch (JacksonException e) {
      var where = e.getLocation();
      var line = where == null ? 0 : where.getLineNr();
      throw Refused.invalid(
          "--map", "%s, line %d: %s".formatted(file, line, e.getOriginalMessage()));
    }
  }

  FileForm form() {
    return file == null ? FileForm.USUAL : file;
  }
}
