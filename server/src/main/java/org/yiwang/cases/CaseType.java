package org.yiwang.cases;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yiwang.platform.Text;

/**
 * A kind of case, as it stands in a track's {@code cases.yaml}.
 *
 * @param title what the queue shows; {@code {subject}} is filled in
 * @param level level of cases that no warning grades
 * @param post post of the people who can do the work
 * @param skills what they must be able to do
 * @param checklist what they do on the spot, in order
 */
public record CaseType(
    String id,
    int version,
    Text name,
    Text title,
    String level,
    Limits limits,
    String post,
    List<String> skills,
    List<Check> checklist) {
  /**
   * The file of a track.
   *
   * @param filingLevel area level of the centre at which cases are filed; one track says it
   */
  record File(@Nullable String filingLevel, List<CaseType> caseTypes) {}

  /** Time limits, as texts such as {@code 4 emergency hours}; handle runs from the filing. */
  public record Limits(String accept, String arrive, String handle, String verify) {
    public Limits {
      TimeLimit.parse(accept);
      TimeLimit.parse(arrive);
      TimeLimit.parse(handle);
      TimeLimit.parse(verify);
    }
  }

  /**
   * A line of the checklist.
   *
   * @param type {@code check}, {@code number}, {@code text} or {@code photo}
   */
  public record Check(String id, Text label, String type, boolean required) {
    public Check {
      if (!List.of("check", "number", "text", "photo").contains(type)) {
        throw new IllegalArgumentException(
            "checklist " + id + ": type must be check, number, text or photo");
      }
    }
  }

  public CaseType {
    skills = skills == null ? List.of() : List.copyOf(skills);
    checklist = checklist == null ? List.of() : List.copyOf(checklist);
    if (limits == null) {
      throw new IllegalArgumentException("case type " + id + ": limits are missing");
    }
  }
}
