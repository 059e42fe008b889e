package org.yiwang.desk;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.yiwang.cases.Act;
import org.yiwang.cases.Actor;
import org.yiwang.cases.CaseLife;
import org.yiwang.cases.CaseSearch;
import org.yiwang.cases.CaseState;
import org.yiwang.cases.CaseTypes;
import org.yiwang.cases.Cases;
import org.yiwang.cases.CityCase;
import org.yiwang.cases.NewCase;
import org.yiwang.dispatch.Dispatcher;
import org.yiwang.dispatch.Tasks;
import org.yiwang.handling.Handling;
import org.yiwang.handling.Sent;
import org.yiwang.platform.Caller;
import org.yiwang.platform.Given;
import org.yiwang.platform.Needs;
import org.yiwang.platform.Page;
import org.yiwang.platform.Refused;
import org.yiwang.platform.Text;
import org.yiwang.territory.Areas;

/** The queue, the case page and what a person does with a case. */
@RestController
@RequestMapping("/api/v1/cases")
class CaseController {
  private static final List<String> SORTS = List.of("-opened", "due");

  static final List<String> STATES =
      Stream.concat(Stream.of("open"), Arrays.stream(CaseState.values()).map(CaseState::code))
          .toList();

  /** What comes with an action; which of it is needed, the action's inputs say. */
  record Inputs(
      @Nullable Integer version,
      @Nullable String note,
      @Nullable Long unit,
      @Nullable Long person,
      @Nullable Long minutes,
      @Nullable List<Long> photos,
      @Nullable Map<String, Object> answers,
      @Nullable Double lon,
      @Nullable Double lat) {}

  /** A case that a person files. */
  record Filed(
      @Nullable String type,
      @Nullable String title,
      @Nullable String text,
      @Nullable Double lon,
      @Nullable Double lat,
      @Nullable String level) {}

  private final Cases cases;
  private final CaseTypes types;
  private final CaseFile file;
  private final Views views;
  private final Dispatcher dispatcher;
  private final Handling handling;
  private final Tasks tasks;
  private final Areas areas;
  private final Scope scope;
  private final Clock clock;

  CaseController(
      Cases cases,
      CaseTypes types,
      CaseFile file,
      Views views,
      Dispatcher dispatcher,
      Handling handling,
      Tasks tasks,
      Areas areas,
      Scope scope,
      Clock clock) {
    this.cases = cases;
    this.types = types;
    this.file = file;
    this.views = views;
    this.dispatcher = dispatcher;
    this.handling = handling;
    this.tasks = tasks;
    this.areas = areas;
    this.scope = scope;
    this.clock = clock;
  }

  @Needs("case.read")
  @GetMapping
  Page<Views.CaseSummary> list(
      @RequestParam @Nullable String state,
      @RequestParam @Nullable String area,
      @RequestParam @Nullable Instant from,
      @RequestParam @Nullable Instant to,
      @RequestParam @Nullable String q,
      @RequestParam(defaultValue = "false") boolean mine,
      @RequestParam(defaultValue = "-opened") String sort,
      @RequestParam @Nullable String cursor,
      @RequestParam @Nullable Integer limit,
      Caller caller) {
    var size = Page.size(limit);
    var search =
        new CaseSearch(
            caller.scopes("case.read"),
            Given.oneOf("state", state, STATES),
            scope.path(area),
            from,
            to,
            q,
            mine ? (caller.person() == null ? Long.valueOf(-1) : caller.person()) : null,
            null,
            "due".equals(Given.oneOf("sort", sort, SORTS)),
            CaseCursor.read(cursor),
            size + 1);
    var found = cases.list(search);
    var items = found.stream().limit(size).map(views::of).toList();
    return new Page<>(
        items, found.size() > size ? CaseCursor.text(search.placeOf(found.get(size - 1))) : null);
  }

  @Needs("case.read")
  @GetMapping("/{id}")
  CaseFile.CaseDetail get(@PathVariable long id, Caller caller) {
    return file.of(visible(id, caller), caller);
  }

  @Needs("case.file")
  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  CaseFile.CaseDetail open(@RequestBody Filed filed, Caller caller) {
    if (filed.lon() == null || filed.lat() == null) {
      throw Refused.invalid(filed.lon() == null ? "lon" : "lat", "is missing");
    }
    var type = types.get(filed.type() == null ? CaseTypes.GENERAL : filed.type());
    var level = Given.oneOf("level", filed.level(), WarningController.LEVELS);
    var grid =
        areas
            .locate(filed.lon(), filed.lat(), areas.today())
            .orElseThrow(() -> Refused.invalid("lon", "the place is outside the territory"));
    caller.require("case.file", grid.path(), type.id());
    var title = filed.title() == null || filed.title().isBlank() ? null : filed.title();
    var opened =
        cases.open(
            new NewCase(
                "desk/" + UUID.randomUUID(),
                type.id(),
                title == null ? type.title() : Text.of(title),
                level,
                "operator",
                null,
                null,
                null,
                filed.text() == null ? "" : filed.text(),
                grid.code(),
                grid.path(),
                areas.placeName(grid.code(), areas.today()),
                filed.lon(),
                filed.lat(),
                clock.instant()),
            Actor.of(caller));
    return file.of(opened.orElseThrow(), caller);
  }

  @Needs("case.note")
  @PostMapping("/{id}/actions/{action}")
  CaseFile.CaseDetail act(
      @PathVariable long id,
      @PathVariable String action,
      @RequestBody(required = false) @Nullable Inputs body,
      Caller caller) {
    var cityCase = visible(id, caller);
    var move =
        CaseLife.find(action)
            .orElseThrow(() -> Refused.invalid("action", action + " is no action on a case"));
    caller.require(move.right(), cityCase.areaPath(), cityCase.type());
    var inputs =
        body == null ? new Inputs(null, null, null, null, null, null, null, null, null) : body;
    perform(cityCase, action, inputs, Actor.of(caller));
    return file.of(cases.get(id), caller);
  }

  private void perform(CityCase cityCase, String action, Inputs inputs, Actor actor) {
    var id = cityCase.id();
    var photos = inputs.photos() == null ? List.<Long>of() : inputs.photos();
    var act = new Act(action, actor, inputs.version(), inputs.note(), photos, Map.of());
    switch (action) {
      case "take-over" -> cases.act(id, act, next -> next.withAutomatic(false));
      case "hand-back" -> cases.act(id, act, next -> next.withAutomatic(true));
      case "supervise" -> cases.act(id, act, CityCase::supervise);
      case "extend" -> cases.extend(id, withReason(act), Duration.ofMinutes(minutes(inputs)));
      case "suspend", "note" -> cases.act(id, withReason(act));
      case "cancel" -> dispatcher.cancel(id, withReason(act));
      case "dispatch" -> dispatcher.dispatch(id, act, Given.required("unit", inputs.unit()));
      case "assign", "reassign" ->
          dispatcher.assign(id, act, Given.required("person", inputs.person()));
      case "verify", "refuse" -> handling.verify(id, action.equals("verify"), act);
      case "accept", "arrive", "hand-in", "return" -> {
        var task =
            tasks
                .findOpen(id)
                .orElseThrow(() -> Refused.conflict("action", "nobody has the task now"));
        handling.step(
            task.id(),
            action,
            actor,
            new Sent(
                null, null, inputs.lon(), inputs.lat(), inputs.note(), photos, inputs.answers()));
      }
      default -> cases.act(id, act);
    }
  }

  private static Act withReason(Act act) {
    if (act.note() == null || act.note().isBlank()) {
      throw Refused.invalid("note", "is missing: a reason is needed");
    }
    return act;
  }

  private static long minutes(Inputs inputs) {
    var minutes = Given.required("minutes", inputs.minutes());
    if (minutes < 1 || minutes > 60 * 24 * 90) {
      throw Refused.invalid("minutes", "must be between 1 minute and 90 days");
    }
    return minutes;
  }

  /** A case in an area that the caller may not read is not there for them. */
  private CityCase visible(long id, Caller caller) {
    var found = cases.get(id);
    var isOwn = caller.person() != null && caller.person().equals(found.person());
    if (!isOwn && !caller.has("case.read", found.areaPath(), found.type())) {
      throw Refused.notFound("case", id);
    }
    return found;
  }
}
