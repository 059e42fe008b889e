package org.yiwang.cases;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.yiwang.territory.Areas;

/**
 * Where open cases go when areas end on a day.
 *
 * @param ended codes of the areas that ended, at any level
 */
record AreaSuccession(Set<String> ended, LocalDate day, Areas areas) {
  /** The area a case goes on in. */
  record Next(String code, String name, String path, String place) {}

  Optional<Next> successor(CityCase cityCase) {
    return areas
        .successor(cityCase.area(), cityCase.lon(), cityCase.lat(), day)
        .map(area ->
            new Next(area.code(), area.name(), area.path(), areas.placeName(area.code(), day)));
  }
}
