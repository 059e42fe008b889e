package org.yiwang.district;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Location;

/** Subjects scattered over the grids, and the devices on them. */
final class Things {
  private final Table subjects = Table.with("code", "kind", "name", "lon", "lat", "attributes");
  private final Table devices = Table.with("code", "name", "kind", "subject", "datastreams");
  private final List<Area> grids;
  private final Random random;

  Things(List<Area> areas, Random random) {
    this.grids = areas.stream().filter(area -> area.level().equals("grid")).toList();
    this.random = random;
  }

  Table subjects() {
    return subjects;
  }

  Table devices() {
    return devices;
  }

  void place(Table subjectRecipe, Table deviceRecipe) {
    for (var row : subjectRecipe.rows()) {
      for (var i = 1; i <= Integer.parseInt(row.get("count")); i++) {
        var grid = grids.get(random.nextInt(grids.size()));
        var number = "%04d".formatted(i);
        var subject = row.get("prefix") + "-" + number;
        var name = streetOf(grid).name() + grid.name() + row.get("name") + number;
        var point = pointIn(grid);
        subjects.add(
            subject,
            row.get("kind"),
            name,
            String.format(Locale.ROOT, "%.6f", point.x),
            String.format(Locale.ROOT, "%.6f", point.y),
            attributes(row.get("attributes")));
        for (var device : deviceRecipe.rows()) {
          if (device.get("subject").equals(row.get("kind"))) {
            devices.add(
                device.get("prefix") + "-" + number,
                name + device.get("name"),
                device.get("kind"),
                subject,
                device.get("datastreams"));
          }
        }
      }
    }
  }

  /** Draws a value for each attribute: {@code name=low..high} or {@code name=this|that}. */
  private String attributes(String recipe) {
    var text = new StringBuilder();
    for (var part : recipe.split(";")) {
      var name = part.substring(0, part.indexOf('='));
      var range = part.substring(part.indexOf('=') + 1);
      text.append(text.isEmpty() ? "" : ";").append(name).append('=');
      if (range.contains("..")) {
        var low = Integer.parseInt(range.substring(0, range.indexOf("..")));
        var high = Integer.parseInt(range.substring(range.indexOf("..") + 2));
        text.append(low + random.nextInt(high - low + 1));
      } else {
        var choices = range.split("\\|");
        text.append(choices[random.nextInt(choices.length)]);
      }
    }
    return text.toString();
  }

  private Coordinate pointIn(Area grid) {
    var inside = new IndexedPointInAreaLocator(grid.shape());
    var box = grid.shape().getEnvelopeInternal();
    while (true) {
      var point =
          new Coordinate(
              micro(box.getMinX() + random.nextDouble() * box.getWidth()),
              micro(box.getMinY() + random.nextDouble() * box.getHeight()));
      if (inside.locate(point) == Location.INTERIOR) {
        return point;
      }
    }
  }

  private static double micro(double degrees) {
    return Math.round(degrees * 1e6) / 1e6;
  }

  private static Area streetOf(Area grid) {
    var area = grid;
    while (!area.level().equals("street") && area.parent() != null) {
      area = area.parent();
    }
    return area;
  }
}
