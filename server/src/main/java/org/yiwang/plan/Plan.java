package org.yiwang.plan;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
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
  record File(List<Plan> plans) {
    File {
      plans = plans == null ? List.of() : List.copyOf(plans);
    }
  }

  /** The values that {@code when} may use. */
  static final String[] VALUES = {
    "warning.rule",
    "warning.level",
    "warning.state",
    "subject.code",
    "subject.kind",
    "subject.name",
    "area.code",
    "area.path"
  };

  /**
   * One step: exactly one of command, notice, case and task.
   *
   * @param onFailure what to do when a command is not answered or refused, or a task not done in
   *     time; null to go on
   * @param atOnce whether it begins together with the step before it; what follows them waits for
   *     all
   */
  public record Step(
      String id,
      Text label,
      @Nullable Command command,
      @Nullable Notice notice,
      @Nullable Case case_,
      @Nullable Task task,
      @Nullable OnFailure onFailure,
      @Nullable Boolean atOnce) {

    @com.fasterxml.jackson.annotation.JsonCreator
    public Step(
        @com.fasterxml.jackson.annotation.JsonProperty("id") String id,
        @com.fasterxml.jackson.annotation.JsonProperty("label") Text label,
        @com.fasterxml.jackson.annotation.JsonProperty("command") @Nullable Command command,
        @com.fasterxml.jackson.annotation.JsonProperty("notice") @Nullable Notice notice,
        @com.fasterxml.jackson.annotation.JsonProperty("case") @Nullable Case case_,
        @com.fasterxml.jackson.annotation.JsonProperty("task") @Nullable Task task,
        @com.fasterxml.jackson.annotation.JsonProperty("on-failure") @Nullable OnFailure onFailure,
        @com.fasterxml.jackson.annotation.JsonProperty("at-once") @Nullable Boolean atOnce) {
      this.id = id;
      this.label = label;
      this.command = command;
      this.notice = notice;
      this.case_ = case_;
      this.task = task;
      this.onFailure = onFailure;
      this.atOnce = atOnce;
      if (Stream.of(command, notice, case_, task).filter(Objects::nonNull).count() != 1) {
        throw new IllegalArgumentException(
            "step " + id + " must have exactly one of command, notice, case and task");
      }
      if (onFailure != null && command == null && task == null) {
        throw new IllegalArgumentException("step " + id + ": only a command or a task can fail");
      }
    }

    String kind() {
      return command != null
          ? "command"
          : notice != null ? "notice" : case_ != null ? "case" : "task";
    }

    boolean isAtOnce() {
      return Boolean.TRUE.equals(atOnce);
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

  /**
   * What a person does.
   *
   * @param post whose: anybody who holds it in the area may say that it is done
   * @param limit how long they have, such as {@code 15 min}
   */
  public record Task(String post, String limit) {
    public Task {
      Durations.parse(limit);
    }

    Duration limitDuration() {
      return Durations.parse(limit);
    }
  }

  /** A case to open. */
  public record Case(String type) {}

  /** The warning is stepped up, with the reason in its history. */
  public record OnFailure(String raiseTo, Text reason) {
    public OnFailure {
      if (!List.of("I", "II", "III", "IV").contains(raiseTo)) {
        throw new IllegalArgumentException("raise-to must be I, II, III or IV, not " + raiseTo);
      }
    }
  }

  public Plan {
    if (version < 1) {
      throw new IllegalArgumentException("plan " + id + ": version must be 1 or more");
    }
    if (steps == null || steps.isEmpty()) {
      throw new IllegalArgumentException("plan " + id + " has no steps");
    }
    if (steps.getFirst().isAtOnce()) {
      throw new IllegalArgumentException("plan " + id + ": before its first step there is none");
    }
    if (steps.stream().map(Step::id).distinct().count() < steps.size()) {
      throw new IllegalArgumentException("plan " + id + " has two steps with one id");
    }
    Condition.compile(when, VALUES);
  }

  /** Place of the step that began before a step or with it, and of which it is the first. */
  int startOfGroup(int place) {
    var start = Math.min(place, steps.size() - 1);
    while (start > 0 && steps.get(start).isAtOnce()) {
      start--;
    }
    return start;
  }

  /** Place after the last step that begins together with a step. */
  int endOfGroup(int place) {
    var end = place + 1;
    while (end < steps.size() && steps.get(end).isAtOnce()) {
      end++;
    }
    return end;
  }
}
