package org.yiwang.territory;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * Boundaries, names or parents changed on a day. What is open in an area that ended moves to its
 * successor ({@link Areas#successor}); what is closed keeps the area it had.
 *
 * @param successors for each code that ended on the day, the codes its land went to; more than one
 *     where it was split
 */
public record AreasChanged(LocalDate day, Map<String, List<String>> successors) {
  public AreasChanged {
    successors = Map.copyOf(successors);
  }
}
