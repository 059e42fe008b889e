package org.yiwang.territory;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The versions of one code, one after the other. */
final class History {
  private History() {}

  /**
   * Fits a version into those there are. It replaces one that begins on the same day, ends the one
   * before it, and itself ends where the next begins. One that says the same as the version in
   * force changes nothing.
   */
  static List<AreaVersion> with(List<AreaVersion> versions, AreaVersion added) {
    var result = new ArrayList<AreaVersion>();
    var end = added.to();
    for (var version : versions) {
      if (version.from().isBefore(added.from())) {
        if (version.inForce(added.from()) && version.sameAs(added) && added.to() == null) {
          return versions;
        }
        result.add(version.inForce(added.from()) ? version.endingOn(added.from()) : version);
      } else if (version.from().isAfter(added.from())) {
        result.add(version);
        end = earlier(end, version.from());
      } else {
        // A file from before a change, read again, must not bring back what the change ended.
        end = earlier(end, version.to());
      }
    }
    result.add(end == null ? added : added.endingOn(end));
    result.sort(Comparator.comparing(AreaVersion::from));
    return result;
  }

  private static @Nullable LocalDate earlier(@Nullable LocalDate a, @Nullable LocalDate b) {
    return a == null ? b : b == null || a.isBefore(b) ? a : b;
  }
}
