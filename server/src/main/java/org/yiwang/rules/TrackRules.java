package org.yiwang.rules;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.yiwang.engine.RuleSet;
import org.yiwang.engine.RuleSource;
import org.yiwang.tracks.Tracks;

/**
 * The rules that track packages bring. A new version of a package arms its rules, but for those for
 * which the city has decided otherwise: there it is only entered in the book, and offered.
 */
@Component
class TrackRules {
  private final Tracks tracks;
  private final List<RuleSource> preambles = new ArrayList<>();

  TrackRules(Tracks tracks) {
    this.tracks = tracks;
    var files = tracks.texts("rules.yaml");
    // A file with an error stops the start, with file, line and reason.
    RuleSet.parse(
        files.entrySet().stream()
            .map(file -> new RuleSource(file.getKey(), file.getValue()))
            .toList());
    files.forEach((name, text) ->
        RuleText.preamble(text).ifPresent(rest -> preambles.add(new RuleSource(name, rest))));
  }

  /** What the rule files say beside their rules. */
  List<RuleSource> preambles() {
    return preambles;
  }

  /** Enters what is new into the book. */
  void enter(RuleBookStore store, Instant now) {
    store.lock();
    var brought = new HashSet<String>();
    for (var track : tracks.list()) {
      var text = tracks.texts("rules.yaml").get(track.id() + "/rules.yaml");
      if (text != null) {
        var author = track.id() + " " + track.version();
        for (var rule : RuleText.split(text)) {
          brought.add(rule.id().orElseThrow());
          enter(store, track.id(), author, rule, now);
        }
      }
    }
    for (var standing : store.standings()) {
      if (standing.track() != null
          && !brought.contains(standing.rule())
          && standing.armedByTrack()) {
        var change =
            store.note(
                now,
                standing.rule(),
                "disarmed",
                0,
                standing.track(),
                "the track has it no longer");
        store.put(
            new Standing(
                standing.rule(),
                standing.track(),
                null,
                false,
                standing.shadow(),
                standing.shadowSince(),
                standing.waiting(),
                change));
      }
    }
  }

  private static void enter(
      RuleBookStore store, String track, String author, RuleText rule, Instant now) {
    var id = rule.id().orElseThrow();
    var versions = store.versions(id);
    var known = versions.stream().filter(version -> version.track() != null).findFirst();
    var isKnown = known.isPresent() && isSame(rule, new RuleText(known.get().text()));
    var standing = store.find(id, true);
    if (isKnown && standing.isPresent()) {
      return;
    }
    var own = Integer.parseInt(rule.version());
    var newest = versions.isEmpty() ? 0 : versions.getFirst().version();
    var number = own > newest ? own : newest + 1;
    store.add(new RuleVersion(id, number, rule.withVersion(number).text(), track, "", author, now));
    var arms = standing.isEmpty() || standing.get().armedByTrack();
    var change = store.note(now, id, arms ? "armed" : "offered", number, author, "");
    var before = standing.orElse(new Standing(id, track, null, true, null, null, null, 0));
    store.put(
        new Standing(
            id,
            track,
            arms ? Integer.valueOf(number) : before.armed(),
            arms,
            before.shadow(),
            before.shadowSince(),
            before.waiting(),
            change));
  }

  /** Whether two texts are the same but for their version. */
  private static boolean isSame(RuleText one, RuleText other) {
    return Objects.equals(one.withVersion(0).text(), other.withVersion(0).text());
  }
}
