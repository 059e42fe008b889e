package org.yiwang.detection;

import org.jspecify.annotations.Nullable;
import org.yiwang.backtest.Span;
import org.yiwang.platform.Caller;

/** One rule tried on the past: how far it is, and what came of it. */
public final class RuleTrial {
  /** Whoever asked for it has stopped it. */
  static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final long id;
  private final RuleTrials.Asked asked;
  private final String byKind;
  private final long by;
  private volatile String state = "running";
  private volatile double progress;
  private volatile boolean wantsStop;
  private volatile RuleTrials.@Nullable Run ours;
  private volatile RuleTrials.@Nullable Run others;

  RuleTrial(long id, RuleTrials.Asked asked, String byKind, long by) {
    this.id = id;
    this.asked = asked;
    this.byKind = byKind;
    this.by = by;
  }

  boolean isOf(Caller caller) {
    return byKind.equals(caller.kind()) && by == caller.id();
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
  public void stop() {
    wantsStop = true;
  }

  public long id() {
    return id;
  }

  public RuleTrials.Asked asked() {
    return asked;
  }

  /** {@code running}, {@code done}, {@code stopped} or {@code failed}. */
  public String state() {
    return state;
  }

  /** Share of the period that is judged, 0 to 1. */
  public double progress() {
    return progress;
  }

  /** What the rule came to, or null before its end. */
  public RuleTrials.@Nullable Run ours() {
    return ours;
  }

  /** What the rule beside it came to, or null. */
  public RuleTrials.@Nullable Run others() {
    return others;
  }
}
