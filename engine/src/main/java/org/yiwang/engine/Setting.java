package org.yiwang.engine;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/**
 * What rules refer to beside the readings: data of the installation, unchanging while an engine
 * runs.
 *
 * @param clock for schedules that name no time zone
 * @param calendars by name
 * @param places which areas there are
 * @param zones by name
 * @param baselines what is usual, by the id of the series
 */
public record Setting(
    ZoneId clock,
    Map<String, WorkCalendar> calendars,
    Places places,
    Map<String, Zone> zones,
    Map<Integer, Baseline> baselines) {
  /** The levels of areas from the city down. */
  private static final List<String> LEVELS =
      List.of("city", "district", "street", "community", "grid");

  public Setting {
    calendars = Map.copyOf(calendars);
    zones = Map.copyOf(zones);
    baselines = Map.copyOf(baselines);
  }

  /** No names, and the clock of Greenwich. */
  public static Setting none() {
    return of(ZoneOffset.UTC);
  }

  /** No names, and areas that lie in each other as city, district, street, community, grid. */
  public static Setting of(ZoneId clock) {
    return new Setting(clock, Map.of(), new Places(Map.of(), LEVELS), Map.of(), Map.of());
  }

  public Setting withCalendars(Map<String, WorkCalendar> others) {
    return new Setting(clock, others, places, zones, baselines);
  }

  public Setting withPlaces(Places others) {
    return new Setting(clock, calendars, others, zones, baselines);
  }

  public Setting withZones(Map<String, Zone> others) {
    return new Setting(clock, calendars, places, others, baselines);
  }

  public Setting withBaselines(Map<Integer, Baseline> others) {
    return new Setting(clock, calendars, places, zones, others);
  }
}
