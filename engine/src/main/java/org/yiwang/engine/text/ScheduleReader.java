package org.yiwang.engine.text;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yiwang.engine.condition.Schedule;

/** Reads {@code {calendar: name}} or {@code {from: "22:00", to: "06:00", days: [...], zone}}. */
final class ScheduleReader {
  private static final List<String> DAYS =
      List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");

  private ScheduleReader() {}

  static Schedule read(Part part) {
    var fields = part.fields(Set.of("calendar", "from", "to", "days", "zone"));
    var calendar = fields.get("calendar");
    if (calendar != null) {
      if (fields.size() > 1) {
        throw part.broken("a calendar and a span at once", "keep one, or join two by all:");
      }
      return new Schedule(calendar.text(), 0, 0, Set.of(), null);
    }
    var days = EnumSet.allOf(DayOfWeek.class);
    if (fields.containsKey("days")) {
      days.clear();
      fields.get("days").items().forEach(day -> days.add(day(day)));
    }
    return new Schedule(
        null,
        minute(part.required(fields, "from")),
        minute(part.required(fields, "to")),
        days,
        zone(fields.get("zone")));
  }

  private static DayOfWeek day(Part part) {
    var text = part.text().toLowerCase(Locale.ROOT);
    int index = DAYS.indexOf(text);
    if (index < 0) {
      throw part.broken("'" + text + "' is not a day", Closest.suggestion(text, DAYS));
    }
    return DayOfWeek.of(index + 1);
  }

  private static int minute(Part part) {
    try {
      return LocalTime.parse(part.text()).toSecondOfDay() / 60;
    } catch (DateTimeException e) {
      throw part.broken("'" + part.text() + "' is not a time of day", "write it like \"08:30\"");
    }
  }

  private static @Nullable ZoneId zone(@Nullable Part part) {
    if (part == null) {
      return null;
    }
    try {
      return ZoneId.of(part.text());
    } catch (DateTimeException e) {
      throw part.broken("'" + part.text() + "' is no time zone", "write it like Asia/Shanghai");
    }
  }
}
