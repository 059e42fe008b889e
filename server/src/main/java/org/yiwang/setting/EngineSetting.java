package org.yiwang.setting;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import org.yiwang.engine.Places;
import org.yiwang.engine.RuleSet;
import org.yiwang.engine.Setting;
import org.yiwang.engine.WorkCalendar;
import org.yiwang.platform.Settings;
import org.yiwang.territory.Areas;
import org.yiwang.territory.AreasChanged;
import org.yiwang.tracks.Tracks;

/**
 * The setting in which rules are judged, made from the installation's data. The calendar in which
 * time limits are counted is {@value #WORKING_HOURS}; a track's {@code calendars.yaml} may have
 * more, each under its name.
 */
@Component
public class EngineSetting {
  /** Name that rules call the working calendar of the installation. */
  public static final String WORKING_HOURS = "working-hours";

  private static final List<String> LEVELS =
      List.of("city", "district", "street", "community", "grid");

  private final Map<String, CalendarFile> calendars = new TreeMap<>();
  private final Zones zones;
  private final Areas areas;
  private final Baselines baselines;
  private final KeptNames kept;
  private final Clock clock;
  private final Settings settings;
  private final ApplicationEventPublisher events;

  EngineSetting(
      Tracks tracks,
      Zones zones,
      Areas areas,
      Baselines baselines,
      KeptNames kept,
      Clock clock,
      Settings settings,
      ApplicationEventPublisher events) {
    this.zones = zones;
    this.areas = areas;
    this.baselines = baselines;
    this.kept = kept;
    this.clock = clock;
    this.settings = settings;
    this.events = events;
    tracks
        .read("calendar.yaml", CalendarFile.class)
        .values()
        .forEach(file -> calendars.put(WORKING_HOURS, file));
    tracks
        .read("calendars.yaml", CalendarFile.Named.class)
        .values()
        .forEach(file ->
            file.calendars()
                .forEach((name, one) -> {
                  if (calendars.put(name, one) != null) {
                    throw new IllegalStateException("there are two calendars '" + name + "'");
                  }
                }));
  }

  /** Calendars, places and zones as they are today, without what is usual. */
  public Setting plain() {
    return Setting.of(settings.zone())
        .withCalendars(workCalendars(calendars))
        .withPlaces(places(areas.today()))
        .withZones(zones.today());
  }

  private static Map<String, WorkCalendar> workCalendars(Map<String, CalendarFile> files) {
    var all = new TreeMap<String, WorkCalendar>();
    files.forEach((name, file) -> all.put(name, file.calendar()));
    return all;
  }

  /** All that some rules could refer to on a day of the past. */
  Setting of(RuleSet rules, int baseline, KeptNames.Names names, LocalDate day) {
    return Setting.of(settings.zone())
        .withCalendars(workCalendars(names.calendars()))
        .withPlaces(places(day))
        .withZones(zones.of(names.zones(), day))
        .withBaselines(baselines.of(baseline, rules.propertiesWithBaselines()));
  }

  /** Calendars and zones as the tracks have them now. */
  KeptNames.Names names(Instant at) {
    return new KeptNames.Names(at, calendars, zones.shapes());
  }

  @EventListener(ApplicationReadyEvent.class)
  void keep() {
    if (!settings.tool()) {
      kept.keep(names(clock.instant()));
    }
  }

  /**
   * All that some rules may refer to.
   *
   * @param baseline version of the baselines; see {@link Baselines#newest}
   */
  public Setting of(RuleSet rules, int baseline) {
    return plain().withBaselines(baselines.of(baseline, rules.propertiesWithBaselines()));
  }

  /** Number of the newest version of the baselines; 0 before the first. */
  public int newestBaseline() {
    return baselines.newest();
  }

  /** The areas of a day. */
  Places places(LocalDate day) {
    var levels = new TreeMap<String, String>();
    areas.listAll(day).forEach(area -> levels.put(area.path(), area.level()));
    return new Places(levels, LEVELS);
  }

  @TransactionalEventListener(fallbackExecution = true)
  void on(AreasChanged changed) {
    events.publishEvent(new SettingChanged());
  }
}
