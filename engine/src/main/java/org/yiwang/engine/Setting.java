package org.yiwang.engine;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/**
 * What rules refer to by name, beside the readings: data of the installation, unchanging while an
 * engine runs.
 *
 * @param zone for schedules that name none
 * @param calendars by name
 * @param places which areas there are
 */
public record Setting(ZoneId zone, Map<String, WorkCalendar> calendars, Places places) {
  /** The levels of areas from the city down. */
  private static final List<String> LEVELS =
      List.of("city", "district", "street", "community", "grid");

  public Setting {
    calendars = Map.copyOf(calendars);
  }

  /** No names, and the clock of Greenwich. */
  public static Setting none() {
    return new Setting(ZoneOffset.UTC, Map.of(), new Places(Map.of(), LEVELS));
  }
}
