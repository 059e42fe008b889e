package org.yiwang.desk;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.yiwang.people.People;
import org.yiwang.plan.Plan;
import org.yiwang.plan.Plans;
import org.yiwang.platform.Needs;
import org.yiwang.platform.Page;
import org.yiwang.platform.Text;
import org.yiwang.registry.Kinds;
import org.yiwang.tracks.Tracks;

/** What is installed: tracks with their plans and texts. */
@RestController
@RequestMapping("/api/v1")
class CatalogueController {
  record TrackView(String id, int version, Text name, Text sector) {}

  private final Tracks tracks;
  private final Plans plans;
  private final Kinds kinds;
  private final People people;

  CatalogueController(Tracks tracks, Plans plans, Kinds kinds, People people) {
    this.tracks = tracks;
    this.plans = plans;
    this.kinds = kinds;
    this.people = people;
  }

  @Needs(Needs.SIGN_IN)
  @GetMapping("/tracks")
  Page<TrackView> tracks() {
    return Page.of(
        tracks.list().stream()
            .map(track -> new TrackView(track.id(), track.version(), track.name(), track.sector()))
            .toList());
  }

  @Needs("plan.read")
  @GetMapping("/plans")
  List<Plan> plans() {
    return plans.list();
  }

  /** Words that tracks and the city's own lists add to the screens: key to text, by language. */
  @Needs(Needs.NOTHING)
  @GetMapping("/texts")
  Map<String, Map<String, String>> texts() {
    var zh = new TreeMap<String, String>();
    var en = new TreeMap<String, String>();
    for (var track : tracks.list()) {
      zh.put("track." + track.id(), track.name().zh());
      en.put("track." + track.id(), track.name().en());
    }
    kinds
        .listProperties()
        .forEach(property -> {
          zh.put("property." + property.code(), property.name().zh());
          en.put("property." + property.code(), property.name().en());
        });
    people
        .skills()
        .forEach((code, skill) -> {
          zh.put("skill." + code, skill.name().zh());
          en.put("skill." + code, skill.name().en());
        });
    return Map.of("zh", zh, "en", en);
  }
}
