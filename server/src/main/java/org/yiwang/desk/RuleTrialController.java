package org.yiwang.desk;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.yiwang.detection.RuleChecks;
import org.yiwang.detection.RuleTrials;
import org.yiwang.engine.Watched;
import org.yiwang.platform.Caller;
import org.yiwang.platform.Given;
import org.yiwang.platform.Needs;
import org.yiwang.platform.Settings;
import org.yiwang.rules.RuleBook;
import org.yiwang.setting.PastSetting;

/** Rules tried on past readings before they are armed. */
@RestController
@RequestMapping("/api/v1/trials")
class RuleTrialController {
  private static final Duration LONGEST = Duration.ofDays(400);

  /**
   * What is to be tried.
   *
   * @param text the rule, which need not be kept yet
   * @param from first moment
   * @param to moment after the last
   * @param compareWith version of the same rule to run beside it, or null
   */
  record Wish(
      @Nullable String text,
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable Integer compareWith) {}

  /** Episodes of one day, of the rule and of the one beside it. */
  record Day(LocalDate day, int ours, int other) {}

  /**
   * What a trial took.
   *
   * @param used by which calendars, zones, areas and baselines was judged
   */
  record Effort(
      long readings, long judged, long cpuMillis, List<String> problems, PastSetting.Used used) {}

  /**
   * A trial.
   *
   * @param text of the rule, as it was tried
   * @param by who asked for it
   * @param state {@code running}, {@code done}, {@code stopped}, {@code failed} or {@code
   *     interrupted} by the end of the program
   * @param progress share of the period that is judged, 0 to 1
   * @param watched what the rule looks at, to draw the readings around an episode
   */
  record TrialView(
      long id,
      String rule,
      String text,
      Instant from,
      Instant to,
      @Nullable Integer compareWith,
      String by,
      Instant startedAt,
      String state,
      double progress,
      boolean compared,
      List<Watched> watched,
      @Nullable Effort effort,
      List<Day> days,
      RuleViews.@Nullable Beside found) {}

  private final RuleTrials trials;
  private final RuleBook book;
  private final RuleChecks checks;
  private final RuleViews views;
  private final Settings settings;

  RuleTrialController(
      RuleTrials trials, RuleBook book, RuleChecks checks, RuleViews views, Settings settings) {
    this.trials = trials;
    this.book = book;
    this.checks = checks;
    this.views = views;
    this.settings = settings;
  }

  @Needs("rule.write")
  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  TrialView start(@RequestBody Wish wish, Caller caller) {
    var from = Given.required("from", wish.from());
    var to = Given.required("to", wish.to());
    Given.period(from, to, LONGEST);
    var reading = checks.check(book.read(Given.required("text", wish.text())));
    var rule = reading.require();
    checks.requireThere(rule, "rule.write", caller);
    var other =
        wish.compareWith() == null
            ? null
            : checks.check(book.read(book.version(rule.id(), wish.compareWith()).text()));
    if (other != null) {
      checks.requireThere(other.require(), "rule.write", caller);
    }
    var asked =
        new RuleTrials.Asked(
            Given.required("text", wish.text()),
            rule,
            Given.required("text", reading.ruleSet()),
            wish.compareWith(),
            other == null ? null : other.rule(),
            other == null ? null : other.ruleSet(),
            from,
            to);
    return view(trials.start(asked, caller), caller);
  }

  @Needs("rule.write")
  @GetMapping("/{id}")
  TrialView get(@PathVariable long id, Caller caller) {
    return view(trials.get(id, caller), caller);
  }

  @Needs("rule.write")
  @DeleteMapping("/{id}")
  TrialView stop(@PathVariable long id, Caller caller) {
    return view(trials.stop(id, caller), caller);
  }

  private TrialView view(RuleTrials.Seen trial, Caller caller) {
    var ours = trial.ours();
    var others = trial.others();
    var beside =
        ours == null
            ? null
            : views.beside(
                ours.episodes(),
                others == null ? List.of() : others.episodes(),
                trial.from(),
                trial.to(),
                caller);
    return new TrialView(
        trial.id(),
        trial.rule(),
        trial.text(),
        trial.from(),
        trial.to(),
        trial.compareWith(),
        trial.by(),
        trial.startedAt(),
        trial.state(),
        trial.progress(),
        trial.compareWith() != null,
        trial.watched(),
        ours == null
            ? null
            : new Effort(
                ours.readings(), ours.judged(), ours.cpuMillis(), ours.problems(), ours.used()),
        beside == null ? List.of() : days(beside.episodes()),
        beside);
  }

  private List<Day> days(List<RuleViews.EpisodeView> episodes) {
    var days = new TreeMap<LocalDate, Day>();
    for (var episode : episodes) {
      var day = LocalDate.ofInstant(episode.start(), settings.zone());
      var isOurs = !"other".equals(episode.in());
      var isOther = !"ours".equals(episode.in());
      days.merge(
          day,
          new Day(day, isOurs ? 1 : 0, isOther ? 1 : 0),
          (a, b) -> new Day(day, a.ours() + b.ours(), a.other() + b.other()));
    }
    return List.copyOf(days.values());
  }
}
