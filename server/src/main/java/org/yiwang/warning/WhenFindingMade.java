package org.yiwang.warning;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.yiwang.detection.FindingMade;

/** A finding raises, changes or clears a warning at once, in the order findings are made. */
@Component
class WhenFindingMade {
  private final Warnings warnings;

  WhenFindingMade(Warnings warnings) {
    this.warnings = warnings;
  }

  @EventListener
  void on(FindingMade finding) {
    warnings.take(finding);
  }
}
