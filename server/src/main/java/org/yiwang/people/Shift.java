package org.yiwang.people;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.yiwang.platform.Text;

/** A part of a day; one that does not end after it starts ends on the next day. */
record Shift(String code, Text name, LocalTime starts, LocalTime ends) {

  /** Reserved code in rosters: a day on which the person has no duty after all. */
  static final String OFF = "off";

  ZonedDateTime startOn(LocalDate day, ZoneId zone) {
    return day.atTime(starts).atZone(zone);
  }

  ZonedDateTime endOf(LocalDate day, ZoneId zone) {
    return (ends.isAfter(starts) ? day : day.plusDays(1)).atTime(ends).atZone(zone);
  }
}
