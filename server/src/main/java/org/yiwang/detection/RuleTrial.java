package org.yiwang.detection;

import org.jspecify.annotations.Nullable;
import org.yiwang.backtest.Span;

/** One rule that is just being tried on the past: how far it is, and what came of it. */
final class RuleTrial {
  /** Whoever asked for it has stopped it. */
  static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final long id;
  private final RuleTrials.Asked asked;
  private volatile String state = "running";
  private volatile double progress;
  private volatile boolean wantsStop;
  private volatile RuleTrials.@Nullable Run ours;
  private volatile RuleTrials.@Nullable Run others;

  RuleTrial(long id, RuleTrials.Asked asked) {
    this.id = id;
    this.asked = asked;
  }

  /** Notes how far the readings have been judged. */
  void reached(int part, int parts, long millis, Span span) {
    if (wantsStop) {
      throw new Stopped();
    }
    var share = (double) (millis - span.fromMillis()) / (span.toMillis() - span.fromMillis());
    progress = (part + Math.clamp(share, 0, 1)) / parts;
  }

  void done(RuleTrials.Run ours, RuleTrials.@Nullable Run others) {
    this.ours = ours;
    this.others = others;
    progress = 1;
    state = "done";
  }

  void stopped() {
    state = "stopped";
  }

  void failed() {
    state = "failed";
  }

  /** Ends it with the next readings. */
  void stop() {
    wantsStop = true;
  }

  long id() {
    return id;
  }

  RuleTrials.Asked asked() {
    return asked;
  }

  /** {@code running}, {@code done}, {@code stopped} or {@code failed}. */
  String state() {
    return state;
  }

  /** Share of the period that is judged, 0 to 1. */
  double progress() {
    return progress;
  }

  /** What the rule came to, or null before its end. */
  RuleTrials.@Nullable Run ours() {
    return ours;
  }

  /** What the rule beside it came to, or null. */
  RuleTrials.@Nullable Run others() {
    return others;
  }
}
