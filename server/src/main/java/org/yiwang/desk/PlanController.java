package org.yiwang.desk;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.yiwang.plan.Activation;
import org.yiwang.plan.PlanRunner;
import org.yiwang.plan.Plans;
import org.yiwang.platform.Caller;
import org.yiwang.platform.Needs;

/** What people do for the plans at work. */
@RestController
@RequestMapping("/api/v1/plans")
class PlanController {
  record Done(@Nullable String note) {}

  /** A plan at work after something was done for it. */
  record PlanSteps(long id, List<Activation.Step> steps) {}

  private final PlanRunner runner;
  private final Plans plans;

  PlanController(PlanRunner runner, Plans plans) {
    this.runner = runner;
    this.plans = plans;
  }

  @Needs("plan.do")
  @PostMapping("/{run}/steps/{place}/done")
  PlanSteps done(
      @PathVariable long run, @PathVariable int place, @RequestBody Done body, Caller caller) {
    runner.done(run, place, caller, body.note());
    return new PlanSteps(run, plans.listSteps(run));
  }
}
