package org.yiwang.engine.text;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.yiwang.engine.About;
import org.yiwang.engine.program.Units;

/** Reads {@code subject}, {@code device}, {@code {area: LEVEL}} or {@code {around: 300 m}}. */
final class AboutReader {

  /** What was read; see the fields of a rule with these names. */
  record Group(About about, @Nullable String areaLevel, double metres) {}

  private AboutReader() {}

  static Group read(Part part) {
    if (part.node instanceof MappingNode) {
      var fields = part.fields(Set.of("area", "around"));
      return fields.containsKey("around")
          ? new Group(About.AROUND, null, metres(part.required(fields, "around")))
          : new Group(About.AREA, part.required(fields, "area").text(), 0);
    }
    return switch (part.text()) {
      case "subject" -> new Group(About.SUBJECT, null, 0);
      case "device" -> new Group(About.DEVICE, null, 0);
      default ->
          throw part.broken(
              "'" + part.text() + "' can't be judged",
              Closest.suggestion(part.text(), Set.of("subject", "device")));
    };
  }

  private static double metres(Part part) {
    try {
      double metres = new Units(Map.of()).convert(part.quantity(), "m", "");
      if (metres > 0) {
        return metres;
      }
    } catch (Units.Mismatch mismatch) {
      throw part.broken("'" + part.text() + "' is no distance", "write it like 300 m");
    }
    throw part.broken("'" + part.text() + "' is no distance", "write it like 300 m");
  }
}
