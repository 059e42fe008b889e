package org.yiwang.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yiwang.cases.CityCase;
import org.yiwang.cases.Entry;
import org.yiwang.detection.Findings;
import org.yiwang.plan.Activation;
import org.yiwang.platform.Text;
import org.yiwang.platform.Texts;
import org.yiwang.warning.Warning;

/**
 * The causal chain, from the reading to the score: when each link was made, how long after the one
 * before, by whom, and where its evidence is. It is computed from what the modules have stored.
 */
final class Chain {
  /** What proves a link. */
  record Evidence(String type, long id) {}

  /**
   * One link.
   *
   * @param state done, now, waiting or skipped
   */
  record Link(
      String link,
      @Nullable Instant at,
      @Nullable Long seconds,
      @Nullable String by,
      @Nullable Text detail,
      String state,
      @Nullable Evidence evidence) {}

  private final List<Link> links = new ArrayList<>();
  private boolean isWaiting;

  private Chain() {}

  /**
   * The chain of a warning, and of the case it led to if there is one.
   *
   * @param task the case's last task, if anybody was given it
   */
  static List<Link> of(
      @Nullable Warning warning,
      List<Findings.Stored> findings,
      List<Activation> plans,
      @Nullable CityCase cityCase,
      List<Entry> timeline,
      @Nullable Long task,
      boolean isScored) {
    var chain = new Chain();
    chain.cause(warning, findings, plansOf(plans, cityCase));
    if (cityCase == null) {
      chain.restIsOpen(warning != null && warning.isOpen());
      return chain.links;
    }
    chain.entry("file", cityCase, timeline, "open");
    chain.entry("dispatch", cityCase, timeline, "assign", "reassign", "dispatch");
    chain.provenByTask(task);
    chain.entry("accept", cityCase, timeline, "accept");
    chain.entry("arrive", cityCase, timeline, "arrive");
    chain.entry("handle", cityCase, timeline, "hand-in");
    chain.entry("verify", cityCase, timeline, "verify");
    chain.entry("close", cityCase, timeline, "verify", "cancel");
    chain.score(cityCase, isScored);
    return chain.links;
  }

  /** Plans that answered the end of the warning came after the case, and gave no rise to it. */
  private static List<Activation> plansOf(List<Activation> plans, @Nullable CityCase cityCase) {
    return cityCase == null
        ? plans
        : plans.stream().filter(plan -> !plan.activatedAt().isAfter(cityCase.openedAt())).toList();
  }

  private void cause(
      @Nullable Warning warning, List<Findings.Stored> findings, List<Activation> plans) {
    if (warning == null) {
      for (var link : List.of("sense", "detect", "warn", "plan")) {
        links.add(new Link(link, null, null, null, null, "skipped", null));
      }
      return;
    }
    var first = findings.isEmpty() ? null : findings.getFirst();
    var at = first == null ? warning.raisedAt() : first.time();
    var rule = Texts.of("chain.rule").with("name", warning.ruleName());
    var subject = warning.subject();
    add(
        "sense",
        at,
        subject.name(),
        Text.of(subject.code()),
        new Evidence("reading", subject.id()));
    add("detect", at, null, rule, new Evidence("finding", first == null ? 0 : first.id()));
    var level = Texts.of("chain.level").with("level", warning.level());
    add("warn", warning.raisedAt(), null, level, new Evidence("warning", warning.id()));
    if (plans.isEmpty()) {
      links.add(new Link("plan", null, null, null, null, "waiting", null));
    } else {
      var last = plans.getLast();
      add("plan", last.activatedAt(), null, last.name(), new Evidence("plan", last.id()));
    }
  }

  private void restIsOpen(boolean isOpen) {
    for (var link :
        List.of("file", "dispatch", "accept", "arrive", "handle", "verify", "close", "score")) {
      links.add(new Link(link, null, null, null, null, isOpen ? "waiting" : "skipped", null));
    }
  }

  /** The last entry with one of the actions makes the link, unless work has gone back since. */
  private void entry(String link, CityCase cityCase, List<Entry> timeline, String... actions) {
    Entry found = null;
    for (var entry : timeline) {
      if (List.of(actions).contains(entry.action())) {
        found = entry;
      } else if (undoes(entry.action(), link)) {
        found = null;
      }
    }
    if (found == null) {
      var state = !cityCase.isOpen() ? "skipped" : isWaiting ? "waiting" : "now";
      isWaiting = true;
      links.add(new Link(link, null, null, null, null, state, null));
      return;
    }
    var note = found.note();
    var detail = note == null || note.isBlank() ? null : Text.of(note);
    var by = found.actor().kind().equals("system") ? null : found.actor().name();
    add(link, found.at(), by, detail, new Evidence("timeline", found.id()));
  }

  /** Why this person: the reasons are kept with the task. */
  private void provenByTask(@Nullable Long task) {
    var last = links.removeLast();
    var evidence =
        task == null || last.evidence() == null ? last.evidence() : new Evidence("task", task);
    links.add(
        new Link(
            last.link(),
            last.at(),
            last.seconds(),
            last.by(),
            last.detail(),
            last.state(),
            evidence));
  }

  private static boolean undoes(String action, String link) {
    return switch (action) {
      case "refuse" -> link.equals("handle");
      case "withdraw", "return" -> List.of("dispatch", "accept", "arrive", "handle").contains(link);
      case "reassign" -> List.of("accept", "arrive", "handle").contains(link);
      default -> false;
    };
  }

  private void score(CityCase cityCase, boolean isScored) {
    var closed = cityCase.closedAt();
    if (isScored && closed != null) {
      add("score", closed, null, null, new Evidence("score", cityCase.id()));
    } else {
      links.add(
          new Link(
              "score", null, null, null, null, cityCase.isOpen() ? "waiting" : "skipped", null));
    }
  }

  private void add(
      String link, Instant at, @Nullable String by, @Nullable Text detail, Evidence evidence) {
    Long seconds = null;
    for (var i = links.size() - 1; i >= 0 && seconds == null; i--) {
      var before = links.get(i).at();
      seconds = before == null ? null : Duration.between(before, at).toSeconds();
    }
    links.add(new Link(link, at, seconds, by, detail, "done", evidence));
  }
}
