package org.yiwang.people;

import org.jspecify.annotations.Nullable;

/**
 * A governance centre, department, utility or contractor.
 *
 * @param kind {@code centre}, {@code department}, {@code utility}, {@code contractor} …
 * @param parent code of the unit it belongs to
 * @param area code of the area it serves
 */
public record Unit(
    long id,
    String code,
    String name,
    @Nullable String en,
    String kind,
    @Nullable String parent,
    String area) {

  /** Kind of the unit that receives, dispatches and supervises cases for its area. */
  public static final String CENTRE = "centre";

  Unit numbered(long number) {
    return new Unit(number, code, name, en, kind, parent, area);
  }

  Unit serving(String newArea) {
    return new Unit(id, code, name, en, kind, parent, newArea);
  }
}
