package org.yiwang.plan;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yiwang.platform.Text;

/** A plan at work for a warning. */
public record Activation(
    long id,
    String plan,
    Text name,
    int version,
    long warning,
    Instant activatedAt,
    List<Step> steps) {

  /**
   * A step with how far it is.
   *
   * @param kind command, notice, case or task
   * @param state waiting, running, done, failed, timed-out, skipped
   * @param post of a task: who is asked
   * @param dueAt of a task: until when
   */
  public record Step(
      int place,
      String step,
      String kind,
      Text label,
      String state,
      @Nullable Instant at,
      @Nullable String post,
      @Nullable Instant dueAt,
      Detail detail) {}

  /** What is known of a step: which device or person, what they said, why it went so. */
  public record Detail(
      @Nullable String device,
      @Nullable String answer,
      @Nullable String reason,
      @Nullable String by) {}
}
