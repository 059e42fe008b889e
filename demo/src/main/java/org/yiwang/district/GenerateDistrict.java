package org.yiwang.district;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/**
 * Writes the model district: {@code mvn -q -f demo/pom.xml compile exec:java}. The seed is fixed
 * and {@link Random}'s sequence is specified, so the same recipe gives the same bytes anywhere.
 */
public final class GenerateDistrict {
  private static final long SEED = 500105;

  /** The day all areas of the model are in force from. */
  private static final String AREAS_FROM = "2020-01-01";

  private GenerateDistrict() {}

  /** Arguments: the recipe folder and the folder to write to. */
  public static void main(String[] args) throws IOException {
    generate(Path.of(args[0]), Path.of(args[1]));
  }

  static void generate(Path recipe, Path target) throws IOException {
    Files.createDirectories(target);
    // A generator of its own for each part: more devices must not move the grids.
    var areas =
        new Territory(
                Table.read(recipe.resolve("areas.csv")),
                Table.read(recipe.resolve("community-words.csv")),
                new Random(SEED))
            .build(Territory.outline(Table.read(recipe.resolve("outline.csv"))));
    GeoJson.write(areas, target.resolve("areas.geojson"));
    table(areas).write(target.resolve("areas.csv"));

    var staff =
        new Staff(
            areas,
            Table.read(recipe.resolve("family-names.csv")),
            Table.read(recipe.resolve("given-names.csv")),
            new Random(SEED + 1));
    staff.hire(Table.read(recipe.resolve("units.csv")), Table.read(recipe.resolve("staff.csv")));
    staff.units().write(target.resolve("units.csv"));
    staff.people().write(target.resolve("people.csv"));
    staff.rosters().write(target.resolve("rosters.csv"));

    var things = new Things(areas, new Random(SEED + 2));
    things.place(
        Table.read(recipe.resolve("subjects.csv")), Table.read(recipe.resolve("devices.csv")));
    things.subjects().write(target.resolve("subjects.csv"));
    things.devices().write(target.resolve("devices.csv"));

    for (var unchanged :
        List.of("posts.csv", "shifts.csv", "skills.csv", "properties.csv", "kinds.yaml")) {
      Files.copy(recipe.resolve(unchanged), target.resolve(unchanged), REPLACE_EXISTING);
    }
  }

  private static Table table(List<Area> areas) {
    var table = Table.with("code", "name", "en", "level", "parent", "from", "to");
    for (var area : areas) {
      var parent = area.parent() == null ? "" : area.parent().code();
      table.add(area.code(), area.name(), area.en(), area.level(), parent, AREAS_FROM, "");
    }
    return table;
  }
}
