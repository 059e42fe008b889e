package org.yiwang.cases;

import org.yiwang.platform.Text;

/** Where a case stands. The stages of the field's standard are groups of these. */
public enum CaseState {
  FILED("filed", "filing", new Text("已立案", "Filed")),
  DISPATCHED("dispatched", "dispatch", new Text("已分拨", "Dispatched")),
  ASSIGNED("assigned", "dispatch", new Text("待接单", "Waiting to be accepted")),
  ACCEPTED("accepted", "handling", new Text("已接单", "Accepted")),
  ARRIVED("arrived", "handling", new Text("已到场", "On the spot")),
  HANDED_IN("handed-in", "feedback", new Text("待核查", "Waiting for verification")),
  REWORK("rework", "handling", new Text("返工", "Rework")),
  SUSPENDED("suspended", "handling", new Text("挂账", "Suspended")),
  CLOSED("closed", "evaluation", new Text("已结案", "Closed")),
  CANCELLED("cancelled", "evaluation", new Text("已作废", "Cancelled"));

  private final String code;
  private final String stage;
  private final Text label;

  CaseState(String code, String stage, Text label) {
    this.code = code;
    this.stage = stage;
    this.label = label;
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
