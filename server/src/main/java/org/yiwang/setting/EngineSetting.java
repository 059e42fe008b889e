package org.yiwang.setting;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.context.ApplicationEventPublisher;
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

  private final Map<String, WorkCalendar> calendars = new TreeMap<>();
  private final Zones zones;
  private final Areas areas;
  private final Baselines baselines;
  private final Settings settings;
  private final ApplicationEventPublisher events;

  EngineSetting(
      Tracks tracks,
      Zones zones,
      Areas areas,
      Baselines baselines,
      Settings settings,
      ApplicationEventPublisher events) {
    this.zones = zones;
    this.areas = areas;
    this.baselines = baselines;
    this.settings = settings;
    this.events = events;
    tracks
        .read("calendar.yaml", CalendarFile.class)
        .values()
        .forEach(file -> calendars.put(WORKING_HOURS, file.calendar()));
    tracks
        .read("calendars.yaml", CalendarFile.Named.class)
        .values()
        .forEach(file ->
            file.calendars()
                .forEach((name, one) -> {
                  if (calendars.put(name, one.calendar()) != null) {
                    throw new IllegalStateException("there are two calendars '" + name + "'");
                  }
                }));
  }

  /** Calendars, places and zones as they are today, without what is usual. */
  public Setting plain() {
    return Setting.of(settings.zone())
        .withCalendars(calendars)
        .withPlaces(places())
        .withZones(zones.today());
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

  private Places places() {
    var levels = new TreeMap<String, String>();
    areas.listAll(areas.today()).forEach(area -> levels.put(area.path(), area.level()));
    return new Places(levels, LEVELS);
  }

  @TransactionalEventListener(fallbackExecution = true)
  void on(AreasChanged changed) {
    events.publishEvent(new SettingChanged());
  }
}
