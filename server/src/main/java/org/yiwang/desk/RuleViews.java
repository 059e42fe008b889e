package org.yiwang.desk;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yiwang.detection.Episodes;
import org.yiwang.detection.Episodes.Episode;
import org.yiwang.engine.Rule;
import org.yiwang.platform.Caller;
import org.yiwang.platform.Text;
import org.yiwang.registry.Kind;
import org.yiwang.registry.Kinds;
import org.yiwang.registry.Subject;
import org.yiwang.registry.Subjects;
import org.yiwang.rules.ArmedRules;
import org.yiwang.rules.RuleBook;
import org.yiwang.rules.RuleChange;
import org.yiwang.rules.RuleVersion;
import org.yiwang.rules.Standing;
import org.yiwang.territory.Areas;

/** Rules and their episodes in the form that the screens get them. */
@Component
class RuleViews {
  private static final Duration WEEK = Duration.ofDays(7);

  /** What waits for a second person; version 0 asks for the rule to be disarmed. */
  record WaitingView(int version, String by, boolean mine) {}

  /**
   * A row of the list of rules.
   *
   * @param version the armed version, or the newest where none is armed
   * @param week episodes that began in the last seven days
   * @param shadowWeek those the shadow would have raised
   * @param seen to be sent back with a change
   */
  record RuleView(
      String id,
      int version,
      Text name,
      String subjectKind,
      Text kindName,
      String about,
      List<String> levels,
      @Nullable String track,
      @Nullable Integer armed,
      @Nullable Integer shadow,
      @Nullable Instant shadowSince,
      @Nullable WaitingView waiting,
      int newest,
      int week,
      int shadowWeek,
      long seen) {}

  /** A rule with all its versions and what happened to it, newest first. */
  record RuleDetail(
      RuleView rule, List<RuleVersion> versions, List<RuleChange> changes, boolean twoPersons) {}

  /** A subject by code and name. */
  record SubjectRef(long id, String code, String name) {}

  /**
   * One episode.
   *
   * @param subject it is about; the one that tipped the scales, where the rule judges areas
   * @param area where it is; what it is about, where the rule judges areas
   * @param in {@code both}, {@code ours} or {@code other} of two runs that are compared; null where
   *     there is but one
   */
  record EpisodeView(
      String key,
      SubjectRef subject,
      @Nullable String device,
      Views.AreaRef area,
      boolean aboutArea,
      String level,
      Instant start,
      @Nullable Instant end,
      @Nullable String in) {}

  /** What a shadow would have raised beside what was raised; only so far as the caller may see. */
  record Beside(
      Instant from, Instant to, int both, int ours, int other, List<EpisodeView> episodes) {}

  private final RuleBook book;
  private final Episodes episodes;
  private final Subjects subjects;
  private final Kinds kinds;
  private final Views views;
  private final Clock clock;

  RuleViews(
      RuleBook book, Episodes episodes, Subjects subjects, Kinds kinds, Views views, Clock clock) {
    this.book = book;
    this.episodes = episodes;
    this.subjects = subjects;
    this.kinds = kinds;
    this.views = views;
    this.clock = clock;
  }

  List<RuleView> list(Caller caller) {
    var counts = episodes.counts(clock.instant(), WEEK);
    return book.standings().stream().map(standing -> of(standing, counts, caller)).toList();
  }

  RuleDetail detail(String rule, Caller caller) {
    var counts = episodes.counts(clock.instant(), WEEK);
    return new RuleDetail(
        of(book.get(rule), counts, caller),
        book.versions(rule),
        book.changes(rule),
        book.needsTwoPersons());
  }

  private RuleView of(Standing standing, Map<String, Integer> counts, Caller caller) {
    var id = standing.rule();
    var newest = book.versions(id).getFirst();
    var shown = standing.armed() == null ? newest : book.version(id, standing.armed());
    var rule = book.read(shown.text()).rule();
    var waiting = standing.waiting();
    return new RuleView(
        id,
        shown.version(),
        rule == null ? Text.of(id) : new Text(rule.name().zh(), rule.name().en()),
        rule == null ? "" : rule.subjectKind(),
        rule == null ? Text.of("") : kindName(rule.subjectKind()),
        rule == null ? "" : rule.about().name().toLowerCase(java.util.Locale.ROOT),
        rule == null ? List.of() : levels(rule),
        standing.track(),
        standing.armed(),
        standing.shadow(),
        standing.shadowSince(),
        waiting == null
            ? null
            : new WaitingView(
                waiting.version(),
                waiting.name(),
                waiting.byKind().equals(caller.kind()) && waiting.by() == caller.id()),
        newest.version(),
        counts.getOrDefault(id, 0),
        counts.getOrDefault(ArmedRules.shadowOf(id), 0),
        standing.lastChange());
  }

  private Text kindName(String kind) {
    return kinds.find(kind).map(Kind::name).orElse(Text.of(kind));
  }

  static List<String> levels(Rule rule) {
    return rule.levels().keySet().stream().map(Enum::name).sorted().toList();
  }

  Beside beside(String rule, Instant from, Instant to, Caller caller) {
    return beside(
        episodes.shadowed(rule, from, to), episodes.raised(rule, from, to), from, to, caller);
  }

  /** Two runs side by side: an episode about the same, at a time they share, is in both. */
  Beside beside(List<Episode> ours, List<Episode> others, Instant from, Instant to, Caller caller) {
    var known = new HashMap<Long, Subject>();
    var seen = new ArrayList<EpisodeView>();
    for (var episode : ours) {
      var in = others.stream().anyMatch(episode::meets) ? "both" : "ours";
      addIfMaySee(seen, episode, in, known, caller);
    }
    for (var episode : others) {
      if (ours.stream().noneMatch(episode::meets)) {
        addIfMaySee(seen, episode, "other", known, caller);
      }
    }
    seen.sort(java.util.Comparator.comparing(EpisodeView::start).thenComparing(EpisodeView::key));
    return new Beside(
        from, to, count(seen, "both"), count(seen, "ours"), count(seen, "other"), seen);
  }

  private static int count(Collection<EpisodeView> episodes, String in) {
    return (int) episodes.stream().filter(e -> in.equals(e.in())).count();
  }

  private void addIfMaySee(
      List<EpisodeView> seen, Episode episode, String in, Map<Long, Subject> known, Caller caller) {
    var subject = known.computeIfAbsent(episode.subject(), subjects::get);
    var path = episode.area() == null ? subject.areaPath() : episode.area();
    if (caller.has("warning.read", path, null)) {
      seen.add(
          new EpisodeView(
              episode.key(),
              new SubjectRef(subject.id(), subject.code(), subject.name()),
              episode.device(),
              views.area(episode.area() == null ? subject.area() : Areas.codeOf(episode.area())),
              episode.area() != null,
              episode.level(),
              episode.start(),
              episode.end(),
              in));
    }
  }
}
