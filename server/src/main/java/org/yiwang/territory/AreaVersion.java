package org.yiwang.territory;

import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/**
 * One area with one name, parent and outline, in force from a day to the day before {@code to}. A
 * change of any of them ends one version and begins the next; a code has one version a day at most.
 *
 * @param outline WGS-84; empty where the import gave none
 */
record AreaVersion(
    String code,
    String name,
    @Nullable String en,
    String level,
    @Nullable String parent,
    LocalDate from,
    @Nullable LocalDate to,
    Geometry outline) {

  AreaVersion {
    if (!code.matches("[0-9A-Za-z-]{1,32}")) {
      throw new IllegalArgumentException("not a code: " + code);
    }
    if (to != null && !to.isAfter(from)) {
      throw new IllegalArgumentException(code + " ends on " + to + ", before it begins on " + from);
    }
  }

  boolean inForce(LocalDate day) {
    return !day.isBefore(from) && (to == null || day.isBefore(to));
  }

  AreaVersion endingOn(LocalDate day) {
    return new AreaVersion(code, name, en, level, parent, from, day, outline);
  }

  AreaVersion beginningOn(LocalDate day) {
    return new AreaVersion(code, name, en, level, parent, day, to, outline);
  }

  AreaVersion named(String newName, @Nullable String newEn) {
    return new AreaVersion(code, newName, newEn, level, parent, from, to, outline);
  }

  AreaVersion under(@Nullable String newParent) {
    return new AreaVersion(code, name, en, level, newParent, from, to, outline);
  }

  AreaVersion coded(String newCode) {
    return new AreaVersion(newCode, name, en, level, parent, from, to, outline);
  }

  AreaVersion outlined(Geometry newOutline) {
    return new AreaVersion(code, name, en, level, parent, from, to, newOutline);
  }

  /** Whether the two say the same of the ground, whatever days they hold for. */
  boolean sameAs(AreaVersion other) {
    return code.equals(other.code)
        && name.equals(other.name)
        && Objects.equals(en, other.en)
        && level.equals(other.level)
        && Objects.equals(parent, other.parent)
        && outline.equalsExact(other.outline);
  }
}
