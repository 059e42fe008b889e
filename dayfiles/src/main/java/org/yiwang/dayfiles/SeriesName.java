package org.yiwang.dayfiles;

import java.util.ArrayList;
import java.util.List;

/**
 * What a series of a file is of, as it was when the file was written.
 *
 * @param id its number in the rows of the file
 * @param unit of its values
 * @param subject code of the subject that the device is attached to
 * @param kind the subject's kind
 * @param area path of the area the subject lies in, such as {@code /500000/500105/}
 * @param lon longitude in degrees, WGS-84
 * @param lat latitude in degrees, WGS-84
 */
public record SeriesName(
    int id,
    String device,
    String property,
    String unit,
    String subject,
    String kind,
    String area,
    double lon,
    double lat) {
  private static final int FIELDS = 9;

  /** A line a series, fields parted by tabs: small, and readable wherever the file is opened. */
  static String write(List<SeriesName> names) {
    var text = new StringBuilder();
    for (var name : names) {
      text.append(name.id);
      for (var field :
          List.of(name.device, name.property, name.unit, name.subject, name.kind, name.area)) {
        text.append('\t').append(escaped(field));
      }
      text.append('\t').append(name.lon).append('\t').append(name.lat).append('\n');
    }
    return text.toString();
  }

  static List<SeriesName> read(String text) {
    var names = new ArrayList<SeriesName>();
    for (var line : text.lines().toList()) {
      var f = line.split("\t", -1);
      if (f.length != FIELDS) {
        throw new IllegalArgumentException("has a name of a series with " + f.length + " fields");
      }
      names.add(
          new SeriesName(
              Integer.parseInt(f[0]),
              unescaped(f[1]),
              unescaped(f[2]),
              unescaped(f[3]),
              unescaped(f[4]),
              unescaped(f[5]),
              unescaped(f[6]),
              Double.parseDouble(f[7]),
              Double.parseDouble(f[8])));
    }
    return names;
  }

  private static String escaped(String field) {
    return field.replace("%", "%25").replace("\t", "%09").replace("\n", "%0A").replace("\r", "%0D");
  }

  private static String unescaped(String field) {
    return field.replace("%09", "\t").replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%");
  }
}
