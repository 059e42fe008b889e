package org.yiwang.desk;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.yiwang.platform.Caller;
import org.yiwang.platform.Given;
import org.yiwang.platform.Needs;
import org.yiwang.platform.Page;
import org.yiwang.platform.Refused;
import org.yiwang.warning.Warning;
import org.yiwang.warning.WarningSearch;
import org.yiwang.warning.Warnings;

/** Warnings, and each with its findings and chain. */
@RestController
@RequestMapping("/api/v1/warnings")
class WarningController {
  static final List<String> LEVELS = List.of("I", "II", "III", "IV");
  private static final List<String> STATES = List.of("open", "cleared");

  private final Warnings warnings;
  private final CaseFile file;
  private final Views views;
  private final Scope scope;

  WarningController(Warnings warnings, CaseFile file, Views views, Scope scope) {
    this.warnings = warnings;
    this.file = file;
    this.views = views;
    this.scope = scope;
  }

  @Needs("warning.read")
  @GetMapping
  Page<Views.WarningView> list(
      @RequestParam @Nullable String state,
      @RequestParam @Nullable String level,
      @RequestParam @Nullable String area,
      @RequestParam @Nullable Instant from,
      @RequestParam @Nullable Instant to,
      @RequestParam @Nullable Long subject,
      @RequestParam @Nullable String cursor,
      @RequestParam @Nullable Integer limit,
      Caller caller) {
    var size = Page.size(limit);
    var found =
        warnings.list(
            new WarningSearch(
                caller.scopes("warning.read"),
                Given.oneOf("state", state, STATES),
                Given.oneOf("level", level, LEVELS),
                scope.path(area),
                from,
                to,
                subject,
                Page.before(cursor),
                size + 1));
    return Page.byNumber(found, size, Warning::id).map(views::of);
  }

  @Needs("warning.read")
  @GetMapping("/{id}")
  CaseFile.WarningDetail get(@PathVariable long id, Caller caller) {
    var warning = warnings.get(id);
    if (!caller.has("warning.read", warning.areaPath(), null)) {
      throw Refused.notFound("warning", id);
    }
    return file.of(warning);
  }
}
