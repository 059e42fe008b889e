package org.yiwang.engine;

/** Whom the findings of a rule are about. */
public enum About {
  /** Each subject of the rule's kind, by the series of all its devices. */
  SUBJECT,
  /** Each device of such a subject, by its own series alone. */
  DEVICE,
  /** Each area of a level, by the subjects in it. */
  AREA,
  /** The surroundings of each subject, by the subjects within a radius. */
  AROUND;

  /** Whether it is judged by what its members do, not by readings. */
  public boolean isGroup() {
    return this == AREA || this == AROUND;
  }
}
