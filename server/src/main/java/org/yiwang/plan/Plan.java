package org.yiwang.plan;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yiwang.platform.Durations;
import org.yiwang.platform.Text;
import org.yiwang.tracks.Condition;

/**
 * A prepared response, as it stands in a track's {@code plans.yaml}.
 *
 * @param when CEL condition over {@code warning}, {@code subject} and {@code area}
 * @param steps done one after the other
 */
public record Plan(String id, int version, Text name, String when, List<Step> steps) {
  /** The file of a track. */
  record File(List<Plan> plans) {}

  /**
   * One step: exactly one of command, notice and case.
   *
   * @param onFailure what to do when a command is not answered or refused, or null to go on
   */
  public record Step(
      String id,
      Text label,
      @Nullable Command command,
      @Nullable Notice notice,
      @Nullable Case case_,
      @Nullable OnFailure onFailure) {

    @com.fasterxml.jackson.annotation.JsonCreator
    public Step(
        @com.fasterxml.jackson.annotation.JsonProperty("id") String id,
        @com.fasterxml.jackson.annotation.JsonProperty("label") Text label,
        @com.fasterxml.jackson.annotation.JsonProperty("command") @Nullable Command command,
        @com.fasterxml.jackson.annotation.JsonProperty("notice") @Nullable Notice notice,
        @com.fasterxml.jackson.annotation.JsonProperty("case") @Nullable Case case_,
        @com.fasterxml.jackson.annotation.JsonProperty("on-failure")
            @Nullable OnFailure onFailure) {
      this.id = id;
      this.label = label;
      this.command = command;
      this.notice = notice;
      this.case_ = case_;
      this.onFailure = onFailure;
      var kinds = (command == null ? 0 : 1) + (notice == null ? 0 : 1) + (case_ == null ? 0 : 1);
      if (kinds != 1) {
        throw new IllegalArgumentException(
            "step " + id + " must have exactly one of command, notice and case");
      }
    }

    String kind() {
      return command != null ? "command" : notice != null ? "notice" : "case";
    }
  }

  /**
   * An order to the device of the subject that has the property.
   *
   * @param timeout how long to wait for the answer, such as {@code 3 min}
   */
  public record Command(String property, double value, String timeout) {
    public Command {
      Durations.parse(timeout);
    }

    Duration timeoutDuration() {
      return Durations.parse(timeout);
    }
  }

  /** Words to all on duty as a post; {@code {subject}} and {@code {area}} are filled in. */
  public record Notice(String to, Text text) {}

  /** A case to open. */
  public record Case(String type) {}

  /** The warning is stepped up, with the reason in its history. */
  public record OnFailure(String raiseTo, Text reason) {}

  public Plan {
    if (version < 1) {
      throw new IllegalArgumentException("plan " + id + ": version must be 1 or more");
    }
    if (steps == null || steps.isEmpty()) {
      throw new IllegalArgumentException("plan " + id + " has no steps");
    }
    Condition.compile(when, "warning", "subject", "area");
  }
}
