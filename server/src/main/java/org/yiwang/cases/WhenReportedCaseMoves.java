package org.yiwang.cases;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.yiwang.intake.Reports;

/**
 * A report is told which case it became and where that stands, in the transaction that moves the
 * case: reports can then be listed by it.
 */
@Component
class WhenReportedCaseMoves {
  private final CaseStore store;
  private final Reports reports;

  WhenReportedCaseMoves(CaseStore store, Reports reports) {
    this.store = store;
    this.reports = reports;
  }

  @EventListener
  void on(CaseMoved event) {
    store.find(event.cityCase()).ifPresent(this::tell);
  }

  /** Reports of a version that did not keep this are told once, when the program starts. */
  @EventListener(ApplicationReadyEvent.class)
  void tellThoseOfBefore() {
    reports.listWithoutCase().forEach(report -> store.findByReport(report).ifPresent(this::tell));
  }

  private void tell(CityCase cityCase) {
    var report = cityCase.report();
    if (report != null) {
      reports.became(report, cityCase.id(), cityCase.state().code(), cityCase.isOpen());
    }
  }
}
