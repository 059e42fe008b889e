package org.yiwang.engine;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;

/**
 * What rules refer to by name, beside the readings: data of the installation, unchanging while an
 * engine runs.
 *
 * @param zone for schedules that name none
 * @param calendars by name
 */
public record Setting(ZoneId zone, Map<String, WorkCalendar> calendars) {

  public Setting {
    calendars = Map.copyOf(calendars);
  }

  /** No names, and the clock of Greenwich. */
  public static Setting none() {
    return new Setting(ZoneOffset.UTC, Map.of());
  }
}
