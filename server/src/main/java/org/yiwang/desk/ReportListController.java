package org.yiwang.desk;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.yiwang.intake.ReportSearch;
import org.yiwang.intake.Reports;
import org.yiwang.platform.Caller;
import org.yiwang.platform.Given;
import org.yiwang.platform.Needs;
import org.yiwang.platform.Page;

/** What people have reported, and where the cases of it stand. */
@RestController
@RequestMapping("/api/v1/reports")
class ReportListController {
  private final Reports reports;
  private final Scope scope;

  ReportListController(Reports reports, Scope scope) {
    this.reports = reports;
    this.scope = scope;
  }

  @Needs("report.read")
  @GetMapping
  Page<Reports.Report> list(
      @RequestParam @Nullable String state,
      @RequestParam @Nullable String area,
      @RequestParam @Nullable String cursor,
      @RequestParam @Nullable Integer limit,
      Caller caller) {
    var size = Page.size(limit);
    var found =
        reports.list(
            new ReportSearch(
                caller.scopes("report.read"),
                Given.oneOf("state", state, CaseController.STATES),
                scope.path(area),
                Page.before(cursor),
                size + 1));
    return Page.byNumber(found, size, Reports.Report::id);
  }
}
