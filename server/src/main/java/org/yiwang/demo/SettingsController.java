package org.yiwang.demo;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.yiwang.platform.Needs;
import org.yiwang.platform.ScaledClock;
import org.yiwang.platform.Settings;
import org.yiwang.platform.Text;
import org.yiwang.platform.Texts;
import org.yiwang.territory.Areas;

/** What a screen must know before anyone is signed in. */
@RestController
class SettingsController {
  record ClockView(Instant now, double speed, double wanted) {}

  record Root(String code, String name) {}

  record Centre(double lon, double lat) {}

  record SettingsView(
      Text name,
      String version,
      boolean demo,
      ClockView clock,
      String zone,
      Centre centre,
      double[] bounds,
      @Nullable String tiles,
      @Nullable Root root,
      List<DemoDistrict.Login> logins) {}

  private static final double[] CHINA = {73.5, 18.1, 135.1, 53.6};

  private final Settings settings;
  private final Areas areas;
  private final DemoDistrict demo;
  private final Clock clock;

  SettingsController(Settings settings, Areas areas, DemoDistrict demo, Clock clock) {
    this.settings = settings;
    this.areas = areas;
    this.demo = demo;
    this.clock = clock;
  }

  private ClockView clockView() {
    return clock instanceof ScaledClock scaled
        ? new ClockView(scaled.instant(), scaled.pace(), scaled.speed())
        : new ClockView(clock.instant(), 1, 1);
  }

  @Needs(Needs.NOTHING)
  @GetMapping("/api/v1/settings")
  SettingsView get() {
    var today = areas.today();
    var root = areas.listRoots(today).stream().findFirst();
    // A city with a single district shows that district first.
    var shown =
        root.map(city -> areas.listChildren(city.code(), today))
            .filter(children -> children.size() == 1)
            .map(List::getFirst)
            .or(() -> root);
    var bounds =
        shown
            .flatMap(area -> areas.findBounds(area.code(), today))
            .map(b -> new double[] {b.west(), b.south(), b.east(), b.north()})
            .orElse(CHINA);
    return new SettingsView(
        Texts.of("app.name"),
        "0.1.0",
        settings.demo() != null,
        clockView(),
        clock.getZone().getId(),
        new Centre((bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2),
        bounds,
        settings.tiles(),
        shown.map(area -> new Root(area.code(), area.name())).orElse(null),
        demo.logins());
  }
}
