package org.yiwang.cases;

import org.yiwang.platform.Text;
import org.yiwang.platform.Texts;

/** Where a case stands. The stages of the field's standard are groups of these. */
public enum CaseState {
  FILED("filed", "filing"),
  DISPATCHED("dispatched", "dispatch"),
  ASSIGNED("assigned", "dispatch"),
  ACCEPTED("accepted", "handling"),
  ARRIVED("arrived", "handling"),
  HANDED_IN("handed-in", "feedback"),
  REWORK("rework", "handling"),
  SUSPENDED("suspended", "handling"),
  CLOSED("closed", "evaluation"),
  CANCELLED("cancelled", "evaluation");

  private final String code;
  private final String stage;
  private final Text label;

  CaseState(String code, String stage) {
    this.code = code;
    this.stage = stage;
    this.label = Texts.of("state." + code);
  }

  /** Its name in the database and the API. */
  public String code() {
    return code;
  }

  public String stage() {
    return stage;
  }

  public Text label() {
    return label;
  }

  /** Whether nothing more can happen to a case in this state. */
  public boolean isEnd() {
    return this == CLOSED || this == CANCELLED;
  }

  /**
   * The state with a code.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static CaseState of(String code) {
    for (var state : values()) {
      if (state.code.equals(code)) {
        return state;
      }
    }
    throw new IllegalArgumentException("no state of a case: " + code);
  }
}
