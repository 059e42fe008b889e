package org.yiwang.desk;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yiwang.cases.CaseLife;
import org.yiwang.cases.CaseState;
import org.yiwang.cases.Cases;
import org.yiwang.cases.CityCase;
import org.yiwang.detection.Findings;
import org.yiwang.dispatch.Dispatcher;
import org.yiwang.dispatch.Tasks;
import org.yiwang.people.People;
import org.yiwang.plan.Activation;
import org.yiwang.plan.Plans;
import org.yiwang.platform.Caller;
import org.yiwang.platform.Text;
import org.yiwang.platform.Texts;
import org.yiwang.registry.Datastreams;
import org.yiwang.registry.Kinds;
import org.yiwang.scoring.Scores;
import org.yiwang.territory.Areas;
import org.yiwang.warning.Warning;
import org.yiwang.warning.Warnings;
import tools.jackson.databind.JsonNode;

/** Puts everything about one case or warning together. */
@Component
class CaseFile {
  /** Who did something. */
  record By(String kind, long id, String name) {}

  /** A line of the timeline. */
  record EntryView(
      long id,
      Instant at,
      String action,
      Text actionName,
      @Nullable String from,
      String to,
      By by,
      @Nullable String note,
      List<Long> photos,
      JsonNode data) {}

  /** A value to choose. */
  record Option(String value, Text label) {}

  /** Something an action asks for. */
  record Input(String name, Text label, String type, boolean required, List<Option> options) {}

  /** What the reader may do now. */
  record Action(String action, Text label, boolean primary, List<Input> inputs) {}

  /** A line at which a rule looks. */
  record Limit(String level, double value) {}

  /** A datastream of the subject, to be drawn. */
  record Series(
      String device,
      String property,
      Text propertyName,
      String unit,
      List<Limit> limits,
      int datastream) {}

  /** A plan at work. */
  record PlanRun(long id, Text name, int version, List<Activation.Step> steps) {}

  /** A case with all that belongs to it. */
  record CaseDetail(
      @JsonUnwrapped Views.CaseSummary summary,
      String body,
      List<Chain.Link> chain,
      List<EntryView> timeline,
      List<Views.TaskView> tasks,
      List<Action> actions,
      Warning.@Nullable Subject subject,
      Views.@Nullable WarningView warning,
      List<Series> series,
      @Nullable PlanRun plan,
      List<PlanRun> plans) {}

  /** A finding of a warning. */
  record FindingView(
      String key,
      String kind,
      @Nullable String level,
      Instant time,
      Instant episodeStart,
      JsonNode trace) {}

  /** A warning with all that belongs to it. */
  record WarningDetail(
      @JsonUnwrapped Views.WarningView summary,
      List<Chain.Link> chain,
      List<FindingView> findings,
      List<Warnings.Change> changes,
      List<Series> series,
      List<PlanRun> plans) {}

  private static final int SUGGESTED = 8;

  private final Views views;
  private final Cases cases;
  private final Warnings warnings;
  private final Findings findings;
  private final Plans plans;
  private final Tasks tasks;
  private final Dispatcher dispatcher;
  private final Scores scores;
  private final Datastreams datastreams;
  private final People people;
  private final Areas areas;
  private final Kinds kinds;

  CaseFile(
      Views views,
      Cases cases,
      Warnings warnings,
      Findings findings,
      Plans plans,
      Tasks tasks,
      Dispatcher dispatcher,
      Scores scores,
      Datastreams datastreams,
      People people,
      Areas areas,
      Kinds kinds) {
    this.views = views;
    this.cases = cases;
    this.warnings = warnings;
    this.findings = findings;
    this.plans = plans;
    this.tasks = tasks;
    this.dispatcher = dispatcher;
    this.scores = scores;
    this.datastreams = datastreams;
    this.people = people;
    this.areas = areas;
    this.kinds = kinds;
  }

  CaseDetail of(CityCase cityCase, Caller caller) {
    var warning = cityCase.warning() == null ? null : warnings.get(cityCase.warning());
    var timeline = cases.timeline(cityCase.id());
    var runs = warning == null ? List.<PlanRun>of() : runs(warning.id());
    var isScored = !scores.changes(cityCase.id()).isEmpty();
    return new CaseDetail(
        views.of(cityCase),
        cityCase.body(),
        Chain.of(
            warning,
            warning == null ? List.of() : findings.listOf(warnings.episode(warning.id())),
            warning == null ? List.of() : plans.listActivations(warning.id()),
            cityCase,
            timeline,
            lastTask(cityCase),
            isScored),
        timeline.stream().map(CaseFile::view).toList(),
        tasks.listOf(cityCase.id()).stream().map(views::of).toList(),
        actions(cityCase, caller),
        warning == null ? null : warning.subject(),
        warning == null ? null : views.of(warning),
        warning == null ? List.of() : series(warning),
        runs.isEmpty() ? null : runs.getLast(),
        runs);
  }

  WarningDetail of(Warning warning) {
    var summary = views.of(warning);
    var found = findings.listOf(warnings.episode(warning.id()));
    var cityCase = summary.cases().isEmpty() ? null : cases.get(summary.cases().getFirst().id());
    var timeline =
        cityCase == null ? List.<org.yiwang.cases.Entry>of() : cases.timeline(cityCase.id());
    var isScored = cityCase != null && !scores.changes(cityCase.id()).isEmpty();
    return new WarningDetail(
        summary,
        Chain.of(
            warning,
            found,
            plans.listActivations(warning.id()),
            cityCase,
            timeline,
            cityCase == null ? null : lastTask(cityCase),
            isScored),
        found.stream()
            .map(f ->
                new FindingView(
                    f.episode(), f.kind(), f.level(), f.time(), f.episodeStart(), f.trace()))
            .toList(),
        warnings.listChanges(warning.id()),
        series(warning),
        runs(warning.id()));
  }

  private List<PlanRun> runs(long warning) {
    return plans.listActivations(warning).stream()
        .map(run -> new PlanRun(run.id(), run.name(), run.version(), run.steps()))
        .toList();
  }

  /**
   * The subject's datastreams, with the limits in the same unit that the findings were judged by.
   */
  private List<Series> series(Warning warning) {
    var found = findings.listOf(warnings.episode(warning.id()));
    return datastreams.listOf(warning.subject().id()).stream()
        .map(one ->
            new Series(
                one.device(),
                one.property(),
                kinds.propertyName(one.property()),
                one.unit(),
                limits(found, one.unit()),
                one.id()))
        .toList();
  }

  private static List<Limit> limits(List<Findings.Stored> findings, String unit) {
    var limits = new ArrayList<Limit>();
    for (var finding : findings) {
      for (var predicate : finding.trace().path("predicates")) {
        var limit = predicate.path("limit");
        var path = predicate.path("path").asString("").split("\\.", -1);
        if (limit.isNumber()
            && path.length > 1
            && predicate.path("unit").asString("").equals(unit)) {
          var line = new Limit(path[1], limit.asDouble());
          if (limits.stream().noneMatch(known -> known.value() == line.value())) {
            limits.add(line);
          }
        }
      }
    }
    return limits;
  }

  private static EntryView view(org.yiwang.cases.Entry entry) {
    var label =
        entry.action().equals("import")
            ? CaseState.of(entry.to()).label()
            : CaseLife.find(entry.action())
                .map(CaseLife.Move::label)
                .orElseGet(() -> Texts.of("action.open"));
    var actor = entry.actor();
    return new EntryView(
        entry.id(),
        entry.at(),
        entry.action(),
        label,
        entry.from(),
        entry.to(),
        new By(actor.kind(), actor.id(), actor.name()),
        entry.note(),
        entry.photos(),
        entry.data());
  }

  /** The moves of the table that the reader has the right to make in this case. */
  private List<Action> actions(CityCase cityCase, Caller caller) {
    var next = Views.next(cityCase.state());
    var task = tasks.findOpen(cityCase.id());
    return CaseLife.from(cityCase.state()).stream()
        .filter(move -> caller.has(move.right(), cityCase.areaPath(), cityCase.type()))
        .filter(move -> !move.action().equals("withdraw"))
        .filter(move -> !move.action().equals(cityCase.automatic() ? "hand-back" : "take-over"))
        .filter(move ->
            !move.right().equals("case.verify")
                || caller.person() == null
                || task.map(t -> !Long.valueOf(t.person()).equals(caller.person())).orElse(true))
        .map(move ->
            new Action(
                move.action(),
                move.label(),
                next != null && next.action().equals(move.action()),
                inputs(move.action(), cityCase)))
        .toList();
  }

  private List<Input> inputs(String action, CityCase cityCase) {
    var reason = Texts.of("input.reason");
    var note = Texts.of("input.note");
    return switch (action) {
      case "dispatch" ->
          List.of(input("unit", Texts.of("input.unit"), "unit", true, units(cityCase)));
      case "assign", "reassign" ->
          List.of(input("person", Texts.of("input.person"), "person", true, persons(cityCase)));
      case "refuse", "suspend", "cancel", "return", "supervise" ->
          List.of(input("note", reason, "text", !action.equals("supervise"), List.of()));
      case "extend" ->
          List.of(
              input("minutes", Texts.of("input.minutes"), "minutes", true, List.of()),
              input("note", reason, "text", true, List.of()));
      case "note" -> List.of(input("note", note, "text", true, List.of()));
      case "verify" -> List.of(input("note", note, "text", false, List.of()));
      default -> List.of();
    };
  }

  private static Input input(
      String name, Text label, String type, boolean required, List<Option> options) {
    return new Input(name, label, type, required, options);
  }

  private List<Option> persons(CityCase cityCase) {
    if (cityCase.state() == CaseState.CLOSED) {
      return List.of();
    }
    return dispatcher.suggest(cityCase).stream()
        .limit(SUGGESTED)
        .map(person -> new Option(Long.toString(person.id()), Text.of(person.name())))
        .toList();
  }

  private List<Option> units(CityCase cityCase) {
    return people.listUnits().stream()
        .filter(unit ->
            areas
                .findPath(unit.area(), areas.today())
                .filter(cityCase.areaPath()::startsWith)
                .isPresent())
        .map(unit -> new Option(Long.toString(unit.id()), Text.of(unit.name())))
        .toList();
  }

  private @Nullable Long lastTask(CityCase cityCase) {
    var all = tasks.listOf(cityCase.id());
    return all.isEmpty() ? null : all.getLast().id();
  }
}
