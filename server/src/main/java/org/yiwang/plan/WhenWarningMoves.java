package org.yiwang.plan;

import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.yiwang.warning.WarningChanged;
import org.yiwang.warning.WarningCleared;
import org.yiwang.warning.WarningRaised;

/** A warning that is raised, changes or is cleared may need a plan. */
@Component
class WhenWarningMoves {
  private final PlanRunner runner;

  WhenWarningMoves(PlanRunner runner) {
    this.runner = runner;
  }

  @ApplicationModuleListener
  void on(WarningRaised event) {
    runner.respondToLevel(event.warning(), event.level());
  }

  @ApplicationModuleListener
  void on(WarningChanged event) {
    runner.respondToLevel(event.warning(), event.level());
  }

  @ApplicationModuleListener
  void on(WarningCleared event) {
    runner.respondToEnd(event.warning());
  }
}
