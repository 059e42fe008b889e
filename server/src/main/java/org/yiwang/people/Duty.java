package org.yiwang.people;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who is on duty when: a pure function of rosters, shifts, and what people said themselves. */
final class Duty {
  private Duty() {}

  /**
   * The duty of one person at a moment.
   *
   * @param rosters of that person
   * @param overrides of that person; the latest that holds wins over the roster
   * @param zone of the city: shifts are counted in it
   */
  static Optional<OnDuty> at(
      Instant moment,
      List<Roster> rosters,
      List<DutyOverride> overrides,
      Map<String, Shift> shifts,
      ZoneId zone) {
    var rostered = rostered(moment, rosters, shifts, zone);
    var said =
        overrides.stream()
            .filter(override -> override.holdsAt(moment))
            .max((a, b) -> a.since().compareTo(b.since()));
    if (said.isEmpty()) {
      return rostered;
    }
    if (!said.get().onDuty()) {
      return Optional.empty();
    }
    return rostered.isPresent()
        ? rostered
        : Optional.of(new OnDuty(null, null, said.get().since(), said.get().until()));
  }

  private static Optional<OnDuty> rostered(
      Instant moment, List<Roster> rosters, Map<String, Shift> shifts, ZoneId zone) {
    var today = LocalDate.ofInstant(moment, zone);
    // A night shift that runs now may have begun yesterday.
    for (var day : List.of(today, today.minusDays(1))) {
      if (isOff(day, rosters)) {
        continue;
      }
      for (var roster : rosters) {
        var shift = shifts.get(roster.shift());
        if (shift == null || !roster.covers(day)) {
          continue;
        }
        var since = shift.startOn(day, zone).toInstant();
        var until = shift.endOf(day, zone).toInstant();
        if (!moment.isBefore(since) && moment.isBefore(until)) {
          return Optional.of(new OnDuty(roster.post(), shift.code(), since, until));
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isOff(LocalDate day, List<Roster> rosters) {
    return rosters.stream()
        .anyMatch(roster -> roster.shift().equals(Shift.OFF) && roster.covers(day));
  }
}
