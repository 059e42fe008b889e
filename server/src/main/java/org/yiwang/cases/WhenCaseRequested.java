package org.yiwang.cases;

import java.time.Clock;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.yiwang.plan.CaseRequested;
import org.yiwang.platform.Text;
import org.yiwang.territory.Areas;
import org.yiwang.warning.Warning;
import org.yiwang.warning.Warnings;

/** A plan's case is filed for its warning, once. */
@Component
class WhenCaseRequested {
  private final Cases cases;
  private final CaseTypes types;
  private final Warnings warnings;
  private final Areas areas;
  private final Clock clock;

  WhenCaseRequested(Cases cases, CaseTypes types, Warnings warnings, Areas areas, Clock clock) {
    this.cases = cases;
    this.types = types;
    this.warnings = warnings;
    this.areas = areas;
    this.clock = clock;
  }

  @ApplicationModuleListener
  void on(CaseRequested event) {
    var warning = warnings.get(event.warning());
    var subject = warning.subject();
    cases.open(
        new NewCase(
            "plan/" + event.activation(),
            event.caseType(),
            title(types.get(event.caseType()).title(), warning),
            warning.level(),
            "device",
            subject.id(),
            warning.id(),
            null,
            "",
            warning.area(),
            warning.areaPath(),
            areas.placeName(warning.area(), areas.today()),
            subject.lon(),
            subject.lat(),
            clock.instant()),
        Actor.SYSTEM);
  }

  private static Text title(Text pattern, Warning warning) {
    return pattern.with("subject", warning.subject().name());
  }
}
