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
   * @param state waiting, running, done, failed, timed-out
   */
  public record Step(
      int place,
      String step,
      String kind,
      Text label,
      String state,
      @Nullable Instant at,
      Detail detail) {}

  /** What is known of a step: which device, what it answered, why the step went as it did. */
  public record Detail(@Nullable String device, @Nullable String answer, @Nullable String reason) {}
}
