package org.yiwang.territory;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An area as it is on one day.
 *
 * @param level a level of the city's own table: city, district, street, community, grid
 * @param parent code of the area it lies in; null for the root
 * @param path codes from the root down to this area, {@code /500000/500105/500105001/}: an area
 *     lies in another exactly if its path starts with the other's
 * @param from first day in force
 * @param to first day no longer in force, or null
 * @param lon degrees, WGS-84, of a point inside the area to put its label on
 */
public record Area(
    String code,
    String name,
    @Nullable String en,
    String level,
    @Nullable String parent,
    String path,
    LocalDate from,
    @Nullable LocalDate to,
    double lon,
    double lat) {

  public boolean liesIn(Area other) {
    return path.startsWith(other.path);
  }
}
