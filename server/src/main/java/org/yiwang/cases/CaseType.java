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
  record File(@Nullable String filingLevel, List<CaseType> caseTypes) {
    File {
      caseTypes = caseTypes == null ? List.of() : List.copyOf(caseTypes);
    }
  }

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
    if (version < 1) {
      throw new IllegalArgumentException("case type " + id + ": version must be 1 or more");
    }
    if (!List.of("I", "II", "III", "IV").contains(level)) {
      throw new IllegalArgumentException("case type " + id + ": level must be I, II, III or IV");
    }
    if (checklist.stream().map(Check::id).distinct().count() < checklist.size()) {
      throw new IllegalArgumentException(
          "case type " + id + ": two lines of the checklist have one id");
    }
  }

  /** The same for cases of a type of which only the code is known. */
  CaseType named(String code) {
    return new CaseType(
        code, version, Text.of(code), title, level, limits, post, skills, checklist);
  }
}
