package org.yiwang.setting;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.yiwang.engine.Baseline;
import org.yiwang.intake.PastReadings;
import org.yiwang.platform.Deadlines;
import org.yiwang.platform.Settings;
import org.yiwang.registry.Datastream;
import org.yiwang.registry.Datastreams;
import org.yiwang.setting.BaselineStore.Week;
import org.yiwang.tracks.Tracks;

/**
 * What is usual of each datastream that a rule asks it of, learnt anew every night from the whole
 * weeks before the day. The same readings give the same version; what a version says never changes.
 */
@Component
public class Baselines {
  private static final Logger log = LoggerFactory.getLogger(Baselines.class);
  private static final String KIND = "baselines";
  private static final LocalTime BY_NIGHT = LocalTime.of(3, 10);
  private static final Duration SOON = Duration.ofMinutes(2);
  private static final Duration WEEK = Duration.ofDays(7);
  static final int HOURS = 168;

  private final BaselineStore store;
  private final PastReadings readings;
  private final Datastreams datastreams;
  private final Deadlines deadlines;
  private final ApplicationEventPublisher events;
  private final Clock clock;
  private final Settings settings;
  private final BaselineFile file;

  /** Properties that rules have asked for since the start. */
  private final Set<String> wanted = ConcurrentHashMap.newKeySet();

  Baselines(
      BaselineStore store,
      PastReadings readings,
      Datastreams datastreams,
      Deadlines deadlines,
      ApplicationEventPublisher events,
      Clock clock,
      Settings settings,
      Tracks tracks) {
    this.store = store;
    this.readings = readings;
    this.datastreams = datastreams;
    this.deadlines = deadlines;
    this.events = events;
    this.clock = clock;
    this.settings = settings;
    this.file =
        tracks.read("baselines.yaml", BaselineFile.class).values().stream()
            .reduce((first, last) -> last)
            .orElse(BaselineFile.USUAL);
    deadlines.on(
        KIND,
        key -> {
          learn();
          setNext();
        });
  }

  @EventListener(ApplicationReadyEvent.class)
  void setNext() {
    if (!settings.tool()) {
      var today = LocalDate.ofInstant(clock.instant(), settings.zone());
      var night = today.atTime(BY_NIGHT).atZone(settings.zone());
      set((night.toInstant().isAfter(clock.instant()) ? night : night.plusDays(1)).toInstant());
    }
  }

  /** One entry a moment: a restart in between adds none for the same night. */
  private void set(Instant at) {
    deadlines.set(KIND, at.toString(), at);
  }

  /** Number of the newest version; 0 before the first. */
  public int newest() {
    return store.newest();
  }

  /** Number of the version in force at a moment; of those kept the oldest, where it is before. */
  int at(Instant moment) {
    var kept = store.madeAt();
    return kept.entrySet().stream()
        .filter(one -> !one.getValue().isAfter(moment))
        .map(Map.Entry::getKey)
        .reduce((earlier, later) -> later)
        .orElseGet(() -> kept.isEmpty() ? 0 : kept.firstKey());
  }

  /** When each version that is kept took force. */
  Map<Integer, Instant> madeAt() {
    return store.madeAt();
  }

  /**
   * The baselines of a version, by datastream, of the properties that rules ask for. Properties
   * nobody asked for so far are learnt soon, and are in the next version.
   */
  Map<Integer, Baseline> of(int version, Collection<String> properties) {
    var isMore = wanted.addAll(properties);
    var found =
        properties.isEmpty()
            ? Map.<Integer, Baseline>of()
            : store.load(version, with(properties).stream().map(Datastream::id).toList());
    if (isMore && found.isEmpty() && !settings.tool()) {
      set(clock.instant().plus(SOON));
    }
    return found;
  }

  /**
   * Learns a new version from the weeks before today.
   *
   * @return its number; 0 where no rule asks for any
   */
  public synchronized int learn() {
    var some = with(wanted).stream().mapToInt(Datastream::id).toArray();
    if (some.length == 0) {
      return 0;
    }
    var today = LocalDate.ofInstant(clock.instant(), settings.zone());
    var from = today.minusWeeks(file.weeks());
    var weeks = learn(from, today, some);
    var version =
        store.put(
            from, today, settings.zone(), file.least(), file.weeksKept(), weeks, clock.instant());
    log.info("Baselines {} are learnt: {} datastreams of {}", version, weeks.size(), some.length);
    events.publishEvent(new SettingChanged());
    return version;
  }

  /** Hour by hour of the week, over all weeks: each reading is read once. */
  private Map<Integer, Week> learn(LocalDate from, LocalDate until, int[] some) {
    var weeks = new TreeMap<Integer, Week>();
    var readings168 = new HourOfWeek();
    var zone = settings.zone();
    for (var day = 0; day < 7; day++) {
      for (var hour = 0; hour < 24; hour++) {
        for (var week = 0; week < file.weeks(); week++) {
          add(readings168, from.plusDays(7L * week + day), hour, zone, some);
        }
        var place = (from.plusDays(day).getDayOfWeek().getValue() - 1) * 24 + hour;
        readings168.tell(
            file.least(),
            (datastream, median, spread) -> {
              var week = weeks.computeIfAbsent(datastream, id -> Week.unknown());
              week.median()[place] = median;
              week.spread()[place] = spread;
            });
      }
    }
    return weeks;
  }

  /**
   * By the clock on the wall, as the engine asks: on a day it is put back, an hour counts twice.
   */
  private void add(HourOfWeek into, LocalDate day, int hour, ZoneId zone, int[] some) {
    var start = day.atStartOfDay(zone);
    for (var at = start; at.toLocalDate().equals(day); at = at.plusHours(1)) {
      if (at.getHour() == hour) {
        readings.scan(
            at.toInstant(),
            at.plusHours(1).toInstant(),
            some,
            (series, times, values, size) -> into.add(series, values, size));
      }
    }
  }

  private java.util.List<Datastream> with(Collection<String> properties) {
    return datastreams.list().stream().filter(one -> properties.contains(one.property())).toList();
  }
}
