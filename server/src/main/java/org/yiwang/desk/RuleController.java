package org.yiwang.desk;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.yiwang.detection.RuleChecks;
import org.yiwang.detection.RuleHindsight;
import org.yiwang.engine.About;
import org.yiwang.engine.Explanation;
import org.yiwang.engine.Level;
import org.yiwang.engine.Rule;
import org.yiwang.engine.Trace;
import org.yiwang.engine.Watched;
import org.yiwang.platform.Caller;
import org.yiwang.platform.Given;
import org.yiwang.platform.Needs;
import org.yiwang.platform.Page;
import org.yiwang.platform.Refused;
import org.yiwang.platform.Text;
import org.yiwang.rules.RuleBook;
import org.yiwang.rules.RuleReading;
import org.yiwang.rules.RuleVersion;
import org.yiwang.setting.PastSetting;

/** The rule book: read, written, tried in the shadow, armed and disarmed. */
@RestController
@RequestMapping("/api/v1/rules")
class RuleController {
  private static final Duration LONGEST = Duration.ofDays(92);

  /** A text that may be a rule. */
  record Draft(String text, @Nullable String note) {
    Draft {
      Given.required("text", text);
    }
  }

  /** What is wrong with a text, and what it is where nothing is. */
  record Checked(@Nullable Summary rule, List<Fault> errors) {
    record Summary(
        String id,
        Text name,
        String subjectKind,
        List<String> levels,
        int subjects,
        List<Watched> watched) {}

    record Fault(int line, int column, String field, String reason, String suggestion) {}
  }

  /**
   * Why a rule did, or did not, see anything at a moment.
   *
   * @param level of the episode at that moment; null where none is open
   * @param used by which calendars, zones, areas and baselines was judged
   */
  record Explained(
      String rule,
      int ruleVersion,
      int subject,
      long timeMillis,
      boolean reachable,
      @Nullable Level level,
      Trace trace,
      PastSetting.Used used) {
    static Explained of(Explanation why, PastSetting.Used used) {
      return new Explained(
          why.rule(),
          why.ruleVersion(),
          why.subject(),
          why.timeMillis(),
          why.reachable(),
          why.level(),
          why.trace(),
          used);
    }
  }

  /**
   * A decision on a rule.
   *
   * @param version it is about; not needed to disarm, approve or refuse
   * @param seen number of the last change that the decider saw
   */
  record Decision(@Nullable Integer version, @Nullable String reason, @Nullable Long seen) {
    int requireVersion() {
      return Given.required("version", version);
    }

    long requireSeen() {
      return Given.required("seen", seen);
    }

    String said() {
      return reason == null ? "" : reason.strip();
    }

    /** A rule that no longer watches over people is disarmed for a reason that can be read. */
    String requireReason() {
      return Given.required("reason", said().isEmpty() ? null : said());
    }
  }

  private final RuleBook book;
  private final RuleChecks checks;
  private final RuleHindsight hindsight;
  private final RuleViews views;
  private final Scope scope;
  private final Clock clock;

  RuleController(
      RuleBook book,
      RuleChecks checks,
      RuleHindsight hindsight,
      RuleViews views,
      Scope scope,
      Clock clock) {
    this.book = book;
    this.checks = checks;
    this.hindsight = hindsight;
    this.scope = scope;
    this.views = views;
    this.clock = clock;
  }

  @Needs("rule.read")
  @GetMapping
  Page<RuleViews.RuleView> list(Caller caller) {
    return Page.of(views.list(caller));
  }

  @Needs("rule.read")
  @GetMapping("/{rule}")
  RuleViews.RuleDetail get(@PathVariable String rule, Caller caller) {
    return views.detail(rule, caller);
  }

  /** Why a rule did, or did not, see anything at a moment. */
  @Needs("rule.read")
  @GetMapping("/{rule}/explain")
  Explained explain(
      @PathVariable String rule,
      @RequestParam long subject,
      @RequestParam @Nullable String device,
      @RequestParam @Nullable String area,
      @RequestParam Instant at,
      @RequestParam @Nullable Integer version,
      Caller caller) {
    var asked = version == null ? standing(rule) : book.read(book.version(rule, version).text());
    var read = asked.require();
    var moment = Given.past("at", at, clock.instant());
    var path = area == null ? null : Given.required("area", scope.path(area));
    var place = path == null ? checks.covered(read).get(subject) : path;
    if (place == null || !caller.has("reading.read", place, null)) {
      throw Refused.notFound("subject", subject);
    }
    if (device == null && read.about() == About.DEVICE) {
      throw Refused.invalid("device", "is missing: the rule is about devices");
    }
    var among = Given.required("rule", asked.ruleSet());
    return Explained.of(
        hindsight.explain(read, among, subject, device, path, moment),
        hindsight.usedAt(among.only(read.id()), moment));
  }

  @Needs("rule.write")
  @PostMapping("/check")
  Checked check(@RequestBody Draft draft) {
    var reading = checks.check(book.read(draft.text()));
    var rule = reading.rule();
    return new Checked(
        rule == null
            ? null
            : new Checked.Summary(
                rule.id(),
                new Text(rule.name().zh(), rule.name().en()),
                rule.subjectKind(),
                RuleViews.levels(rule),
                checks.covered(rule).size(),
                Watched.of(rule)),
        reading.errors().stream()
            .map(
                e -> new Checked.Fault(e.line(), e.column(), e.field(), e.reason(), e.suggestion()))
            .toList());
  }

  @Needs("rule.write")
  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  RuleVersion write(@RequestBody Draft draft, Caller caller) {
    requireThere(checks.check(book.read(draft.text())).require(), "rule.write", caller);
    return book.write(draft.text(), draft.note() == null ? "" : draft.note().strip(), caller);
  }

  @Needs("rule.read")
  @GetMapping("/{rule}/shadow")
  RuleViews.Beside beside(
      @PathVariable String rule,
      @RequestParam @Nullable Instant from,
      @RequestParam @Nullable Instant to,
      Caller caller) {
    var standing = book.get(rule);
    var end = to == null ? clock.instant() : to;
    var start = from == null ? shownSince(standing.shadowSince(), end) : from;
    if (from != null || to != null) {
      Given.period(start, end, LONGEST);
    }
    return views.beside(rule, start, end, caller);
  }

  /**
   * All of a shadow's time as far as it can be shown at once; nothing of it may have passed yet.
   */
  private static Instant shownSince(@Nullable Instant since, Instant end) {
    var longest = end.minus(LONGEST);
    return since == null
        ? end.minus(Duration.ofDays(7))
        : since.isBefore(longest) ? longest : since;
  }

  @Needs("rule.write")
  @PostMapping("/{rule}/shadow")
  RuleViews.RuleDetail shadow(
      @PathVariable String rule, @RequestBody Decision decision, Caller caller) {
    var version = decision.requireVersion();
    requireUsable(rule, version, "rule.write", caller);
    book.shadow(rule, version, decision.requireSeen(), caller);
    return views.detail(rule, caller);
  }

  @Needs("rule.write")
  @DeleteMapping("/{rule}/shadow")
  RuleViews.RuleDetail unshadow(@PathVariable String rule, @RequestParam long seen, Caller caller) {
    requireThere(standing(rule).rule(), "rule.write", caller);
    book.unshadow(rule, seen, caller);
    return views.detail(rule, caller);
  }

  @Needs("rule.arm")
  @PostMapping("/{rule}/arm")
  RuleViews.RuleDetail arm(
      @PathVariable String rule, @RequestBody Decision decision, Caller caller) {
    var version = decision.requireVersion();
    requireUsable(rule, version, "rule.arm", caller);
    book.arm(rule, version, decision.said(), decision.requireSeen(), caller);
    return views.detail(rule, caller);
  }

  @Needs("rule.arm")
  @PostMapping("/{rule}/disarm")
  RuleViews.RuleDetail disarm(
      @PathVariable String rule, @RequestBody Decision decision, Caller caller) {
    requireThere(standing(rule).rule(), "rule.arm", caller);
    book.disarm(rule, decision.requireReason(), decision.requireSeen(), caller);
    return views.detail(rule, caller);
  }

  @Needs("rule.arm")
  @PostMapping("/{rule}/approve")
  RuleViews.RuleDetail approve(
      @PathVariable String rule, @RequestBody Decision decision, Caller caller) {
    var waiting = book.get(rule).waiting();
    if (waiting != null && waiting.version() != 0) {
      requireUsable(rule, waiting.version(), "rule.arm", caller);
    }
    requireThere(standing(rule).rule(), "rule.arm", caller);
    book.approve(rule, decision.said(), decision.requireSeen(), caller);
    return views.detail(rule, caller);
  }

  @Needs("rule.arm")
  @PostMapping("/{rule}/refuse")
  RuleViews.RuleDetail refuse(
      @PathVariable String rule, @RequestBody Decision decision, Caller caller) {
    requireThere(standing(rule).rule(), "rule.arm", caller);
    book.refuse(rule, decision.requireReason(), decision.requireSeen(), caller);
    return views.detail(rule, caller);
  }

  /** The rule as it is armed, or as it was last written. */
  private RuleReading standing(String rule) {
    var armed = book.get(rule).armed();
    var version = armed == null ? book.versions(rule).getFirst() : book.version(rule, armed);
    return book.read(version.text());
  }

  private void requireUsable(String rule, int version, String right, Caller caller) {
    requireThere(
        checks.check(book.read(book.version(rule, version).text())).require(), right, caller);
  }

  /** A rule is decided on by who has the right in the area of every subject it watches. */
  private void requireThere(@Nullable Rule rule, String right, Caller caller) {
    if (rule != null) {
      checks.requireThere(rule, right, caller);
    }
  }
}
