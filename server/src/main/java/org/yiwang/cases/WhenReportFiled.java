package org.yiwang.cases;

import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.yiwang.intake.ReportFiled;
import org.yiwang.intake.Reports;
import org.yiwang.platform.Text;
import org.yiwang.territory.Areas;

/** A report becomes a case of its category's type, or of the general one. */
@Component
class WhenReportFiled {
  private static final int TITLE_CHARACTERS = 40;

  private final Cases cases;
  private final CaseTypes types;
  private final Reports reports;
  private final Areas areas;

  WhenReportFiled(Cases cases, CaseTypes types, Reports reports, Areas areas) {
    this.cases = cases;
    this.types = types;
    this.reports = reports;
    this.areas = areas;
  }

  @ApplicationModuleListener
  void on(ReportFiled event) {
    var report = reports.get(event.report());
    var category = report.category();
    var isType =
        category != null && types.list().stream().anyMatch(type -> type.id().equals(category));
    var text = report.body().strip().lines().findFirst().orElse("");
    var title =
        text.length() <= TITLE_CHARACTERS ? text : text.substring(0, TITLE_CHARACTERS) + "…";
    cases.open(
        new NewCase(
            "report/" + report.id(),
            isType && category != null ? category : CaseTypes.GENERAL,
            Text.of(title),
            null,
            report.source(),
            null,
            null,
            report.id(),
            report.body(),
            report.area(),
            report.areaPath(),
            areas.placeName(report.area(), areas.today()),
            report.lon(),
            report.lat(),
            report.reportedAt()),
        Actor.SYSTEM);
  }
}
